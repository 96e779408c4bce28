"""Triggers of what people say and of people who leave."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from customers import extensions
from customers.models import Contact, DecisionRole
from customers.models.customer import TIER_IN_FORCE, CustomerQuerySet
from customers.selectors.flags import MOST_OF_A_DETRACTOR
from customers.selectors.knowledge import moods_by_customer
from office.calendar import Overrides
from relationships.models import DecisionPart
from relationships.network.pictures import picture
from relationships.selectors.exchanges import exchanges_by_customer, theirs
from relationships.selectors.networks import networks_by_customer
from relationships.triggering import links, words
from relationships.triggering.registry import LOOK_BACK, After, Evidence, Happened, Hit, Trigger
from relationships.triggering.warmth import TOP

SILENT, OPEN_COMPLAINT = "silent", "open_complaint"
"""Warnings of the voices: on the quiet list, a complaint stands open."""
BREACHED = "breached_voices"
"""The fact feed of the voices: customer id → [`extensions.BreachedVoice`] on a day."""
FEWEST_OF_A_PROMOTER = 9


def _silent_account(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    """Of tier S or A and on the quiet list. Waves of surveys add theirs through the same warning, once there are any."""
    top = customers.alias(in_force=TIER_IN_FORCE).filter(in_force__in=TOP)
    yield from (Hit(pk) for pk in sorted(_flagged(top, day, SILENT)))


def _flagged(customers: CustomerQuerySet, day: date, key: str) -> set[int]:
    """Customers at which a warning of another app holds."""
    sources = [source for source in extensions.flag_sources if key in source.labels]
    return {pk for source in sources for pk, told in source.read(customers, day).items() if told.get(key)}


def _tell_silent(_evidence: Evidence) -> str:
    return _("A tier S or A customer stands on the quiet list")


def _answers(customers: CustomerQuerySet, day: date) -> Iterator[tuple[int, date, float]]:
    """The newest day on which somebody said whether they would recommend us, and the lowest score of that day."""
    for pk, mood in moods_by_customer(list(customers.values_list("pk", flat=True)), day).items():
        scores = [(each.date, float(each.score)) for each in mood.surveys if each.kind == "nps"]
        if scores:
            newest = max(on for on, _score in scores)
            yield pk, newest, min(score for on, score in scores if on == newest)


def _detractor(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    for pk, on, score in _answers(customers, day):
        if score <= MOST_OF_A_DETRACTOR:
            yield Hit(pk, {"score": round(score), "on": on.isoformat()})


def _promoter(customers: CustomerQuerySet, since: date, day: date) -> Iterator[Hit]:
    """Nine or ten, and no complaint open: each answer is thanked for once."""
    happy = {pk: (on, score) for pk, on, score in _answers(customers, day) if score >= FEWEST_OF_A_PROMOTER}
    complaining = _flagged(customers.filter(pk__in=happy), day, OPEN_COMPLAINT)
    for pk, (on, score) in happy.items():
        if pk not in complaining and on >= since:
            yield Hit(pk, {"score": round(score), "on": on.isoformat()}, on.isoformat())


def _tell_score(evidence: Evidence) -> str:
    if evidence.get("score") is None:
        return _("The newest answer to “would you recommend us” is 6 or less")
    said = {"score": evidence["score"], "day": words.day(evidence.get("on"))}
    return _("Would recommend us: %(score)s of 10 on %(day)s") % said


def _breached(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    for answer in extensions.feed(BREACHED, customers, day):
        for pk, voices in answer.items():
            for one in voices:
                yield Hit(pk, {"severity": one.severity, "on": one.on.isoformat()}, one.about, since=one.on)


def _tell_breach(evidence: Evidence) -> str:
    said = {"severity": evidence.get("severity", "–"), "day": words.day(evidence.get("on"))}
    return _("A voice of severity %(severity)s waits past its time since %(day)s") % said


def _contact_left(customers: CustomerQuerySet, since: date, day: date) -> Iterator[Hit]:
    """A key person, a champion (of a decision that was open, too), or somebody with a stable tie the day before.

    Ties are looked up for those of the last thirty days alone: they cost the most, and this is asked every few minutes.
    """
    left = Contact.objects.filter(
        customer__in=customers, placeholder=False, left_on__gte=since, left_on__lte=day
    ).order_by("left_on", "pk")
    role = DecisionRole.Role.CHAMPION
    champion = DecisionRole.objects.filter(contact=OuterRef("pk"), role=role).exclude(until__lt=OuterRef("left_on"))
    of_decision = DecisionPart.objects.filter(contact=OuterRef("pk"), role=role).lost_with_their_contact()
    told = left.annotate(champion=Exists(champion) | Exists(of_decision))
    rows = list(told.values_list("customer_id", "pk", "left_on", "key_person", "champion"))
    others = {(pk, on): customer for customer, pk, on, key, was in rows if on and not key and not was}
    stable = _stable({one: pk for one, pk in others.items() if one[1] >= day - LOOK_BACK}, day)
    for customer, pk, on, key, was in rows:
        part = "key" if key else "champion" if was else "stable" if pk in stable else ""
        if part:
            yield Hit(customer, {"left_on": str(on), "part": part}, str(pk))


def _stable(left: Mapping[tuple[int, date], int], day: date) -> set[int]:
    """Of people who left, by (id, day they left) with their customer, those who held a stable tie the day before."""
    if not left:
        return set()
    ids = set(left.values())
    networks = networks_by_customer(ids, exchanges_by_customer(ids, as_of=day))
    found = set()
    for (pk, on), customer in left.items():
        then = picture(networks[customer], on - timedelta(days=1))
        if any(pair.stable for pair in then.pairs if pair.contact == theirs(pk)):
            found.add(pk)
    return found


def _tell_left(evidence: Evidence) -> str:
    said = {"day": words.day(evidence.get("left_on"))}
    if evidence.get("part") == "champion":
        return _("A champion left on %(day)s") % said
    if evidence.get("part") == "stable":
        return _("Somebody with a stable tie left on %(day)s") % said
    return _("A key person left on %(day)s") % said


def _map_before(customer_id: int, about: str, evidence: Evidence) -> str:
    """The map of the day before they left, with what goes dark without them."""
    url = reverse("relationships:map", args=[customer_id])
    try:
        before = date.fromisoformat(evidence["left_on"]) - timedelta(days=1)
    except (KeyError, ValueError):
        return url
    return f"{url}?{urlencode({'on': before.isoformat(), 'who': f'c{about}'})}#leaving"


TRIGGERS = (
    Trigger(
        "silent_account",
        pgettext_lazy("trigger", "no word of an S or A customer"),
        _silent_account,
        _tell_silent,
        links.tab("voices"),
    ),
    Trigger(
        "detractor",
        pgettext_lazy("trigger", "would not recommend us"),
        _detractor,
        _tell_score,
        links.tab("voices"),
    ),
    Trigger(
        "promoter",
        pgettext_lazy("trigger", "would recommend us, and no complaint open"),
        Happened(_promoter),
        _tell_score,
        links.tab("voices"),
        After.NOTHING,
        once=True,
    ),
    Trigger(
        "sla_breach",
        pgettext_lazy("trigger", "a grave voice past its time"),
        _breached,
        _tell_breach,
        links.tab("voices"),
        urgent=True,
        pace=gettext_lazy(
            "this holds back only those past their time before it was switched on; later ones begin within minutes"
        ),
    ),
    Trigger(
        "contact_left",
        pgettext_lazy("trigger", "a key person left"),
        Happened(_contact_left),
        _tell_left,
        links.of_object("customers:contact"),
        After.AGAIN,
        more=((gettext_lazy("What goes dark without them"), _map_before),),
        urgent=True,
        pace=gettext_lazy("within minutes, in working hours"),
        once=True,
    ),
)
