"""What the portfolio brings to Today: alarms of own customers that nobody has looked into."""

from datetime import date
from typing import Any, cast

from django.http import HttpRequest

from office.models import User
from reports.portfolio.defectors import alert_row
from reports.selectors.defectors import own_open_alerts

SHOWN = 5


def alarms(request: HttpRequest, _day: date) -> dict[str, Any] | None:
    """The newest of them, without profit; None hides the card. One query."""
    found = list(own_open_alerts(cast("User", request.user))[: SHOWN + 1])
    if not found:
        return None
    return {"rows": [alert_row(each, margins=False) for each in found[:SHOWN]], "more": len(found) > SHOWN}
