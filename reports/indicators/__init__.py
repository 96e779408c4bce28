"""What the founder reads, computed: risk, insight and the quadrant, and the door through which every metric answers."""
