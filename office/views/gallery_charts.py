"""Every chart of the house on invented values, for the gallery."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.charts.bubble_map import Place, bubble_map
from office.charts.bubbles import Bubble, Head, bubble_grid, tenure_legend
from office.charts.classes import ClassCell, class_matrix
from office.charts.cohorts import Cohort, cohort_grid
from office.charts.evidence import EvidenceMonth, evidence
from office.charts.figures import Column, Figure, Row, Table
from office.charts.lines import Series, lines
from office.charts.months import Month, months
from office.charts.quadrant import Dot, Fields, quadrant
from office.charts.shapes import Number, Write
from office.charts.shares import Share, share_bars
from office.charts.spindle import Stage, spindle
from office.charts.value_curve import value_curve
from office.charts.waterfall import Step, waterfall
from office.charts.whale import whale
from office.formatting.writers import amount_writer, figure_writer, percent_writer

NARROW = 350
PROFIT = [
    ("net", 21_864_000, 20_310_000, True),
    ("product", -15_961_000, -14_890_000, False),
    ("gross", 5_903_000, 5_420_000, True),
    ("rebate", -875_000, -610_000, False),
    ("service", -3_584_000, -2_940_000, False),
    ("relationship", -382_000, -350_000, False),
    ("capital", -1_060_000, -720_000, False),
    ("risk", -418_000, None, False),
    ("profit", -416_000, 800_000, True),
]
REVENUE = [172, 168, 181, 190, 196, 201, 188, None, 186, 180, 175, 171, 64]
CUSTOMERS = [
    ("澜江重工", "0.312", 4, "装备制造", "华东", True),
    ("溟舟", "0.064", 4, "装备制造", "华东", False),
    ("迟澈阀门", "0.012", 2, "装备制造", "华北", False),
    ("晟野", "0.057", 3, "装备制造", "华南", False),
    ("云崖重装", "0.043", 3, "装备制造", "西南", False),
    ("朴川精工", "0.014", 0, "装备制造", "西南", False),
    ("鹿屿精密", "0.031", 1, "汽车零部件", "华东", False),
    ("北渡", "0.087", 3, "汽车零部件", "华北", True),
    ("星垣", "0.084", 2, "电子半导体", "华东", False),
    ("镜湖电子", "0.006", 0, "电子半导体", "华北", False),
    ("远岫光电", "0.028", 1, "电子半导体", "华南", False),
    ("Hanoi Optics", "0.022", 1, "电子半导体", "越南", False),
]
PLACES = [
    Place("华东", "华东", 31.2, 120.6),
    Place("华北", "华北", 39.1, 116.4),
    Place("华南", "华南", 23.1, 113.3),
    Place("西南", "西南", 30.6, 104.1),
    Place("越南", "越南", None, None),
]


def figures(language: str) -> list[Figure]:
    """One figure of each kind, in the reader's language."""
    money, share, plain = amount_writer(language, "CNY"), percent_writer(), figure_writer()
    return [
        _profit(money),
        _retention(money),
        _months(money),
        _whale(money),
        _lines(money),
        _shares(share),
        _cohorts(percent_writer(0)),
        _spindle(plain),
        _quadrant(plain),
        _classes(money),
        _value(money),
        _evidence(money),
    ]


def wide_figures() -> list[Figure]:
    """Those that take the whole page."""
    return [_grid(), _map()]


def _table(title: str, heads: list[str], rows: list[tuple[str, ...]]) -> Table:
    first, *rest = heads
    columns = (Column(first, words=True), *(Column(head) for head in rest))
    return Table(title, columns, tuple(Row(row) for row in rows))


def _said(value: Number | None, write: Write) -> str:
    return pgettext("a number nobody knows", "unknown") if value is None else write(value)


def _profit(write: Write) -> Figure:
    names = {
        "net": _("Net revenue"),
        "product": _("Product cost"),
        "gross": _("Gross profit"),
        "rebate": _("Rebates"),
        "service": _("Dedicated service and development"),
        "relationship": _("Cost of the relationship"),
        "capital": _("Cost of capital"),
        "risk": _("Cost of risk"),
        "profit": _("Customer net profit"),
    }
    notes = {"gross": "27.0%", "rebate": "4%", "profit": "−1.9%"}
    steps = [Step(names[key], now, total, then, notes.get(key, "")) for key, now, then, total in PROFIT]
    now, then = _("12 months"), _("A year ago")
    title = _("Profit and loss of a customer")
    return Figure(
        title=title,
        label=_("The customer brings 21.9 million and loses 0.4 million."),
        picture=waterfall(steps, write=write, now_text=now, before_text=then, width=640),
        narrow=waterfall(steps, write=write, now_text=now, before_text=then, width=NARROW),
        table=_table(
            title,
            [_("Line of the account"), now, then],
            [(s.name, _said(s.value, write), _said(s.before, write)) for s in steps],
        ),
        csv_url="#",
        level=3,
    )


def _retention(write: Write) -> Figure:
    steps = [
        Step(_("Opening revenue"), 60_400_000, total=True),
        Step(_("New customers"), 6_200_000, tone="good"),
        Step(_("Reactivated"), 900_000, tone="good"),
        Step(_("Expansion"), 7_100_000, tone="good"),
        Step(_("Contraction"), -3_300_000, tone="danger"),
        Step(_("Churn"), -1_220_000, tone="danger"),
        Step(_("Closing revenue"), 70_080_000, total=True),
    ]
    title = _("Movements of revenue")
    return Figure(
        title=title,
        label=_("Revenue grew from 60.4 to 70.1 million; expansion outweighs churn and contraction."),
        picture=waterfall(steps, write=write, width=640),
        narrow=waterfall(steps, write=write, width=NARROW),
        table=_table(
            title, [_("Line of the account"), _("12 months")], [(s.name, _said(s.value, write)) for s in steps]
        ),
        level=3,
    )


def _months(write: Write) -> Figure:
    rows = [
        Month(
            f"{(place + 10) % 12 + 1:02d}",
            None if value is None else value * 10_000,
            second=None if value is None else value * 6_000 + place * 20_000,
            low=1_600_000 + 20_000 * place,
            high=1_900_000 + 20_000 * place,
            running=place == len(REVENUE) - 1,
        )
        for place, value in enumerate(REVENUE)
    ]
    drawn = partial(
        months,
        rows,
        write=write,
        second_text=_("cost"),
        expected_text=_("expected range"),
        running_text=_("month to date"),
    )
    title = _("Revenue by month")
    return Figure(
        title=title,
        note=_("one month is unknown"),
        label=_("Revenue fell five months in a row and is below the expected range."),
        picture=drawn(),
        narrow=drawn(width=NARROW),
        table=_table(title, [_("Month"), _("Revenue")], [(row.name, _said(row.value, write)) for row in rows]),
        level=3,
    )


def _whale(write: Write) -> Figure:
    profits = [900_000 / (rank**0.6) for rank in range(1, 161)] + [-1_500 * rank**1.35 for rank in range(1, 41)]
    running, total = [], 0.0
    for profit in profits:
        total += profit
        running.append(total)
    drawn = partial(whale, running, write=write, axis_text=_("share of customers, the most profitable first"))
    title = _("Whale curve")
    return Figure(
        title=title,
        label=_("Profit peaks at four fifths of the customers; the last fifth takes a part of it back."),
        picture=drawn(),
        narrow=drawn(width=NARROW),
        table=_table(
            title,
            [_("Rank"), _("Cumulative profit")],
            [(str(rank), write(running[rank - 1])) for rank in (1, 40, 80, 120, 160, 200)],
        ),
        level=3,
    )


def _lines(write: Write) -> Figure:
    names = [f"{month:02d}" for month in range(1, 13)]
    series = [
        Series("装备制造", tuple(1_200_000 + 40_000 * place for place in range(12))),
        Series("电子半导体", tuple(900_000 + 25_000 * place - 3_000 * place**2 for place in range(12))),
        Series("食品乳业", (None, None, None, *(400_000 + 45_000 * place for place in range(9)))),
    ]
    title = _("Revenue by industry")
    healthy = (500_000, 1_500_000)
    return Figure(
        title=title,
        label=_("Equipment grows steadily; the youngest industry is catching up."),
        picture=lines(series, names, write=write, healthy=healthy, limit=300_000, limit_text=_("least needed")),
        narrow=lines(series, names, write=write, healthy=healthy, width=NARROW),
        table=_table(
            title,
            [_("Month"), *(one.name for one in series)],
            [(name, *(_said(one.values[place], write) for one in series)) for place, name in enumerate(names)],
        ),
        level=3,
    )


def _shares(write: Write) -> Figure:
    rows = [
        Share(_("Largest customer"), 0.312, 0.3, "bad", _("Line crossed")),
        Share(_("Five largest"), 0.47, 0.5, "warn", _("Look at this")),
        Share(_("Largest industry"), 0.41, 0.5, "good", _("Inside the line")),
        Share(_("Largest region"), None, 0.5, reason=_("3 customers have no region yet")),
    ]
    title = _("Concentration")
    return Figure(
        title=title,
        label=_("The largest customer has crossed its line of 30%."),
        picture=share_bars(rows, write=write),
        narrow=share_bars(rows, write=write, width=NARROW),
        table=_table(
            title,
            [_("Concentration"), _("Share"), _("Healthy line")],
            [(row.name, _said(row.value, write), _said(row.limit, write)) for row in rows],
        ),
        level=3,
    )


def _cohorts(write: Write) -> Figure:
    rows = [
        Cohort(f"2025-Q{quarter}", str(size), (*(1 - 0.11 * step * (1 + quarter / 9) for step in range(7 - quarter)),))
        for quarter, size in ((1, 18), (2, 12), (3, 9), (4, 14))
    ]
    heads = [str(step) for step in range(6)]
    title = _("Cohorts")
    return Figure(
        title=title,
        note=_("share still buying, by quarters since the first order"),
        label=_("Each later cohort loses customers sooner than the one before."),
        picture=cohort_grid(rows, heads, write=write, size_text=_("Size")),
        narrow=cohort_grid(rows, heads, write=write, size_text=_("Size"), width=NARROW),
        table=_table(
            title,
            [_("Cohort"), *heads],
            [(row.name, *(write(row.cells[p]) if p < len(row.cells) else "" for p in range(6))) for row in rows],  # type: ignore[arg-type]
        ),
        level=3,
    )


def _spindle(write: Write) -> Figure:
    stages = [
        Stage(_("Prospects"), 31, outside=True),
        Stage(_("New customers"), 14, "9%"),
        Stage(_("Growing"), 46, "29%"),
        Stage(_("Mature"), 63, "40%"),
        Stage(_("Declining"), 22, "14%"),
        Stage(_("Dormant"), 12, "8%"),
        Stage(_("Lost customers"), 9, outside=True),
    ]
    title = _("Lifecycle")
    return Figure(
        title=title,
        label=_("The portfolio has the shape of a spindle: the middle is the widest."),
        picture=spindle(stages, write=write),
        narrow=spindle(stages, write=write, width=NARROW),
        table=_table(title, [_("Stage"), _("Customers")], [(one.name, write(one.count)) for one in stages]),
        level=3,
    )


def _quadrant(write: Write) -> Figure:
    dots = [
        Dot("澜江重工", 93, 58, flagged=True),
        Dot("北渡", 71, 39, flagged=True),
        Dot("星垣", 74, 82),
        Dot("溟舟", 77, 80),
        Dot("晟野", 62, 64),
        Dot("鹿屿精密", 44, 71),
        Dot("朴川精工", 21, 28),
        Dot("镜湖电子", 33, 52),
        Dot("远岫光电", 36, 53),
    ]
    fields = Fields(_("Cultivate"), _("Partners"), _("Serve simply"), _("Win the ties"))
    title = _("Value and ties")
    x_text, y_text = _("customer value"), _("strength of ties")
    drawn = partial(quadrant, dots, fields, margin=5, x_text=x_text, y_text=y_text)
    return Figure(
        title=title,
        label=_("Two valuable customers have thin ties."),
        picture=drawn(),
        narrow=drawn(width=NARROW, height=340),
        table=_table(title, [_("Customer"), x_text, y_text], [(dot.name, write(dot.x), write(dot.y)) for dot in dots]),
        level=3,
    )


def _classes(write: Write) -> Figure:
    cells = (
        (
            ClassCell("A", _("Large and profitable"), "12", write(31_200_000)),
            ClassCell("C", _("Large and losing"), "4", write(24_100_000)),
        ),
        (
            ClassCell("B", _("Small and profitable"), "96", write(12_700_000)),
            ClassCell("D", _("Small and losing"), "45", write(2_080_000)),
        ),
    )
    title = _("Profitability classes")
    drawn = partial(class_matrix, cells, columns=(_("Profitable"), _("Losing")), rows=(_("Large"), _("Small")))
    return Figure(
        title=title,
        label=_("Four large customers lose money on a third of the revenue."),
        picture=drawn(),
        narrow=drawn(width=NARROW),
        table=_table(
            title,
            [_("Class"), _("Customers"), _("Revenue")],
            [(cell.letter, cell.figure, cell.note) for pair in cells for cell in pair],
        ),
        level=3,
    )


def _value(write: Write) -> Figure:
    plan = [-120_000 + 9_000 * month for month in range(48)]
    actual = [-130_000 + 7_600 * month for month in range(34)]
    drawn = partial(
        value_curve,
        plan,
        actual,
        write=write,
        plan_text=pgettext("value curve", "plan"),
        actual_text=pgettext("value curve", "actual"),
        axis_text=_("months"),
        plan_even=(28, _("plan breaks even")),
    )
    title = _("Value and return")
    return Figure(
        title=title,
        label=_("After 34 months the customer is behind the plan and has not broken even."),
        picture=drawn(),
        narrow=drawn(width=NARROW),
        table=_table(
            title,
            [_("Month"), pgettext("value curve", "plan"), pgettext("value curve", "actual")],
            [(str(m), write(sum(plan[:m])), write(sum(actual[:m]))) for m in (12, 24, 34)],
        ),
        level=3,
    )


def _evidence(write: Write) -> Figure:
    season = [1.0, 0.7, 1.1, 1.2, 1.0, 0.9, 0.8, 0.9, 1.1, 1.3, 1.2, 0.8]
    rows = [
        EvidenceMonth(
            f"{place % 12 + 1:02d}",
            None if place == 7 else 300_000 * season[place % 12] * (1 if place < 18 else 0.86 - 0.06 * (place - 18)),
            300_000 * season[place % 12] if place >= 12 else None,
        )
        for place in range(24)
    ]
    drawn = partial(
        evidence,
        rows,
        write=write,
        trend=(310_000, 190_000),
        trend_months=12,
        expected_text=_("expected by season"),
        trend_text=_("trend"),
        shaded_text=_("last 6 months"),
    )
    title = _("A silent defector")
    return Figure(
        title=title,
        label=_("For six months the customer has bought ever less than the season lets expect."),
        picture=drawn(),
        narrow=drawn(width=NARROW),
        table=_table(
            title,
            [_("Month"), _("Revenue"), _("expected by season")],
            [(row.name, _said(row.value, write), _said(row.expected, write)) for row in rows],
        ),
        level=3,
    )


def _bubbles() -> list[Bubble]:
    return [
        Bubble(name, float(share), tenure, row, column, flagged, "#")
        for name, share, tenure, row, column, flagged in CUSTOMERS
    ]


def _bubble_table(title: str) -> Table:
    write = percent_writer()
    columns = (
        Column(_("Customer"), words=True),
        Column(_("Industry"), words=True),
        Column(_("Region"), words=True),
        Column(_("Share")),
    )
    rows = tuple(Row((b.name, b.row, b.column, write(b.share)), b.url) for b in _bubbles())
    return Table(title, columns, rows)


def _grid() -> Figure:
    rows = [
        Head("装备制造", "装备制造", "50%", "warn"),
        Head("汽车零部件", "汽车零部件", "12%"),
        Head("电子半导体", "电子半导体", "14%"),
    ]
    columns = [
        Head("华东", "华东", "64%", "bad"),
        Head("华北", "华北", "18%"),
        Head("华南", "华南", "12%"),
        Head("西南", "西南", "6%"),
        Head("越南", "越南", "2%"),
    ]
    title = _("Risk heat map")
    return Figure(
        title=title,
        label=_("One old customer holds 31.2%; its ties are thin and its renewal is near."),
        picture=bubble_grid(_bubbles(), rows, columns, write=percent_writer()),
        table=_bubble_table(title),
        csv_url="#",
        level=3,
    )


def _map() -> Figure:
    title = _("Regions")
    drawn = partial(
        bubble_map,
        _bubbles(),
        PLACES,
        write=percent_writer(),
        elsewhere_text=_("Other countries and regions without a place"),
    )
    return Figure(
        title=title,
        label=_("Most of the revenue comes from the east."),
        picture=drawn(),
        narrow=drawn(width=NARROW, most_radius=24),
        table=_bubble_table(title),
        level=3,
    )


def legend() -> Figure:
    """What the fills of the bubbles stand for."""
    years = [_("under 1 year"), _("1–2 years"), _("2–3 years"), _("3–5 years"), _("5 years and more")]
    flag, unknown = _("thin ties, and renewal within 90 days"), pgettext("years together", "unknown")
    return Figure(
        title=_("Years together"),
        label=_("The darker a circle, the longer the customer has been with us."),
        picture=tenure_legend(years, flag, unknown),
        narrow=tenure_legend(years, flag, unknown, width=NARROW),
        level=3,
    )
