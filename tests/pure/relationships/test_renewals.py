"""What the records say of a renewal: two areas against are a no, too little known is no yes."""

import pytest

from relationships.outcomes.renewals import renewal_signal

WELL = {"cooling": False, "off_track": False, "late_payment": False}


@pytest.mark.parametrize(
    ("warnings", "verdict", "against"),
    [
        pytest.param({}, "", (), id="nothing known"),
        pytest.param({"cooling": False, "off_track": False}, "", (), id="two areas are too few for a yes"),
        pytest.param(WELL, "yes", (), id="three areas and nothing against"),
        pytest.param(WELL | {"late_payment": True}, "yes", ("late_payment",), id="one area against"),
        pytest.param(
            {"cooling": True, "below_target": True} | {"silent": False},
            "",
            ("below_target", "cooling"),
            id="twice the same area",
        ),
        pytest.param(
            {"cooling": True, "champion_left": True},
            "no",
            ("cooling", "champion_left"),
            id="two areas against are enough",
        ),
        pytest.param(WELL | {"spof": True, "stale_kpi": True}, "yes", (), id="what says nothing of a renewal"),
    ],
)
def test_the_signal_of_a_renewal(warnings, verdict, against):
    signal = renewal_signal(warnings)
    assert (signal.verdict, signal.against) == (verdict, against)
