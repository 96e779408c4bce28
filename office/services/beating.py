"""Signs of life of the machinery, for the health page."""

from django.utils import timezone

from office.models import Heartbeat


def beat(name: str = Heartbeat.SCHEDULER) -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"at": timezone.now()})
