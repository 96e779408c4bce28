from datetime import timedelta
from typing import Any

from django.utils import timezone

from office.calendar import week_add, week_key
from tests.architecture.permissions.table import Cast, PermissionRow, everyone, everyone_inside, only
from tests.factories.customers import make_customer
from tests.factories.voice import make_published, make_voice
from voice.models import DutySwap, Edition
from voice.services import display_links, duty, redacting

# Who sees mei's customer; Finance sees who it is and its money, not its people and words.
READ = {**everyone_inside(200), "other": 404, "finance": 404}
# Who handles its voices; the founder and executives read them.
HANDLE = {**READ, "founder": 403, "executive": 403}
PUBLISH = only({"founder": 200, "executive": 200, "admin": 200}, others=403)
SCREENS = {**PUBLISH, "ops": 200}
# A form sent with nothing in it comes back to those who may fill it in.
PUBLISH_FORM = {principal: 422 if status == 200 else status for principal, status in PUBLISH.items()}
NEVER = "2020-W01"


def moved(statuses: dict[str, int]) -> dict[str, int]:
    """The same for a POST, which answers with a redirect where it is allowed."""
    return {principal: 302 if status == 200 else status for principal, status in statuses.items()}


def voice(cast: Cast) -> dict[str, Any]:
    return {"pk": make_voice(make_customer(cast["mei"]), by=cast["mei"]).pk}


def verb(cast: Cast) -> dict[str, Any]:
    return {**voice(cast), "verb": "triage"}


def masked(cast: Cast) -> dict[str, Any]:
    item = make_voice(make_customer(cast["mei"]), by=cast["mei"])
    return {"pk": item.pk, "mask_pk": redacting.mask(item, start=0, end=1, reason="asked", by=cast["mei"]).pk}


def customer(cast: Cast) -> dict[str, Any]:
    return {"pk": make_customer(cast["mei"]).pk}


def this_week(cast: Cast) -> dict[str, Any]:
    return {"week": week_key(timezone.now())}


def published(cast: Cast) -> dict[str, Any]:
    week = this_week(cast)["week"]
    make_published(week, make_customer(cast["mei"]), by=cast["eve"])
    return {"week": week}


def last_quote(cast: Cast) -> dict[str, Any]:
    """A quote of last week, which its owner mei answers for this week."""
    week = week_key(timezone.now())
    before = week_add(week, -1)
    edition = make_published(before, make_customer(cast["mei"]), by=cast["eve"], at=timezone.now() - timedelta(days=7))
    quote = Edition.objects.get(pk=edition.pk).quotes.first()
    assert quote is not None
    quote.voice.owner = cast["mei"]
    quote.voice.save(update_fields=["owner"])
    return {"week": week, "quote_pk": quote.pk}


def link(cast: Cast) -> dict[str, Any]:
    return {"pk": display_links.issue(name="corridor", by=cast["eve"])[0].pk}


def token(cast: Cast) -> dict[str, Any]:
    return {"token": display_links.issue(name="corridor", by=cast["eve"])[1]}


def an_absence(cast: Cast) -> dict[str, Any]:
    return {"executive": cast["eve"].pk, "week": this_week(cast)["week"], "until": "", "reason": "leave"}


def absence(cast: Cast) -> dict[str, Any]:
    [noted] = duty.be_away(cast["eve"], week=str(this_week(cast)["week"]), by=cast["fay"])
    return {"pk": noted.pk}


def swap(verb: str) -> Any:
    """Fay took eve's week of this roster; verb is what somebody makes of the week offered in return."""

    def args(cast: Cast) -> dict[str, Any]:
        week = this_week(cast)["week"]
        duty.set_roster([cast["eve"], cast["fay"]], from_week=str(week), by=cast["fay"])
        duty.be_away(cast["eve"], week=str(week), by=cast["fay"])
        return {"pk": DutySwap.objects.get().pk, "verb": verb}

    return args


def offered(cast: Cast) -> dict[str, Any]:
    return {"week": week_add(this_week(cast)["week"], 1)}


def a_voice_to_pick(cast: Cast) -> dict[str, Any]:
    return {"voice": make_voice(make_customer(cast["mei"]), by=cast["mei"]).pk, "do": "add"}


SORTED = {"kind": "praise", "category": "other", "severity": "4"}
ROWS = [
    PermissionRow("voice:inbox", {**everyone_inside(200), "finance": 404}),
    PermissionRow("voice:new", {**everyone_inside(200), "finance": 404}),
    PermissionRow(
        "voice:new",
        # Who does not see the customer gets the form back: it is none of the choices.
        {**moved(everyone_inside(200)), "other": 422, "finance": 404},
        method="post",
        body=lambda cast: {"customer": make_customer(cast["mei"]).pk, "text": "夏天进水。", "channel": "call"},
    ),
    PermissionRow("voice:item", READ, kwargs=voice),
    PermissionRow("voice:act", moved(HANDLE), method="post", kwargs=verb, body=lambda cast: SORTED),
    PermissionRow("voice:describe", HANDLE, kwargs=voice),
    PermissionRow("voice:correct", HANDLE, kwargs=voice),
    PermissionRow(
        "voice:correct", moved(HANDLE), method="post", kwargs=voice, body=lambda cast: {"text": "好", "reason": "错"}
    ),
    PermissionRow("voice:mask", READ, kwargs=voice),
    PermissionRow("voice:lift", moved(READ), method="post", kwargs=masked, body=lambda cast: {"reason": "agreed"}),
    PermissionRow("voice:erase", {**HANDLE, "owner": 403, "lead": 403}, kwargs=voice),
    PermissionRow(
        "voice:erase",
        moved({**HANDLE, "owner": 403, "lead": 403}),
        method="post",
        kwargs=voice,
        body=lambda cast: {"reason": "asked by mail"},
    ),
    PermissionRow("voice:customer_voices", READ, kwargs=customer),
    PermissionRow("voice:wall", everyone_inside(200)),
    PermissionRow("voice:edition", everyone_inside(200), kwargs=published, unknown={"week": NEVER}),
    PermissionRow("voice:print", everyone_inside(200), kwargs=published, unknown={"week": NEVER}),
    PermissionRow(
        "voice:erratum",
        moved(PUBLISH),
        method="post",
        kwargs=published,
        body=lambda cast: {"text": "The 18th."},
        unknown={"week": NEVER},
    ),
    PermissionRow("voice:pick", PUBLISH, kwargs=this_week, unknown={"week": NEVER}),
    PermissionRow(
        "voice:choose", moved(PUBLISH), method="post", kwargs=this_week, body=a_voice_to_pick, unknown={"week": NEVER}
    ),
    PermissionRow("voice:publish", moved(PUBLISH), method="post", kwargs=this_week, unknown={"week": NEVER}),
    PermissionRow(
        "voice:follow_up",
        {**READ, "lead": 403, "ops": 403},
        kwargs=last_quote,
        unknown={"week": NEVER},
    ),
    PermissionRow(
        "voice:follow_up",
        moved({**READ, "lead": 403, "ops": 403}),
        method="post",
        kwargs=last_quote,
        body=lambda cast: {"line": "Two signatures instead of seven."},
        unknown={"week": NEVER},
    ),
    PermissionRow("voice:displays", SCREENS),
    PermissionRow("voice:revoke_display", moved(SCREENS), method="post", kwargs=link),
    PermissionRow("voice:roster", SCREENS),
    PermissionRow("voice:roster", PUBLISH_FORM, method="post", body=lambda cast: {"executives": "", "from_week": ""}),
    PermissionRow("voice:away", moved(SCREENS), method="post", body=an_absence),
    PermissionRow("voice:back", {**moved(SCREENS), "executive": 302}, method="post", kwargs=absence),
    PermissionRow("voice:swap", moved(SCREENS), method="post", kwargs=swap("accept"), body=offered),
    PermissionRow("voice:swap", moved(SCREENS), method="post", kwargs=swap("decline"), body=offered),
    PermissionRow("voice:swap", moved(SCREENS), method="post", kwargs=swap("reopen")),
    PermissionRow("voice:display", everyone(200), kwargs=token, public=True),
]


def populate(cast: Cast) -> None:
    """A voice with its steps and a mask, and an edition."""
    redacting.mask(
        make_voice(make_customer(cast["mei"]), by=cast["mei"]), start=0, end=1, reason="asked", by=cast["mei"]
    )
    make_published(week_key(timezone.now()), make_customer(cast["mei"]), by=cast["eve"])
