"""Success plans ready for pages and papers."""
