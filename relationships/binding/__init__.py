"""Why a customer stays, in words: what is asked about it, how it stands, and what the strategy tab shows."""
