"""Tabs of a customer's page under which several parts of relationships stand."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.extensions import TabGroup

OUTCOMES, COOPERATION = "outcomes", "cooperation"
GROUPS = (
    TabGroup(OUTCOMES, _("Outcomes"), order=34),
    TabGroup(COOPERATION, pgettext_lazy("tab of a customer", "Cooperation"), order=36),
)
