from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a colleague may do. One person may hold several; a lead holds the role for a named team."""

    CSM = "csm", _("Customer success manager")
    LEAD = "lead", _("Team lead")
    FOUNDER = "founder", _("Founder")
    EXECUTIVE = "executive", _("Executive")
    FINANCE = "finance", _("Finance")
    SALES_OPS = "sales_ops", _("Sales operations")
    ADMIN = "admin", _("Administrator")
