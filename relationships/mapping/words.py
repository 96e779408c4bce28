"""Words of the map: levels, functions, signals."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from relationships.network.maps import CONNECTED, DEEP, NOBODY, RECORDED, TOUCHED

LEVELS = {
    NOBODY: pgettext_lazy("how far we are in a department", "nobody"),
    RECORDED: pgettext_lazy("how far we are in a department", "a name"),
    TOUCHED: pgettext_lazy("how far we are in a department", "touched"),
    CONNECTED: pgettext_lazy("how far we are in a department", "stable"),
    DEEP: pgettext_lazy("how far we are in a department", "deep"),
}
REVIEWS = {
    "judged_above": _("judged too high"),
    "judged_below": _("judged too low"),
}
SOURCES = {
    "computed": _("from contacts"),
    "judged_only": _("only judged"),
    "left": _("one of the two has left"),
    "none": _("nothing that counts"),
}
