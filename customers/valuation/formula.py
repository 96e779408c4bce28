"""Which formulas a kept result was computed with."""

FORMULA = "E1.15"
"""Rises whenever a formula, or the shape of a kept figure, changes: pages open today's figures of this version alone."""
