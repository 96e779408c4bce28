"""The weekly report in the reader's words: sentences and figures from the frozen inputs, the same on screen and paper."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, pgettext

from office.calendar import Week, add_months, week_range
from office.formatting import amounts, days
from office.models import Company
from reports.models import WeeklyReport
from voice.presenters.editions import EditionPage, edition_for_week

FALLING = Decimal("-0.05")
SHOWN_DAYS = 30


@dataclass(frozen=True)
class Figure:
    value: str
    headline: str
    detail: str
    known: bool = True
    bad: bool = False
    url: str = ""


@dataclass(frozen=True)
class Call:
    name: str
    place: str
    why: str
    ask: str
    url: str = ""


@dataclass(frozen=True)
class Quote:
    kind: str
    text: str
    by: str
    fingerprint: str
    lang: str = ""


@dataclass(frozen=True)
class QuietRow:
    customer: str
    silent: str
    revenue: str


@dataclass(frozen=True)
class Loop:
    what: str
    kind: str
    customer: str
    owner: str
    overdue: str
    url: str = ""


@dataclass(frozen=True)
class WeeklyPaper:
    """All that the report's template prints."""

    week: str
    html_lang: str
    company: str
    title: str
    period: str
    made: str
    foot: str
    figures: Sequence[Figure]
    calls: Sequence[Call]
    quotes: Sequence[Quote]
    wall_by: str
    wall_missing: str
    loops: Sequence[Loop]
    loops_count: str
    loops_more: str
    quiet: Sequence[QuietRow] = field(default_factory=tuple)
    quiet_count: str = ""
    remade_note: str = ""


def weekly_paper(report: WeeklyReport) -> WeeklyPaper:
    """The report in the language that is active: frozen figures, and the edition's words as they may be read now."""
    inputs = report.inputs
    edition = _edition(report)
    zone = Company.get().zone
    monday, sunday = week_range(Week(report.week))
    loops = inputs["loops"]
    return WeeklyPaper(
        week=report.week,
        html_lang={"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get(_language(), _language()),
        company=Company.get().name,
        title=gettext("Weekly founder report"),
        period=gettext("%(week)s, %(from)s to %(to)s")
        % {"week": _week(report.week), "from": _day(monday), "to": _day(sunday)},
        made=gettext("made on %(when)s") % {"when": _moment(report.created_at.astimezone(zone))},
        foot=_foot(report),
        figures=[_revenue(inputs), _active(inputs), _cooling(inputs)],
        calls=[_call(call) for call in inputs["calls"]],
        quotes=_quotes(edition),
        wall_by=_wall_by(edition),
        wall_missing="" if edition else _wall_missing(inputs["wall"]),
        quiet=[] if edition else [_quiet(row, inputs["currency"]) for row in inputs["quiet"]["rows"]],
        quiet_count=_quiet_count(inputs["quiet"]),
        loops=[_loop(row) for row in loops["rows"]],
        loops_count=_loops_count(loops),
        loops_more=_loops_more(loops),
        remade_note=_remade_note(report),
    )


def words_digest(report: WeeklyReport) -> str:
    """A fingerprint of the quoted words as they may be read now, in the reader's language."""
    quotes = _quotes(_edition(report))
    return hashlib.sha256("\n".join(f"{quote.text}|{quote.by}" for quote in quotes).encode()).hexdigest()


def mail_text(paper: WeeklyPaper, address: str) -> str:
    """The plain text of the mail: the three numbers and the three names; no words of customers leave the PDF."""
    lines = [paper.title, paper.period, ""]
    lines += [f"{figure.value}  {figure.headline}" for figure in paper.figures]
    if paper.calls:
        lines += ["", gettext("Three names to call")]
        lines += [_comma([call.place, call.name]) if call.name != call.place else call.name for call in paper.calls]
    return "\n".join(
        [*lines, "", gettext("The whole report is attached, and here: %(address)s") % {"address": address}]
    )


def _edition(report: WeeklyReport) -> EditionPage | None:
    return edition_for_week(report.week, by_revenue=True) if report.inputs["wall"]["published"] else None


def _revenue(inputs: Mapping[str, Any]) -> Figure:
    money = inputs["revenue"]
    month = days.month(date.fromisoformat(money["month"]), _language())
    url = reverse("customers:list") + "?order=-revenue"
    if money["net"] is None:
        return Figure(
            gettext("not yet"),
            gettext("Revenue of %(month)s") % {"month": month},
            gettext("The ledger begins later. Finance imports the lines of this month."),
            known=False,
        )
    detail = [
        _against(gettext("against %(month)s"), money["change"], _month_before(money["month"], 12)),
        _against(gettext("against %(month)s"), money["prior_change"], _month_before(money["month"], 1)),
        ngettext("from %(count)s line", "from %(count)s lines", money["lines"]) % {"count": f"{money['lines']:,}"},
    ]
    if money["without_rate"]:
        detail.append(
            ngettext(
                "%(count)s line left out: no exchange rate",
                "%(count)s lines left out: no exchange rate",
                money["without_rate"],
            )
            % {"count": money["without_rate"]}
        )
    change = Decimal(money["change"]) if money["change"] is not None else None
    return Figure(
        amounts.amount(Decimal(money["net"]), _language(), currency=inputs["currency"]),
        gettext("Revenue of %(month)s") % {"month": month},
        _sentence(detail),
        bad=change is not None and change < FALLING,
        url=url,
    )


def _against(text: str, change: str | None, month: date) -> str:
    name = days.month(month, _language())
    if change is None:
        return gettext("nothing to compare with in %(month)s") % {"month": name}
    return f"{text % {'month': name}} {amounts.signed(amounts.percent(Decimal(change)))}"


def _month_before(month: str, months: int) -> date:
    return add_months(date.fromisoformat(month), -months)


def _active(inputs: Mapping[str, Any]) -> Figure:
    active = inputs["active"]
    return Figure(
        f"{active['count']:,}",
        gettext("Active customers"),
        gettext("of %(of)s customers; ordered or talked with us in the last %(days)s days")
        % {"of": f"{active['of']:,}", "days": active["days"]},
        url=reverse("customers:list"),
    )


def _cooling(inputs: Mapping[str, Any]) -> Figure:
    cooling = inputs["cooling"]
    if not cooling["measured"]:
        return Figure(
            gettext("not yet"),
            gettext("Customers cooling"),
            gettext("No customer has a temperature: nothing has been logged."),
            known=False,
        )
    return Figure(
        f"{cooling['count']:,}",
        gettext("Customers cooling"),
        gettext("of %(measured)s with a temperature; it fell by 10 points or more in 28 days")
        % {"measured": f"{cooling['measured']:,}"},
        bad=cooling["count"] > 0,
        url=reverse("customers:list") + "?trend=cooling",
    )


def _call(call: Mapping[str, Any]) -> Call:
    place = f"{call['name']} {call['title']}".strip() if call["person"] else ""
    return Call(
        name=call["person"] or call["name"],
        place=place or gettext("no contact kept yet"),
        why=_sentence(_reasons(call)),
        ask=_question(call),
        url=reverse("customers:detail", args=[call["customer"]]),
    )


def _reasons(call: Mapping[str, Any]) -> list[str]:
    reasons = []
    if call["share"] is not None:
        reasons.append(
            gettext("%(share)s of the revenue of 12 months") % {"share": amounts.percent(Decimal(str(call["share"])))}
        )
    if call["days_to_renewal"] is not None and call["days_to_renewal"] >= 0:
        reasons.append(
            ngettext("renewal in %(days)s day", "renewal in %(days)s days", call["days_to_renewal"])
            % {"days": call["days_to_renewal"]}
        )
    elif call["renewal_on"]:
        reasons.append(gettext("renewal was due on %(day)s") % {"day": call["renewal_on"]})
    elif call["because"] == "risk":
        reasons.append(gettext("no renewal date known"))
    if call["weeks"] is not None:
        reasons.append(
            ngettext("no word for %(weeks)s week", "no word for %(weeks)s weeks", call["weeks"])
            % {"weeks": call["weeks"]}
        )
    if call["quiet_days"] is not None and call["quiet_days"] >= SHOWN_DAYS:
        reasons.append(
            ngettext("last contact %(days)s day ago", "last contact %(days)s days ago", call["quiet_days"])
            % {"days": call["quiet_days"]}
        )
    return reasons


def _question(call: Mapping[str, Any]) -> str:
    if call["because"] == "quiet":
        return gettext("What have you not told us, because nobody asked?")
    if call["quiet_days"] is not None and call["quiet_days"] >= SHOWN_DAYS:
        return gettext("What did you sort out without us lately?")
    if call["days_to_renewal"] is not None and call["days_to_renewal"] <= 120:
        return gettext("What must be different for you to sign again gladly?")
    return gettext("What are you most afraid of next year?")


def _quotes(edition: EditionPage | None) -> list[Quote]:
    if edition is None:
        return []
    return [
        Quote(
            kind=quote.kind_label,
            text=quote.words,
            by=_comma(
                [
                    quote.customer,
                    " ".join(filter(None, [quote.role, quote.person])) or gettext("anonymous by request"),
                    days.plain_day(quote.said_on, _language()),
                    quote.channel,
                ]
            ),
            fingerprint=quote.fingerprint,
        )
        for quote in edition.quotes
    ]


def _wall_by(edition: EditionPage | None) -> str:
    if edition is None:
        return ""
    return gettext("chosen by %(name)s, not a word changed") % {"name": edition.published_by}


def _wall_missing(wall: Mapping[str, str]) -> str:
    if wall["state"] == "exempt":
        return gettext("No edition: the week had no working day.")
    if wall["duty"]:
        return gettext("No edition was published this week. It was %(name)s's turn.") % {"name": wall["duty"]}
    return gettext("No edition was published this week, and nobody is on the duty roster.")


def _quiet(row: Mapping[str, Any], currency: str) -> QuietRow:
    weeks = ngettext("%(weeks)s week", "%(weeks)s weeks", row["weeks"]) % {"weeks": row["weeks"]}
    return QuietRow(
        customer=row["name"],
        silent=gettext("%(weeks)s, never heard") % {"weeks": weeks} if row["never"] else weeks,
        revenue=amounts.amount(Decimal(row["revenue"]), _language(), currency=currency),
    )


def _quiet_count(quiet: Mapping[str, Any]) -> str:
    if quiet["total"] > len(quiet["rows"]):
        return gettext("the first %(shown)s of %(total)s, by revenue") % {
            "shown": len(quiet["rows"]),
            "total": quiet["total"],
        }
    return ngettext("%(total)s customer, by revenue", "%(total)s customers, by revenue", quiet["total"]) % {
        "total": quiet["total"]
    }


LOOP_KINDS = {
    "action": lambda: pgettext("open loop", "next action"),
    "voice": lambda: pgettext("open loop", "voice waiting for us"),
    "follow_up": lambda: pgettext("open loop", "wall quote without news"),
}


def _loop(row: Mapping[str, Any]) -> Loop:
    kind = LOOP_KINDS[row["kind"]]()
    return Loop(
        what=row["what"] or kind,
        kind=kind if row["what"] else "",
        customer=row["name"],
        owner=row["owner"] or gettext("nobody"),
        overdue=ngettext("%(days)s day", "%(days)s days", row["days"]) % {"days": row["days"]},
        url=reverse("customers:detail", args=[row["customer"]]),
    )


def _loops_count(loops: Mapping[str, Any]) -> str:
    parts = [
        ngettext("%(count)s next action", "%(count)s next actions", loops["actions"]) % {"count": loops["actions"]},
        ngettext("%(count)s voice", "%(count)s voices", loops["voices"]) % {"count": loops["voices"]},
        ngettext("%(count)s wall quote", "%(count)s wall quotes", loops["follow_ups"]) % {"count": loops["follow_ups"]},
    ]
    return _comma(parts)


def _loops_more(loops: Mapping[str, Any]) -> str:
    rest = loops["actions"] + loops["voices"] + loops["follow_ups"] - len(loops["rows"])
    if rest <= 0:
        return ""
    return ngettext(
        "and %(rest)s more, on the pages Today and Voice", "and %(rest)s more, on the pages Today and Voice", rest
    ) % {"rest": rest}


def _remade_note(report: WeeklyReport) -> str:
    if not report.remade or report.rendered_at is None:
        return ""
    when = _moment(report.rendered_at.astimezone(Company.get().zone))
    return gettext(
        "Made again on %(when)s, because words quoted here were masked or erased since. All figures are the first report's."
    ) % {"when": when}


def _foot(report: WeeklyReport) -> str:
    return gettext(
        "%(company)s, weekly founder report %(week)s · money up to %(month)s, voices and contacts up to %(to)s 24:00 · inputs %(digest)s · formula %(formula)s · for %(reader)s"
    ) % {
        "company": Company.get().name,
        "week": report.week,
        "month": report.inputs["revenue"]["month"][:7],
        "to": report.inputs["to"],
        "digest": report.digest[:12],
        "formula": report.inputs["formula"],
        "reader": report.reader,
    }


def _language() -> str:
    return get_language() or "zh-hans"


def _week(key: str) -> str:
    year, week = key.split("-W")
    return days.iso_week(int(year), int(week), _language())


def _day(day: date) -> str:
    return days.plain_day(day, _language())


def _moment(then: datetime) -> str:
    return f"{days.plain_day(then.date(), _language())} {then:%H:%M}"


def _sentence(parts: Sequence[str]) -> str:
    return pgettext("between clauses", "; ").join(part for part in parts if part)


def _comma(parts: Sequence[str]) -> str:
    return pgettext("between items", ", ").join(part for part in parts if part)
