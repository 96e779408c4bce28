"""What customers say, how soon we answer, and the weekly wall: computed from plain values."""
