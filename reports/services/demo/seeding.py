from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from customers.models import Customer, StandingKind
from customers.services import rollups
from customers.services import standings as worth
from office.calendar.months import last_complete_month, month_add, month_end
from office.models import Company, User
from relationships.services import standings, strategy_standings
from reports.demo.companies import companies
from reports.services.demo import (
    archive,
    facts,
    money,
    outcomes,
    playbooks,
    promises,
    requests,
    staff,
    strategy,
    ties,
    usage,
    voices,
    walls,
    workdays,
)
from reports.services.demo import plans as success_plans
from reports.services.demo.agenda import plan_contacts
from reports.services.demo.agreements import lie_between
from reports.services.demo.courtesy import keep_courtesies
from reports.services.demo.deciding import decide
from reports.services.demo.rivals import hear

SEED = 20261121
NAMES = {"zh-hans": "衡声传感（虚构示例）", "zh-hant": "衡聲傳感（虛構示例）", "en": "Hengsheng Sensing (invented)"}


class DemoRefusedError(Exception):
    """The sample company goes into an empty trial database only; the text says what stands against it."""


@transaction.atomic
def seed(*, language: str = "zh-hans") -> dict[str, int]:
    """Fill an empty database with the sample company; returns how many rows of each kind.

    Dates count back from today. Raises DemoRefusedError where people or customers exist, or on production settings.
    """
    _refuse_where_it_would_hurt()
    company = Company.objects.get(pk=Company.ONLY)
    Company.objects.filter(pk=company.pk).update(name=NAMES[language], default_language=language)
    rng = Random(SEED)  # noqa: S311 - a story, not a secret
    zone, now = ZoneInfo(company.time_zone), timezone.now()
    today = now.astimezone(zone).date()
    firms = companies()
    with override(language):
        people = staff.hire(language)
        workdays.mark(language)
        kept = archive.build(firms, people, language, today, rng)
        facts.keep_books(firms, kept, company.base_currency, today, rng)
        facts.meet(firms, kept, people, language, zone, today, rng)
        ties.draw_charts(kept)
        ties.judge(firms, kept, people, language, today)
        money.tell(firms, kept, people, language, company.base_currency, today)
        plan_contacts(firms, kept, people, language, today)
        keep_courtesies(firms, kept, people, language, today)
        facts.promise(firms, kept, people, language, today, rng)
        hear(firms, kept, people, language, today)
        decide(firms, kept, people, language, today)
        outcomes.reach(firms, kept, people, language, zone, today)
        success_plans.settle_on(firms, kept, people, language, zone, today)
        promises.give(firms, kept, people, language, today)
        usage.count(firms, kept, zone, today)
        requests.ask(firms, kept, language, zone, now)
        strategy.weigh(kept, people, language, today)
        heard = voices.hear(firms, kept, people, language, zone, now, rng)
        editions = walls.publish_past(heard, people, language, zone, today, rng)
    rollups.rebuild()
    worth.recompute_all(as_of=month_end(month_add(last_complete_month(today), -12)), kind=StandingKind.MONTH)
    worth.freeze_what_is_due()
    worth.recompute_all()
    standings.recompute_all()
    standings.freeze_what_is_due()
    with override(language):
        lie_between(firms, kept, people, language, company.base_currency, today)
    playbooks.play(people, language, zone, today)
    strategy_standings.recompute_all()
    return {
        "customers": len(kept.customers),
        "contacts": sum(len(contacts) for contacts in kept.contacts.values()),
        "voices": len(heard),
        "editions": editions,
    }


def _refuse_where_it_would_hurt() -> None:
    if not settings.DEMO_ALLOWED:
        raise DemoRefusedError("The sample company has published passwords; it does not go into production.")
    if Customer.objects.exists() or User.objects.people().exists():
        raise DemoRefusedError("The database is not empty: the sample company goes into an empty one only.")
