"""Promises to customers as pages show them, and what they bring to a customer's page, to Today and to the log."""
