"""What an API key may be used for. A key never reaches further than its owner; scopes only narrow it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    READ_CUSTOMERS = "read:customers", _("Read customers and contacts")
    READ_REVENUE = "read:revenue", _("Read revenue")
    READ_INTERACTIONS = "read:interactions", _("Read interactions")
    WRITE_INTERACTIONS = "write:interactions", _("Log interactions")
    READ_VOICE = "read:voice", _("Read customers' words and the wall")
    WRITE_VOICE = "write:voice", _("Record customers' words")
