"""Payment grades and alarms by other lines, from kept measures alone."""

from decimal import Decimal

from customers.valuation.defectors import Watched
from customers.valuation.settings import Settings, settings_from
from reports.indicators.grading import Move
from reports.indicators.previews import Paying, alarm_moves, grade_moves

NOW = Settings()


def test_a_narrower_line_moves_who_stood_on_its_edge():
    rows = [Paying(1, "A", Decimal(5), 0), Paying(2, "A", Decimal(1), 0), Paying(3, "B", Decimal(9), 10)]
    assert grade_moves(rows, NOW, settings_from({"payment_a_late": 4})) == [Move(1, "A", "B")]
    assert grade_moves(rows, NOW, NOW) == []


def test_no_line_takes_a_write_off_away():
    rows = [Paying(1, "D", Decimal(1), 0), Paying(2, "D", Decimal(50), 0)]
    wide = settings_from({"payment_c_late": 60})
    assert grade_moves(rows, NOW, wide) == [Move(2, "D", "C")]


def test_a_wider_gate_finds_more_and_without_an_opinion_they_are_told_apart():
    fall = Decimal("-0.15")
    watched = [
        Watched("1", True, 0.001, fall, fall),
        Watched("2", None, 0.001, fall, fall),
        Watched("3", True, 0.9, fall, fall),
        Watched("4", False, 0.001, fall, fall),
    ]
    found = alarm_moves(watched, NOW, settings_from({"trend_gate": "0.10"}))
    assert found == [Move(1, "", "confirmed"), Move(2, "", "unsaid")]
    assert alarm_moves(watched, NOW, NOW) == []
