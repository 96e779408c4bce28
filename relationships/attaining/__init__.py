"""Goals and what they reach, ready for pages and papers."""
