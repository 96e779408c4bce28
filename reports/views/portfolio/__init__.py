"""The portfolio: what the customers are worth together."""
