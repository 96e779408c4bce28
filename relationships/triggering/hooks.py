"""The triggers that relationships know of; other modules declare theirs themselves."""

from relationships.triggering import goals, money, people, registry, warmth


def register() -> None:
    registry.declare(*warmth.TRIGGERS, *people.TRIGGERS, *money.TRIGGERS, *goals.TRIGGERS)
