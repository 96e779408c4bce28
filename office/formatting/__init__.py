"""How numbers, days and icons are written, by language: plain values in, text out. No settings, no clock."""
