"""Which book of customers a list opens."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _


class View:
    """Which book a list opens: one's own, the team's, or all that one may see."""

    MINE, TEAM, ALL = "mine", "team", "all"
    LABELS: ClassVar = {
        MINE: _("My customers"),
        TEAM: _("The team's customers"),
        ALL: _("All customers"),
    }
