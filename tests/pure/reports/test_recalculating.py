"""What moves a thing on a kept day: the settings, facts that came later, or both."""

import pytest

from reports.indicators.recalculating import Three, threes


@pytest.mark.parametrize(
    ("kept", "plain", "chosen", "cause"),
    [
        ("A", "A", "A", ""),
        ("A", "A", "B", "settings"),
        ("A", "B", "B", "later"),
        ("A", "B", "C", "both"),
        ("A", "B", "A", "both"),
        (None, None, "1", "settings"),
        (None, None, None, ""),
    ],
)
def test_the_cause_is_told_by_the_kept_settings_on_the_facts_known_now(kept, plain, chosen, cause):
    found = Three(kept, plain, chosen)
    assert (found.moves, found.cause) == (bool(cause), cause)


def test_what_only_one_of_them_knows_is_unknown_to_the_others():
    found = threes({"old": 1}, {"both": 2}, {"both": 3, "new": 4})
    assert list(found) == ["both", "new", "old"]
    assert (found["old"].chosen, found["new"].kept, found["both"].cause) == (None, None, "both")
