"""What customers are worth: exact computation on plain values, rounded once at the end."""
