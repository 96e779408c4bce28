"""News of our own: a fact changed, so what the customer is worth is computed anew."""

from typing import Any

from customers.services import standings


def measure_again(sender: Any, customer_id: int, **_signal: Any) -> None:
    """A contact that an upper app logged waits for the night: it moves no money, and logging must stay quick."""
    if sender is None:
        standings.recompute([customer_id])


def measure_everybody(sender: Any, **_signal: Any) -> None:
    """After an import medians, margins and seasons are others, so all customers are computed in the background."""
    standings.ask_for_all()
