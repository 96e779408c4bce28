"""Templates of playbooks as migrations plant them."""

from typing import Any


def plant(apps: Any, text: str, *, first: int = 500) -> None:
    """Playbooks with their steps, where their trigger has none yet; never switched on.

    A playbook's line has trigger and titles (Simplified, Traditional, English); a step's line a plus sign, working
    days, who (owner, lead, founder, duty), and what to do in the three languages. `apps` is the migration's.
    """
    playbooks, steps = apps.get_model("relationships", "Playbook"), apps.get_model("relationships", "PlaybookStep")
    playbook, order = None, first
    for line in text.strip().splitlines():
        head, *words = (part.strip() for part in line.split("|"))
        if not head.startswith("+"):
            order += 10
            playbook = None
            if not playbooks.objects.filter(trigger=head).exists():
                playbook = playbooks.objects.create(trigger=head, order=order, **_in_three("title", words))
        elif playbook is not None:
            _plus, workdays, role = head.split()
            steps.objects.create(playbook=playbook, workdays=int(workdays), role=role, **_in_three("text", words))


def _in_three(name: str, words: list[str]) -> dict[str, str]:
    return dict(zip((f"{name}_zh_hans", f"{name}_zh_hant", f"{name}_en"), words, strict=True))
