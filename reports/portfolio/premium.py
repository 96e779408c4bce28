"""Do customers move towards premium products or towards basic ones?"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from office.charts import figures as charts
from office.charts.figures import Column, Table
from office.charts.lines import Series, lines
from office.exporting import Cell
from office.formatting.days import month as month_text
from office.formatting.writers import Write, percent_writer
from reports.indicators.levels import BAD, GOOD
from reports.portfolio.measures import NARROW, WIDE, Measure, number, of_customers, texts
from reports.portfolio.tables import customer_table, sum_cell
from reports.selectors.customers import names_of

if TYPE_CHECKING:
    from office.models import User

LEVELS = {"premium": GOOD, "none": GOOD, "basic": BAD}
MOVES = ("up", "down")


def shift_words() -> dict[str, str]:
    return {
        "premium": pgettext("product mix", "shift to premium"),
        "basic": pgettext("product mix", "shift to basic"),
        "none": pgettext("product mix", "no clear shift"),
    }


def _no_products() -> str:
    return _("No line names a product: the import fills it in, sales operations keep the list of products.")


def premium_rows(
    part: str, premium: Mapping[str, Any], user: "User"
) -> tuple[list[str], Sequence[Sequence[Cell]], int]:
    """Heads, rows and their number of the months, or of who moved up or down. KeyError for a part that is none."""
    if part == "months":
        heads = [_("Month"), _("Premium products"), _("All with a product"), _("Share of premium products")]
        points = premium["months"]
        return (
            heads,
            [(one["month"], *(number(one, key) for key in ("premium", "total", "share"))) for one in points],
            len(points),
        )
    found = premium["moved"][part]
    names = names_of((line["id"] for line in found), user)
    heads = [_("Customer"), _("Premium share a year before"), _("Premium share now"), _("Revenue")]
    keys = ("before", "now", "revenue")
    return heads, [(names.get(one["id"], ""), *(number(one, key) for key in keys)) for one in found], len(found)


def shift_measures(premium: Mapping[str, Any], share: Write) -> list[Measure]:
    """The share now and before, the verdict, and who moved."""
    now, before, delta, known = (number(premium, name) for name in ("share_now", "share_prior", "delta", "known_share"))
    told = delta is not None
    reason = _no_products() if now is None else _("No line of the same six months a year before names a product.")
    return [
        Measure(
            _("Share of premium products, 6 months"),
            None if now is None else share(now),
            note=""
            if known is None
            else _("lines with a product make %(share)s of the revenue") % {"share": share(known)},
            line="" if before is None else _("the same months a year before %(share)s") % {"share": share(before)},
            reason=_no_products(),
            name="premium_share",
        ),
        Measure(
            _("Premium or basic"),
            f"{shift_words()[premium['shift']]} · {_points(delta)}" if delta is not None else None,
            line=_("a shift needs 5 points and p up to 0.05, both the same way"),
            state=LEVELS[premium["shift"]] if told else "",
            reason=reason,
            name="premium_shift",
        ),
        Measure(
            _("Customers that moved up / down"),
            f"{premium['up']:,} / {premium['down']:,}" if told else None,
            note=_("of %(count)s in both halves; sign test p = %(p)s")
            % {"count": of_customers(premium["both"]), "p": f"{premium['p']:.3f}"},
            reason=reason,
            name="premium_moved",
        ),
    ]


def _points(delta: Decimal) -> str:
    change = f"{delta * 100:+.1f}".replace("-", "\u2212")
    return _("%(change)s points") % {"change": change}


def months_figure(points: Sequence[Mapping[str, Any]], money: Write, share: Write) -> charts.Figure:
    title = _("Share of premium products by month")
    known = any(number(point, "share") is not None for point in points)
    series = [Series(_("premium"), tuple(number(point, "share") for point in points))]
    drawn = partial(lines, series, [point["month"][2:] for point in points], write=percent_writer(0))
    language = get_language() or "en"
    table = Table(
        title,
        (
            Column(_("Month"), words=True),
            Column(_("Premium products")),
            Column(_("All with a product")),
            Column(_("Share of premium products")),
        ),
        tuple(
            charts.Row(
                (
                    month_text(date.fromisoformat(f"{point['month']}-01"), language),
                    *texts(money, [number(point, "premium"), number(point, "total")]),
                    *texts(share, [number(point, "share")]),
                )
            )
            for point in points
        ),
    )
    return charts.Figure(
        title=title,
        label=_("What part of the revenue with a known product came from premium products in each of 18 months."),
        note=_("lines without a product are left out; a gap is a month without one"),
        picture=drawn(width=WIDE) if known else None,
        narrow=drawn(width=NARROW) if known else None,
        reason=_no_products(),
        table=table if known else None,
        csv_url=reverse("portfolio:structure-csv", args=["months"]) if known else "",
    )


def moved_table(
    way: str, premium: Mapping[str, Any], names: Mapping[int, str], money: Write, share: Write
) -> dict[str, Any]:
    found = premium["moved"][way]
    words = {"up": _("Moved to premium products"), "down": _("Moved to basic products")}
    none = {"up": _("Nobody moved to premium products."), "down": _("Nobody moved to basic products.")}
    columns = [
        (Column(_("A year before")), sum_cell("before", share)),
        (Column(_("Now")), sum_cell("now", share)),
        (Column(_("Revenue")), sum_cell("revenue", money)),
    ]
    return {
        "table": customer_table(words[way], found, names, columns),
        "note": of_customers(premium[way]),
        "none": none[way],
        "url": reverse("portfolio:structure-csv", args=[way]) if found else "",
    }
