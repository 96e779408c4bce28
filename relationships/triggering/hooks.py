"""The triggers that relationships know of; other modules declare theirs themselves."""

from relationships.triggering import goals, handovers, money, people, registry, warmth


def register() -> None:
    registry.declare(*warmth.TRIGGERS, *people.TRIGGERS, handovers.OWNER_LEFT, *money.TRIGGERS, *goals.TRIGGERS)
