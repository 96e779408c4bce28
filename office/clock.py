"""Which day it is where our company works."""

from datetime import date

from django.utils import timezone

from office.models import Company


def today() -> date:
    return timezone.localdate(timezone=Company.get().zone)
