"""The map on any day: who was there and what was known by then."""

from dataclasses import replace
from datetime import date, timedelta

from relationships.network.events import Event
from relationships.network.maps import Department
from relationships.network.pictures import Judged, Member, Network, picture
from relationships.network.ties import meetings

TODAY = date(2026, 3, 31)
CALLS = [Event(TODAY - timedelta(days=age), "visit", "mutual", 3, ("u1",), ("c1",)) for age in (85, 43, 8)]
NETWORK = Network(
    departments=[Department("d1", "rnd")],
    members=[Member("c1", "d1", 3), Member("c2", "d1", 2)],
    met=meetings(CALLS),
    chart_complete=True,
)


def levels(network: Network, day: date = TODAY) -> dict[str, int]:
    found = picture(network, day).penetration
    assert found is not None
    return found.levels


def test_a_stable_tie_connects_its_department() -> None:
    assert levels(NETWORK) == {"d1": 3}
    assert picture(NETWORK, TODAY).ties["u1", "c1"].stable


def test_before_anything_happened_there_is_only_a_name() -> None:
    assert levels(NETWORK, TODAY - timedelta(days=90)) == {"d1": 1}
    assert picture(NETWORK, TODAY - timedelta(days=90)).ties == {}


def test_who_leaves_on_the_day_is_away_and_was_there_the_day_before() -> None:
    leaving = replace(NETWORK, members=[Member("c1", "d1", 3, left=TODAY), Member("c2", "d1", 2)])
    assert levels(leaving) == {"d1": 1}
    assert picture(leaving, TODAY).ties["u1", "c1"].source == "left"
    assert levels(leaving, TODAY - timedelta(days=1)) == {"d1": 3}


def test_who_has_not_joined_yet_is_not_on_the_map() -> None:
    later = replace(NETWORK, members=[Member("c1", "d1", 3, joined=TODAY)])
    assert [person.id for person in picture(later, TODAY).people] == ["c1"]
    assert picture(later, TODAY - timedelta(days=1)).penetration is None


def test_one_of_ours_who_left_ties_nobody_from_that_day_on() -> None:
    gone = replace(NETWORK, gone={"u1": TODAY})
    assert levels(gone) == {"d1": 1}
    assert levels(gone, TODAY - timedelta(days=1)) == {"d1": 3}


def test_the_last_word_by_the_day_counts_and_as_known_only_what_was_entered() -> None:
    judged = [
        Judged("u1", "c1", 0, TODAY - timedelta(days=20), TODAY - timedelta(days=20)),
        Judged("u1", "c1", 4, TODAY - timedelta(days=5), TODAY),
    ]
    network = replace(NETWORK, judged=judged)
    yesterday = TODAY - timedelta(days=1)
    assert picture(network, yesterday).ties["u1", "c1"].judged == 100
    assert picture(network, yesterday, "as_known").ties["u1", "c1"].judged == 0
    assert picture(network, TODAY - timedelta(days=30)).ties["u1", "c1"].judged is None


def test_a_judgement_far_from_what_was_computed_is_a_disagreement() -> None:
    wishful = replace(NETWORK, judged=[Judged("u2", "c2", 4, TODAY, TODAY), Judged("u1", "c1", 0, TODAY, TODAY)])
    # Nothing is computed between u2 and c2, so there is nothing to disagree with.
    assert picture(wishful, TODAY).disagreements == [("u1", "c1")]
    assert picture(NETWORK, TODAY).disagreements == []
