"""The agenda: what is planned, how it reads, and where else in the house it shows."""
