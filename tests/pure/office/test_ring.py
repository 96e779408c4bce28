"""The ring of a map: everybody has a place, and it does not move with the ties of a day."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.charts.ring import Line, Other, Ours, Theirs, Unit, ring, thickness
from office.charts.taken import Frame, Taken

UNITS = [Unit("d1", "总经理办公室", 1), Unit("d2", "研发中心", 4, strong=True), Unit("d3", "市场部", 0)]


def people(count: int) -> list[Theirs]:
    return [Theirs(f"c{at}", f"d{1 + at % 2}", f"林知{at}", held=at % 7 == 0) for at in range(count)]


OURS = [Ours("u1", "林知夏"), Ours("u2", "周牧野"), Ours("u3", "方一鸣")]
WEIGHTS = {("u1", "c0"): 9.0, ("u2", "c1"): 4.0, ("u2", "c3"): 1.0}


@pytest.mark.parametrize("count", [0, 1, 7, 40, 200])
def test_everybody_has_a_place_of_their_own_within_the_picture(count: int) -> None:
    found = ring(UNITS, people(count), OURS, [], WEIGHTS)
    theirs = [found.places[f"c{at}"] for at in range(count)]
    assert len(found.places) == count + len(OURS) + len(UNITS)
    assert all(0 < place.x < found.width and 0 < place.y < found.height for place in found.places.values())
    nearest = min(
        (((one.x - two.x) ** 2 + (one.y - two.y) ** 2) ** 0.5 for one, two in combinations(theirs, 2)), default=99
    )
    assert nearest > 10


def test_places_stay_whatever_the_ties_of_the_day() -> None:
    quiet = ring(UNITS, people(12), OURS, [], WEIGHTS)
    busy = ring(
        UNITS, people(12), OURS, [Line("u1", "c0", 70, stable=True), Line("u3", "c5", 8, stable=False)], WEIGHTS
    )
    assert busy.places == quiet.places
    assert (len(busy.ties), len(quiet.ties)) == (2, 0)


def test_others_stand_below_and_move_nobody() -> None:
    alone = ring(UNITS, people(12), OURS, [], WEIGHTS)
    found = ring(
        UNITS, people(12), OURS, [], WEIGHTS, [Other("r1", "乙", {"c0": 100, "gone": 50}), Other("r2", "甲", {})]
    )
    assert {key: place for key, place in found.places.items() if key[0] != "r"} == alone.places
    assert all(alone.height < found.places[key].y < found.height for key in ("r1", "r2"))
    [pull] = found.pulls
    assert ((pull.x1, pull.y1), (pull.x2, pull.y2)) == (found.places["r1"], found.places["c0"])
    assert (pull.tone, pull.weight, len(found.others)) == ("danger", 6, 2)
    assert (alone.pulls, alone.others) == ((), ())


def test_ours_stand_on_the_side_of_whom_they_met() -> None:
    found = ring(UNITS, people(12), OURS[:2], [], {("u1", "c0"): 5.0, ("u2", "c1"): 5.0})

    def distance(one: str, two: str) -> float:
        (x1, y1), (x2, y2) = found.places[one], found.places[two]
        return ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5

    assert distance("u1", "c0") < distance("u2", "c0")
    assert distance("u2", "c1") < distance("u1", "c1")


def test_an_empty_department_is_only_outlined_and_the_weightiest_is_on_top() -> None:
    found = ring(UNITS, people(4), OURS, [], WEIGHTS)
    assert (len(found.arcs), len(found.empty)) == (2, 1)
    assert found.empty[0].dashed
    assert found.places["d1"].x == pytest.approx(found.width / 2, abs=0.2)
    assert found.places["d1"].y < found.places["d2"].y


def test_no_two_names_cover_each_other_and_a_crowd_shows_those_that_matter() -> None:
    few, many = ring(UNITS, people(9), OURS, [], WEIGHTS), ring(UNITS, people(120), OURS, [], WEIGHTS)
    assert len(few.names) == 9
    assert 0 < len(many.names) <= sum(one.held for one in people(120))
    boxes = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in many.grounds]
    assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in combinations(boxes, 2))


def test_a_line_is_one_to_six_wide_and_dotted_when_only_judged() -> None:
    assert (thickness(0), thickness(50), thickness(100), thickness(150)) == (1, 3.5, 6, 6)
    found = ring(UNITS, people(3), OURS, [Line("u1", "c0", 50, stable=False, judged=True)], WEIGHTS)
    assert (found.ties[0].dashed, found.ties[0].tone) == (True, "edge")


def test_nothing_at_all_is_an_empty_picture() -> None:
    found = ring([], [], [], [], {})
    assert (found.arcs, found.people, found.places) == ((), (), {})


FRAMES = st.lists(
    st.builds(
        lambda x, y, wide, high: (x, y, x + wide, y + high),
        *(st.floats(-60, 200) for _ in range(2)),
        *(st.floats(0, 60) for _ in range(2)),
    ),
    max_size=12,
)


@given(FRAMES)
def test_a_label_has_room_where_it_meets_none_of_those_that_stand(frames: list[Frame]) -> None:
    taken, standing = Taken(), list[Frame]()
    for frame in frames:
        left, top, right, bottom = frame
        meets = any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in standing)
        assert taken.leaves(frame) is not meets
        if not meets:
            taken.add(frame)
            standing.append(frame)
