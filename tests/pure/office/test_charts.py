"""The geometry of charts, against coordinates worked out by hand."""

from itertools import combinations
from math import hypot, pi

import pytest

from office.charts import palette
from office.charts.bubble_map import Place, bubble_map
from office.charts.bubbles import Bubble, Head, bubble_grid, radius_of, tenure_legend
from office.charts.classes import ClassCell, class_matrix
from office.charts.cohorts import Cohort, cohort_grid
from office.charts.evidence import EvidenceMonth, evidence
from office.charts.figures import Column, Row, Table
from office.charts.lines import Series, lines
from office.charts.months import Month, months
from office.charts.quadrant import Dot, Fields, crossing, quadrant
from office.charts.scales import Scale, reach, ticks
from office.charts.shapes import Box, Disc, Point, apart, fitted, frame_of, hatched, width_of
from office.charts.shares import Share, share_bars
from office.charts.spindle import Stage, spindle
from office.charts.value_curve import value_curve
from office.charts.waterfall import Step, waterfall
from office.charts.whale import highest, thinned, whale


def write(value: object) -> str:
    return f"{float(str(value)):g}"


def percent(value: object) -> str:
    return f"{float(str(value)) * 100:.1f}%"


# ── Scales and texts ──


def test_a_scale_puts_its_ends_where_they_belong() -> None:
    scale = Scale(0, 200, 100, 20)
    assert [scale.at(value) for value in (0, 50, 200)] == [100, 80, 20]


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        (0, 212, (0, 100, 200)),
        (0, 3.2, (0, 2)),
        (-50, 110, (0, 100)),
        (-31, 31, (-20, 0, 20)),
        (0, 1, (0, 0.5, 1)),
    ],
)
def test_an_axis_has_at_most_three_round_figures(low: float, high: float, steps: tuple[float, ...]) -> None:
    assert ticks(low, high) == steps


@pytest.mark.parametrize(
    ("values", "ends"),
    [([0, 100], (0, 106)), ([-100, 0], (-106, 0)), ([None, None], (0, 1)), ([], (0, 1)), ([0, 0], (0, 1))],
)
def test_the_reach_of_values_has_zero_and_air(values: list[float | None], ends: tuple[float, float]) -> None:
    assert reach(values) == ends


def test_a_han_character_is_a_square_and_a_text_is_cut_with_an_ellipsis() -> None:
    assert width_of("客户") == 24
    assert fitted("客户", 24) == "客户"
    assert fitted("北渡汽车零部件", 44).endswith("…")
    assert width_of(fitted("北渡汽车零部件", 44)) <= 44


def test_labels_are_moved_apart_in_their_order() -> None:
    assert apart([50, 52, 10], 16, 0, 200) == [50, 66, 10]
    assert apart([198, 199], 16, 0, 200) == [184, 200]


def test_a_hatch_stays_in_its_box() -> None:
    rules = hatched(Box(10, 20, 12, 30), "series-1")
    assert rules
    for rule in rules:
        assert all(10 <= x <= 22 for x in (rule.x1, rule.x2))
        assert all(20 <= y <= 50 for y in (rule.y1, rule.y2))
        assert rule.x1 + rule.y1 == pytest.approx(rule.x2 + rule.y2)


# ── Waterfall ──


def test_a_waterfall_goes_on_where_the_line_before_ended_and_below_zero() -> None:
    picture = waterfall([Step("a", 100, total=True), Step("b", -120), Step("c", -20, total=True)], write=write)
    first, change, last = picture.bars
    zero = picture.axis.x1
    assert first.x == zero
    assert change.x + change.width == pytest.approx(first.x + first.width, abs=0.2)
    assert change.x == pytest.approx(last.x, abs=0.2)
    assert last.x + last.width == pytest.approx(zero, abs=0.2)
    assert change.width / first.width == pytest.approx(1.2, abs=0.01)
    assert last.fill == "danger"


def test_an_unknown_line_has_its_reason_and_no_bar() -> None:
    picture = waterfall([Step("a", 5, total=True), Step("b", None, reason="no cost yet"), Step("c", 2)], write=write)
    assert len(picture.bars) == 2
    assert "no cost yet" in [words.text for words in picture.labels]
    assert picture.bars[1].x == pytest.approx(picture.bars[0].x + picture.bars[0].width, abs=0.2)


def test_the_year_before_is_a_thin_bar_and_leaves_a_narrow_picture() -> None:
    steps = [Step("a", 100, total=True, before=50)]
    wide = waterfall(steps, write=write, before_text="then")
    assert wide.old_bars[0].width / wide.bars[0].width == pytest.approx(0.5, abs=0.01)
    narrow = waterfall(steps, write=write, before_text="then", width=180)
    assert narrow.old_bars == ()
    assert "50" not in [words.text for words in narrow.labels]


# ── Months ──


def test_an_unknown_month_is_empty_and_the_running_one_is_hatched() -> None:
    rows = [Month("1", 10), Month("2", None), Month("3", -5), Month("4", 4, running=True)]
    picture = months(rows, write=write, running_text="month to date")
    assert len(picture.columns) == 3
    up, down, running = picture.columns
    assert up.y + up.height == pytest.approx(down.y)
    assert up.height / down.height == pytest.approx(2, abs=0.02)
    assert (down.fill, running.dashed, running.fill) == ("danger", True, "canvas")
    assert picture.hatch
    assert up.x < down.x
    assert down.x - up.x == pytest.approx(2 * (running.x - down.x), abs=0.3)


def test_a_line_breaks_at_an_unknown_month_and_a_band_needs_both_its_ends() -> None:
    rows = [
        Month("1", 1, second=1, low=0, high=2),
        Month("2", 1, second=2, low=0, high=2),
        Month("3", 1, low=0),
        Month("4", 1, second=3, low=0, high=2),
    ]
    picture = months(rows, write=write)
    assert len(picture.second) == 2
    assert [len(path.points) for path in picture.expected] == [4]


def test_heads_never_touch_and_the_last_month_is_named() -> None:
    picture = months([Month(f"2026-{m:02d}", m) for m in range(1, 25)], write=write, width=350)
    heads = [words for words in picture.labels if words.text.startswith("2026-")]
    assert heads[-1].text == "2026-24"
    frames = [frame_of(words) for words in heads]
    assert not any(crossing(one, other) for one, other in combinations(frames, 2))


# ── Whale ──


def test_the_golden_whale_peaks_at_the_fourth_of_five() -> None:
    cumulative = [400_000, 700_000, 850_000, 870_000, 570_000]
    picture = whale(cumulative, write=write)
    assert picture is not None
    assert highest(cumulative) == 4
    left, right = picture.total.x1, picture.total.x2
    assert (picture.peak.x - left) / (right - left) == pytest.approx(0.8, abs=0.001)
    assert picture.curve.points[0] == Point(left, picture.drop.y2)
    assert picture.curve.points[-1] == Point(right, picture.total.y1)
    assert whale([], write=write) is None


def test_twenty_thousand_points_become_two_hundred_with_peak_and_end() -> None:
    cumulative = [min(rank, 12_345) - max(0, rank - 12_345) for rank in range(1, 20_001)]
    kept = thinned(cumulative, 199)
    assert len(kept) <= 199
    assert {1, 12_345, 20_000} <= set(kept)
    picture = whale(cumulative, write=write)
    assert picture is not None
    assert len(picture.curve.points) <= 200
    assert Point(picture.peak.x, picture.peak.y) in picture.curve.points


# ── Lines, shares, cohorts ──


def test_lines_are_named_at_their_ends_without_covering_each_other() -> None:
    series = [Series("a", (1, 2, 3.0)), Series("b", (None, 2, 3.01))]
    picture = lines(series, ["1", "2", "3"], write=write, healthy=(2, None), limit=1)
    assert [len(path.points) for path in picture.traces] == [3, 2]
    names = [words for words in picture.labels if words.strong]
    assert abs(names[0].y - names[1].y) >= 16
    (band,) = picture.healthy
    assert band.y < picture.traces[0].points[1].y == pytest.approx(band.y + band.height, abs=0.2)
    assert picture.limits[0].y1 == picture.traces[0].points[0].y


def test_six_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 5"):
        lines([Series(str(n), (1,)) for n in range(6)], ["1"], write=write)


def test_a_figure_at_the_end_of_a_line_is_never_cut() -> None:
    picture = lines([Series("电子半导体与精密制造行业", (1234567,))], ["1"], write=str, width=220)
    assert any(words.text.endswith("1234567") for words in picture.labels)


def test_a_share_past_its_limit_ends_right_of_the_tick() -> None:
    rows = [Share("a", 0.31, 0.3, "bad", "Line crossed"), Share("b", 0.2, 0.3), Share("c", None, reason="nobody knows")]
    picture = share_bars(rows, write=percent)
    assert picture.bars[0].x + picture.bars[0].width > picture.limits[0].x1
    assert picture.bars[1].x + picture.bars[1].width < picture.limits[1].x1
    assert picture.bars[0].width / picture.bars[1].width == pytest.approx(1.55, abs=0.01)
    assert len(picture.bars) == 2
    assert {"Line crossed", "nobody knows"} <= {words.text for words in picture.labels}


def test_months_to_come_have_no_cell_but_zero_has_one() -> None:
    picture = cohort_grid(
        [Cohort("a", "8", (1, 0.5, 0)), Cohort("b", "4", (1, None))],
        ["0", "1", "2"],
        write=percent,
        cuts=(0.2, 0.4, 0.6),
    )
    assert [cell.fill for cell in picture.cells] == ["tie-4", "tie-3", "tie-1", "tie-4"]
    assert picture.cells[3].y - picture.cells[0].y == 28


# ── Spindle, quadrant, classes, curves ──


def test_a_row_too_small_for_shares_shows_its_counts_without_heat() -> None:
    picture = cohort_grid([Cohort("a", "4", (1, 0.5), (4, 2))], ["0", "1"], write=percent)
    assert [box.fill for box in picture.cells] == ["sunken", "sunken"]
    assert [words.text for words in picture.labels][-2:] == ["4", "2"]


def test_stages_are_centred_and_as_wide_as_their_count() -> None:
    picture = spindle([Stage("new", 10), Stage("mature", 40), Stage("gone", 0)], write=write)
    new, mature = picture.bars
    assert mature.width / new.width == pytest.approx(4, abs=0.01)
    assert all(bar.x + bar.width / 2 == pytest.approx(picture.axis.x1, abs=0.1) for bar in picture.bars)


def test_a_quadrant_cuts_at_its_line_and_marks_the_strip() -> None:
    fields = Fields("lh", "hh", "ll", "hl")
    picture = quadrant([Dot("a", 60, 60), Dot("b", 0, 100)], fields, x_text="x", y_text="y", margin=5)
    upright, lying = picture.cuts
    assert (picture.dots[0].x, picture.dots[0].y) == (upright.x1, lying.y1)
    assert (picture.dots[1].x, picture.dots[1].y) == (picture.edge.x, picture.edge.y)
    strip = picture.unsure[0]
    assert strip.x + strip.width / 2 == pytest.approx(upright.x1, abs=0.1)
    assert strip.width / picture.edge.width == pytest.approx(0.1, abs=0.001)


def test_names_in_a_quadrant_never_cover_each_other() -> None:
    dots = [Dot(f"客户{n}", 50 + n % 5, 50 + n // 5) for n in range(25)]
    picture = quadrant(dots, Fields("a", "b", "c", "d"), x_text="x", y_text="y")
    named = [frame_of(words) for words in picture.labels if words.text.startswith("客户")]
    assert 0 < len(named) < 25
    assert len(picture.dots) == 25
    assert not any(crossing(one, other) for one, other in combinations(named, 2))


def test_four_classes_stand_in_two_rows() -> None:
    cell = ClassCell("A", "large", "12")
    picture = class_matrix(((cell, cell), (cell, cell)), columns=("p", "l"), rows=("大", "小"), width=426)
    assert [(box.x, box.y) for box in picture.cells] == [(26, 26), (226, 26), (26, 130), (226, 130)]


def test_the_value_curve_adds_up_and_stops_where_the_facts_stop() -> None:
    picture = value_curve([-10, 5, 5, 10], [-10, 0], write=write, plan_even=(3, "plan breaks even"))
    zero = picture.plan.points[0].y
    assert len(picture.plan.points) == 5
    assert picture.plan.points[3].y == pytest.approx(zero)
    (actual,) = picture.actual
    assert [point.y for point in actual.points[1:]] == [picture.plan.points[1].y] * 2
    assert picture.gap[0].x1 == actual.points[-1].x
    assert value_curve([1, 2], [], write=write).actual == ()


def test_the_evidence_shades_the_last_six_months() -> None:
    rows = [EvidenceMonth(str(n), None if n == 3 else 10, 12 if n > 11 else None) for n in range(24)]
    picture = evidence(rows, write=write, trend=(12, 6), trend_months=12)
    assert len(picture.columns) == 23
    (shade,) = picture.shade
    assert [column.x > shade.x for column in picture.columns].count(True) == 6
    assert len(picture.expected[0].points) == 12
    assert picture.trend[0].points[0].x == picture.expected[0].points[0].x


# ── Bubbles ──


def gap_between(one: Disc, other: Disc) -> float:
    return hypot(one.x - other.x, one.y - other.y) - one.radius - other.radius


def test_the_area_of_a_bubble_is_its_share() -> None:
    assert radius_of(0.4, 0.4, 40) == 40
    assert pi * radius_of(0.1, 0.4, 40) ** 2 == pytest.approx(pi * 40**2 / 4)
    assert radius_of(0.0001, 0.4, 40) == radius_of(-1, 0.4, 40) == 4


def test_no_circle_stands_further_from_its_region_than_a_third_of_the_map() -> None:
    equal = [Bubble(f"{n}", 0.01, 1, "r", "c") for n in range(120)]
    picture = bubble_map(
        equal, [Place("c", "c", 31, 75)], write=percent, elsewhere_text="elsewhere", width=240, most_radius=8
    )
    x = (75 - 72) / 64 * 240
    assert 0 < picture.left_out == 120 - len(picture.discs)
    assert 40 < max(disc.x - x for disc in picture.discs) <= 80


def crowd(count: int) -> list[Bubble]:
    return [Bubble(f"客户{n}", 0.3 / (n + 1), n % 5, "r", "c", flagged=n % 3 == 0, url=f"/{n}/") for n in range(count)]


def test_bubbles_of_a_cell_never_overlap_and_stay_inside() -> None:
    picture = bubble_grid(crowd(12), [Head("r", "row")], [Head("c", "one"), Head("d", "two")], write=percent, width=500)
    assert len(picture.discs) == 12
    assert min(gap_between(one, other) for one, other in combinations(picture.discs, 2)) > 0
    left, middle = sorted(rule.x1 for rule in picture.rules if rule.x1 == rule.x2)[:2]
    for disc in picture.discs:
        assert left <= disc.x - disc.radius
        assert disc.x + disc.radius <= middle
        assert disc.y - disc.radius >= 36
        assert disc.y + disc.radius <= picture.height
    outside = [frame_of(words) for words in picture.labels if words.text.startswith("客户")]
    assert not any(crossing(one, other) for one, other in combinations(outside, 2))


def test_a_cell_counts_what_it_does_not_show() -> None:
    picture = bubble_grid(crowd(50), [Head("r", "row")], [Head("c", "one")], write=percent)
    assert len(picture.discs) == 12
    assert "+38" in [words.text for words in picture.labels]


def test_labels_of_bubbles_follow_their_radius() -> None:
    bubbles = [Bubble("甲", 0.4, 4, "r", "c"), Bubble("乙", 0.06, 2, "r", "d"), Bubble("丙", 0.01, 0, "r", "e")]
    picture = bubble_grid(bubbles, [Head("r", "row")], [Head(key, key) for key in "cde"], write=percent)
    assert [disc.radius for disc in picture.discs] == [40, 15.5, 6.3]
    texts = {words.text: words for words in picture.labels}
    assert {"甲", "40.0%", "乙", "6.0", "丙"} <= set(texts)
    assert "1.0" not in texts
    assert (texts["40.0%"].tone, texts["6.0"].tone, texts["丙"].tone) == ("on-old", "on-young", "ink-2")
    assert texts["乙"].y > picture.discs[1].y + picture.discs[1].radius


def test_a_flag_is_a_dashed_ring_outside_the_bubble() -> None:
    picture = bubble_grid(
        [Bubble("甲", 1, 4, "r", "c", flagged=True)], [Head("r", "r")], [Head("c", "c")], write=percent
    )
    (ring,), (disc,) = picture.rings, picture.discs
    assert (ring.edge, ring.dashed, ring.radius > disc.radius) == ("danger", True, True)
    assert len(tenure_legend(["a", "b", "c", "d", "e"], "ring").discs) == 6


def test_an_unknown_age_is_grey_with_a_dashed_edge_and_stands_in_the_legend() -> None:
    bubbles = [Bubble("甲", 0.4, None, "r", "c"), Bubble("乙", 0.4, 0, "r", "c")]
    picture = bubble_grid(bubbles, [Head("r", "row")], [Head("c", "one")], write=percent)
    looks = {(disc.fill, disc.edge, disc.dashed) for disc in picture.discs}
    assert looks == {("sunken", "edge", True), ("tenure-1", "tenure-edge", False)}
    legend = tenure_legend(["young"], "ring", "unknown")
    assert [(disc.fill, disc.dashed) for disc in legend.discs] == [("tenure-1", False), ("sunken", True), ("", True)]
    assert [words.text for words in legend.labels] == ["young", "unknown", "ring"]


def test_bubbles_of_one_place_stand_around_it_and_the_rest_in_the_strip() -> None:
    places = [Place("c", "华东", 31.2, 120.6), Place("x", "越南", None, None), Place("y", "Berlin", 52.5, 13.4)]
    bubbles = [*crowd(30), Bubble("Hanoi", 0.02, 1, "", "x"), Bubble("Berlin", 0.02, 1, "", "y")]
    picture = bubble_map(bubbles, places, write=percent, elsewhere_text="elsewhere")
    assert len(picture.discs) == 32
    assert picture.left_out == 0
    assert min(gap_between(one, other) for one, other in combinations(picture.discs, 2)) > 0
    foot = max(rule.y2 for rule in picture.net)
    assert sum(disc.y > foot for disc in picture.discs) == 2
    east = next(disc for disc in picture.discs if disc.url == "/0/")
    assert east.x / picture.width == pytest.approx((120.6 - 72) / 64, abs=0.001)


def test_a_map_says_how_many_it_leaves_out() -> None:
    picture = bubble_map(crowd(150), [Place("c", "c", 31, 120)], write=percent, elsewhere_text="elsewhere")
    assert picture.left_out == 30
    assert len(picture.discs) == 120


# ── Tables and colours ──


def test_a_table_refuses_a_row_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="2 cells for 1"):
        Table("t", (Column("a"),), (Row(("x", "y")),))


def test_every_tone_is_a_colour() -> None:
    assert all(len(colour) == 7 and colour[0] == "#" for colour in palette.LIGHT.values())
    assert set(palette.SERIES) | set(palette.TENURES) <= set(palette.LIGHT)
