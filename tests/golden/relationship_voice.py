"""The worked examples of the relationship and voice specification, in its order."""

from tests.golden.asking import Golden

LATE = "交付又晚了两周,没有人提前告诉我们。"
CALLED = "李工说电话打不通"
SEAL = "cf06a560fb7df2481f61e836bc3c3ff05abf73390da14c484578c44ed3958a58"
MAY_2026 = {"2026-05-01": False, "2026-05-04": False, "2026-05-05": False, "2026-05-09": True}

CALENDAR = [
    Golden("week 53 in Shanghai", "week_key", {"s": "2026-12-27T16:00Z"}, "2026-W53"),
    Golden("week 53 is Monday to Sunday", "week_range", {"key": "2026-W53"}, ["2026-12-28", "2027-01-03"]),
    Golden("after week 53", "week_add", {"key": "2026-W53", "n": 1}, "2027-W01"),
    Golden("before week 1", "week_add", {"key": "2027-W01", "n": -1}, "2026-W53"),
    Golden(
        "O2 hours",
        "business_hours",
        {"start": "2026-04-30T16:00+08:00", "end": "2026-05-06T10:30+08:00", "overrides": MAY_2026},
        3.5,
    ),
    Golden("O2 working days", "add_workdays", {"day": "2026-04-30", "n": 3, "overrides": MAY_2026}, "2026-05-08"),
    Golden(
        "O2 renewal 180",
        "renewal_checkpoint",
        {"renewal": "2026-11-01", "days": 180, "overrides": MAY_2026},
        "2026-04-30",
    ),
    Golden(
        "O2 renewal 90",
        "renewal_checkpoint",
        {"renewal": "2026-11-01", "days": 90, "overrides": MAY_2026},
        "2026-08-03",
    ),
]


def contact(at: str, kind: str, direction: str = "mutual", quality: int = 3) -> dict[str, object]:
    return {"at": at, "kind": kind, "dir": direction, "quality": quality, "users": ["u1"], "contacts": ["c1"]}


R1 = [
    Golden(
        "R1-1",
        "temperature",
        {
            "as_of": "2026-04-01",
            "tier": "A",
            "events": [
                contact("2026-03-02", "visit"),
                contact("2026-03-16", "tech_exchange", quality=4),
                contact("2026-03-30T09:00+08:00", "im", "inbound"),
                contact("2026-03-30T15:00+08:00", "im", "answered"),
                contact("2026-03-31T16:30Z", "mail", "unanswered"),
            ],
        },
        {
            "heat_sum": 15.2164797,
            "value": 50.497681,
            "band": "mild",
            "delta28": 20.372586,
            "trend": "rising",
            "quiet_days": 2,
            "below_target": True,
            "transaction_only": False,
        },
    ),
    Golden(
        "R1-2",
        "temperature",
        {"as_of": "2026-04-16", "tier": "S", "events": [contact("2026-03-02", "visit")]},
        {
            "heat_sum": 4.0,
            "value": 16.87621,
            "band": "cold",
            "delta28": -7.885714,
            "trend": "steady",
            "quiet_days": 45,
            "below_target": True,
        },
    ),
    Golden(
        "R1-3",
        "temperature",
        {"as_of": "2026-04-01", "events": [contact("2026-03-05", "billing")]},
        {"value": 0.0, "transaction_only": True, "delta28": None},
    ),
    Golden(
        "R1 nothing", "temperature", {"as_of": "2026-04-01", "events": []}, {"value": None, "reason": "no_interaction"}
    ),
]


def call(day: str) -> dict[str, object]:
    return contact(day, "call", "answered")


TWO_CALLS = [call("2026-01-05"), call("2026-02-16")]
THREE_CALLS = [*TWO_CALLS, call("2026-03-23")]
PAIR = {"user": "u1", "contact": "c1"}

R2 = [
    Golden(
        "R2-1",
        "tie",
        {**PAIR, "events": THREE_CALLS, "as_of": "2026-03-31", "judged": 4, "judged_on": "2026-02-01"},
        {
            "computed": 48.143401,
            "half_life": 60,
            "stable": True,
            "judged": 100,
            "judged_fresh": True,
            "effective": 48.143401,
            "source": "computed",
            "gap": 51.856599,
            "review": "judged_above",
        },
    ),
    Golden(
        "R2-2",
        "tie",
        {**PAIR, "events": THREE_CALLS, "as_of": "2026-05-23", "judged": 2, "judged_on": "2026-02-01"},
        {"computed": 29.952695, "stable": False, "gap": 20.047305, "review": "agree"},
    ),
    Golden(
        "R2-3",
        "tie",
        {**PAIR, "events": TWO_CALLS, "as_of": "2026-03-31"},
        {"computed": 28.873418, "stable": False, "judged": None, "gap": None, "review": None},
    ),
]

MAP = {
    "depts": [
        {"id": "rd", "function": "rnd"},
        {"id": "pd", "function": "production"},
        {"id": "pu", "function": "procurement"},
        {"id": "fi", "function": "finance"},
    ],
    "contacts": [
        {"id": "c1", "dept": "rd", "seniority": 4, "attitude": 1},
        {"id": "c2", "dept": "pu", "seniority": 3, "attitude": 0},
        {"id": "c3", "dept": "fi", "seniority": 2},
    ],
    "pairs": [
        {"user": "u1", "contact": "c1", "effective": 60, "stable": True},
        {"user": "u1", "contact": "c2", "effective": 70, "stable": True},
        {"user": "u2", "contact": "c3", "effective": 25, "stable": False},
    ],
}

R3 = [
    Golden(
        "R3-1",
        "penetration",
        {**MAP, "chart_complete": True},
        {
            "levels": {"rd": 3, "pd": 0, "pu": 3, "fi": 2},
            "breadth": 50.0,
            "depth": 45.0,
            "multithread": 37.333333,
            "score": 45.583333,
            "raw": 45.583333,
            "access": "ok",
            "stable_contacts": 2,
            "stable_users": 1,
            "spof_ours": True,
            "spof_theirs": False,
            "no_stable_tie": False,
            "top_user_share": 1.0,
            "top_contact_share": 0.538462,
        },
    ),
    Golden(
        "R3-2", "penetration", MAP, {"breadth": 20.689655, "score": 30.928161, "levels": {"?executive": 0, "rd": 3}}
    ),
    Golden(
        "R3-3",
        "if_leaves",
        {**MAP, "who": "u1", "chart_complete": True},
        {
            "before": 45.583333,
            "after": 7.083333,
            "loss": 38.5,
            "dark": ["pu", "rd"],
            "weaker": [],
            "access_after": "danger",
            "spof_after": [False, False, True],
        },
    ),
    Golden(
        "R3-4",
        "if_leaves",
        {**MAP, "who": "c1", "chart_complete": True},
        {"after": 20.0, "loss": 25.583333, "dark": ["rd"], "access_after": "danger", "raw_before": 45.583333},
    ),
    Golden(
        "R3-5",
        "penetration",
        {**MAP, "pairs": MAP["pairs"][1:], "chart_complete": True},
        {"raw": 28.0, "score": 20.0, "access": "danger"},
    ),
    Golden(
        "R3-6",
        "layers",
        {**MAP, "org_items": ["framework_agreement", "joint_project", "periodic_review"]},
        {"general": 75.0, "key": 100.0, "organisation": 50.0},
    ),
]

R4 = [
    Golden(
        "R4-1",
        "dependence",
        {
            "visit": "likely",
            "compensation": "likely",
            "revenue_share": 0.12,
            "share_of_wallet": 0.40,
            "switching_index": 55,
            "alternatives": 2,
        },
        {
            "test": "conditional",
            "ours": 40.0,
            "theirs": 48.333333,
            "asymmetry": 8.333333,
            "joint": 44.166667,
            "class": "balanced",
            "well_matched": False,
        },
    ),
    Golden(
        "R4-2",
        "dependence",
        {
            "visit": "no",
            "compensation": "no",
            "revenue_share": 0.32,
            "share_of_wallet": 0.05,
            "switching_index": 10,
            "alternatives": 4,
        },
        {"test": "fail", "ours": 100.0, "theirs": 5.0, "class": "captive"},
    ),
    Golden(
        "R4-3",
        "dmu",
        {
            "members": [
                {"id": "m1", "roles": ["economic"], "effective": 45, "influence": 5, "attitude": 1},
                {"id": "m2", "roles": ["technical"], "effective": 12, "influence": 4, "attitude": -2},
                {"id": "m3", "roles": ["user", "champion"], "effective": 70, "influence": 3, "attitude": 2},
            ]
        },
        {"coverage": 75.0, "missing": ["technical"], "net_support": 12.5, "blockers": ["m2"]},
    ),
    Golden(
        "R4-4",
        "decision_cycle",
        {
            "as_of": "2026-04-10",
            "items": [
                {"raised": "2026-01-10", "decided": "2026-01-13"},
                {"raised": "2026-02-02", "decided": "2026-02-16"},
                {"raised": "2026-03-20"},
            ],
        },
        {"median_days": 8.5, "n": 2, "low_n": True, "open_days": [21], "slow_open": 1, "band": "normal"},
    ),
]

CYCLE_TIME = {
    "direction": "down",
    "baseline": 20,
    "target": 12,
    "start": "2026-01-01",
    "due": "2026-07-01",
    "cadence": "monthly",
}

O1 = [
    Golden("O1-1 up", "attainment", {"direction": "up", "baseline": 60, "target": 90, "x": 75}, 0.5),
    Golden("O1-1 down", "attainment", {"direction": "down", "baseline": 20, "target": 12, "x": 16}, 0.5),
    Golden("O1-1 into range", "attainment", {"direction": "range", "lo": 15, "hi": 20, "baseline": 10, "x": 13}, 0.6),
    Golden("O1-1 out of range", "attainment", {"direction": "range", "lo": 15, "hi": 20, "baseline": 16, "x": 22}, 0.6),
    Golden("O1-1 maintain", "attainment", {"direction": "up", "baseline": 95, "target": 95, "x": 93}, 0.978947),
    Golden(
        "O1-2",
        "goal_state",
        {
            "goal": CYCLE_TIME,
            "readings": [{"period_end": "2026-03-31", "value": 17.2, "confirmed_by": "c1"}],
            "as_of": "2026-04-01",
        },
        {"raw": 0.35, "capped": 0.35, "expected": 0.497238, "pace": 0.703889, "status": "at_risk", "stale": False},
    ),
    Golden(
        "O1-3",
        "goal_state",
        {"goal": CYCLE_TIME, "readings": [{"period_end": "2026-03-31", "value": 16.4}], "as_of": "2026-05-20"},
        {"raw": 0.45, "expected": 0.767956, "pace": 0.585971, "status": "off_track", "stale": True, "confirmed": False},
    ),
    Golden(
        "O1-4",
        "rollup",
        {
            "rows": [
                {"customer": "a", "capped": 0.8, "revenue": 100},
                {"customer": "a", "capped": 0.6, "revenue": 100},
                {"customer": "b", "capped": 0.2, "revenue": 300},
            ]
        },
        {"mean": 0.533333, "n": 3, "customer_mean": 0.45, "revenue_weighted": 0.325},
    ),
    Golden(
        "O1-5",
        "csm_rate",
        {
            "goals": [
                {"due": "2026-03-31", "confirmed_achieved_on": "2026-03-15"},
                {"due": "2026-02-28", "confirmed_achieved_on": "2026-03-02"},
                {"due": "2026-03-20", "confirmed_achieved_on": "2026-03-20"},
            ],
            "start": "2026-01-01",
            "end": "2026-03-31",
        },
        {"rate": 0.666667, "k": 2, "n": 3, "wilson_low": 0.20766, "wilson_high": 0.938508},
    ),
]


def received(account: str, kind: str, category: str, status: str = "triaged") -> dict[str, object]:
    return {"at": "2026-03-10", "account": account, "kind": kind, "category": category, "status": status}


V2 = [
    Golden(
        "V2-1",
        "voice_clock",
        {
            "severity": 1,
            "as_of": "2026-05-21T12:00+08:00",
            "overrides": MAY_2026,
            "log": [
                ["new", "2026-04-30T16:00+08:00"],
                ["triaged", "2026-04-30T17:30+08:00"],
                ["assigned", "2026-05-06T09:00+08:00"],
                ["answered", "2026-05-06T10:30+08:00"],
                ["closed_no_reply", "2026-05-20T10:00+08:00"],
                ["reopened", "2026-05-21T09:00+08:00"],
            ],
        },
        {
            "legal": True,
            "triage_h": 1.5,
            "answer_h": 3.5,
            "close_h": 6.5,
            "breach": [False, False, False],
            "status": "reopened",
            "reopened": True,
        },
    ),
    Golden(
        "V2-2 fingerprint",
        "fingerprint",
        {"text": LATE},
        SEAL,
    ),
    Golden("V2-2 redact", "redact", {"text": CALLED, "spans": [[0, 2]]}, "██说电话打不通"),
    Golden(
        "V2-3",
        "voice_rates",
        {
            "active_accounts": 25,
            "start": "2026-03-01",
            "end": "2026-03-31",
            "items": [
                received("a", "complaint", "service_attitude", "closed_confirmed"),
                received("b", "complaint", "quality", "answered"),
                received("b", "request", "capability_missing"),
                received("c", "question", "capability_missing"),
                received("d", "praise", "other"),
            ],
        },
        {
            "complaints_per_100": 8.0,
            "complaining_accounts": 0.08,
            "resolution_rate": 0.5,
            "missing_feature_share": 0.5,
            "missing_feature_strict": 0.333333,
            "attitude_share_accounts": 0.5,
            "attitude_share_items": 0.5,
            "reopen_rate": 0.0,
        },
    ),
    Golden(
        "V2-4 rising",
        "theme_trend",
        {"x": [2, 4, 7, 11], "n": [40, 38, 41, 42]},
        {"z": 2.816011, "p": 0.004862, "verdict": "rising"},
    ),
    Golden(
        "V2-4 flat",
        "theme_trend",
        {"x": [4, 5, 7, 10], "n": [40, 38, 41, 42]},
        {"z": 1.763839, "p": 0.077759, "verdict": "flat"},
    ),
]


def quote(account: str, kind: str, text: str = LATE, fp: str = SEAL) -> dict[str, object]:
    return {"account": account, "kind": kind, "text": text, "fp": fp}


ROSTER = {"roster": ["li", "wang", "zhao"], "anchor_week": "2026-W50"}
W15 = {"week": "2026-W15"}

V3 = [
    Golden("V3-1 W52", "duty", {**ROSTER, "week": "2026-W52"}, "zhao"),
    Golden("V3-1 W53", "duty", {**ROSTER, "week": "2026-W53"}, "li"),
    Golden("V3-1 new year", "duty", {**ROSTER, "week": "2027-W01"}, "wang"),
    Golden(
        "V3 good edition",
        "wall_check",
        {"quotes": [quote("a", "complaint"), quote("b", "praise"), quote("b", "request")]},
        {"publishable": True, "errors": [], "warnings": ["same_account"]},
    ),
    Golden(
        "V3 everything wrong",
        "wall_check",
        {"quotes": [quote("a", "praise", CALLED)], "follow_up_done": False},
        {"publishable": False, "errors": ["too_few", "no_criticism", "edited", "follow_up_missing"], "warnings": []},
    ),
    Golden(
        "V3 too many",
        "wall_check",
        {"quotes": [quote(account, "criticism") for account in "abcdef"]},
        {"publishable": False, "errors": ["too_many"], "warnings": []},
    ),
    Golden("V3-2 W15", "wall_due", {**W15, "overrides": {}}, "2026-04-10T18:00+08:00"),
    Golden("V3-2 W18", "wall_due", {"week": "2026-W18", "overrides": MAY_2026}, "2026-04-30T18:00+08:00"),
    Golden(
        "V3-3 Saturday",
        "wall_state",
        {**W15, "published": "2026-04-11T09:00+08:00", "now": "2026-04-11T09:00+08:00"},
        "late_same_week",
    ),
    Golden("V3-3 never", "wall_state", {**W15, "published": None, "now": "2026-04-13T00:00+08:00"}, "missed"),
    Golden(
        "V3-3 Tuesday after",
        "wall_state",
        {**W15, "published": "2026-04-14T09:00+08:00", "now": "2026-04-14T09:00+08:00"},
        "late",
    ),
    Golden(
        "V3-4",
        "quiet_list",
        {
            "as_of": "2026-04-01",
            "customers": [
                {"id": "x", "tier": "A", "last_voice": "2026-03-01", "since": "2024-01-01", "revenue": 100},
                {"id": "y", "tier": "B", "last_voice": "2026-03-01", "since": "2024-01-01", "revenue": 900},
            ],
        },
        [["x", 4]],
    ),
]

TWENTY = [10] * 20 + [8] * 15 + [3] * 5
BEFORE = [9] * 12 + [7] * 18 + [6] * 10


def answer_of(account: str, contact: str, score: int) -> dict[str, object]:
    return {"account": account, "contact": contact, "score": score, "at": "2026-03-10"}


V1 = [
    Golden(
        "V1-1",
        "nps",
        {"scores": TWENTY},
        {
            "nps": 37.5,
            "n": 40,
            "promoters": 20,
            "detractors": 5,
            "moe_wald": 21.567954,
            "ci_low": 13.863501,
            "ci_high": 55.903941,
            "low_n": False,
        },
    ),
    Golden(
        "V1-1 everybody invited",
        "nps",
        {"scores": TWENTY, "population": 60},
        {"ci_low": 22.645276, "ci_high": 47.122166},
    ),
    Golden("V1 nobody", "nps", {"scores": []}, {"nps": None, "n": 0, "low_n": True}),
    Golden("V1 one answer", "nps", {"scores": [10]}, {"nps": 100.0, "moe_wald": 0.0, "low_n": True}),
    Golden(
        "V1-2",
        "nps_change",
        {"before": BEFORE, "after": TWENTY},
        {"change": 32.5, "z": 1.944974, "p": 0.051778, "significant": False},
    ),
    Golden(
        "V1-3",
        "nps_accounts",
        {
            "resp": [
                answer_of("a", "1", 9),
                answer_of("a", "2", 10),
                answer_of("a", "3", 6),
                answer_of("b", "4", 6),
                answer_of("c", "5", 8),
            ],
            "revenue": {"a": 200, "b": 600, "c": 100, "d": 300},
        },
        {
            "respondent_nps": 0.0,
            "account_nps": -22.222222,
            "revenue_nps": -59.259259,
            "account_response_rate": 0.75,
            "revenue_coverage": 0.75,
            "silent_accounts": ["d"],
            "silence_rate_accounts": 0.25,
            "silence_rate_revenue": 0.25,
        },
    ),
    Golden(
        "V1-4 csat",
        "csat",
        {"v": [5, 4, 4, 3, 5, 5, 2, 4]},
        {"csat": 75.0, "low": 40.927543, "high": 92.852079},
    ),
    Golden("V1-4 ces", "ces", {"v": [7, 6, 5, 3, 4]}, {"mean": 5.0, "easy": 60.0, "hard": 20.0}),
    Golden(
        "V1-5",
        "love",
        {
            "rows": [
                {"nps": 10, "csat": 5},
                {"nps": 9, "csat": 4},
                {"nps": 8, "csat": 5},
                {"nps": 7, "csat": 4, "acts": 1},
            ]
        },
        {"love_rate": 0.25, "polite_share_of_satisfied": 0.25},
    ),
    Golden(
        "V1-6",
        "repurchase_after",
        {
            "starts": {"a": "2026-01-05", "b": "2026-01-10", "c": "2026-06-01"},
            "orders": {"a": ["2026-07-04"], "b": ["2026-07-10"]},
            "as_of": "2026-07-31",
        },
        {"rate": 0.5, "eligible": 2, "pending": 1, "hits": ["a"]},
    ),
]

CASE = {"whys": 5, "evidence": 5, "stated": "price"}
V4 = [
    Golden(
        "V4-1",
        "autopsy_rates",
        {"cases": [{**CASE, "days": 20, "root": "capability_missing"}, {**CASE, "days": 41, "root": "price"}]},
        {"coverage": 0.5, "stated_differs": 1.0},
    ),
    Golden(
        "V4-2",
        "pattern_match",
        {
            "pattern": ["cooling", "off_track", "champion_left"],
            "living": [
                {"id": "x", "flags": {"cooling": True, "off_track": True, "champion_left": None}},
                {"id": "y", "flags": {"cooling": True, "off_track": False, "champion_left": False}},
            ],
        },
        [["x", 0.666667, 1]],
    ),
]

S1 = [
    Golden(
        "S1-1",
        "stickiness",
        {"l1": [80, 70, 75], "l2": [66, 50, 70], "l3": [45, 60, None]},
        {"levels": [75.0, 62.0, 52.5], "level": 2, "index": 61.45},
    ),
    Golden(
        "S1-2",
        "switching",
        {"months": 6, "one_off": 300000, "annual_spend": 1000000, "penetration_score": 62},
        {"procedural": 50.0, "financial": 30.0, "relational": 62.0, "index": 47.333333},
    ),
    Golden(
        "S1-3",
        "blade",
        {"costs": {"n1": 60, "n2": 20, "": 20}, "importance": {"n1": 5, "n2": 3, "n3": 2}},
        {"blade": 0.8, "mismatch": 0.3},
    ),
]

S2 = [
    Golden("S2-1 short", "horizon", {"needed_by": "2027-04-01", "as_of": "2026-04-01"}, "short"),
    Golden("S2-1 mid", "horizon", {"needed_by": "2027-04-02", "as_of": "2026-04-01"}, "mid"),
    Golden("S2-1 long", "horizon", {"needed_by": "2029-04-02", "as_of": "2026-04-01"}, "long"),
    Golden("S2 leap day", "horizon", {"needed_by": "2029-03-01", "as_of": "2028-02-29"}, "mid"),
    Golden(
        "S2-2",
        "ladder",
        {"need": {"past": 1, "now": 2, "next": 3}, "ours": {"now": 2, "next": 2}},
        {"gap": {"now": 0, "next": 1}, "lagging": True, "jump": 1, "past_jump": 1},
    ),
    Golden(
        "S2-3 needs",
        "need_satisfaction",
        {"needs": [{"importance": 5, "met": 1}, {"importance": 4, "met": 0.5}, {"importance": 1, "met": 0}]},
        70.0,
    ),
    Golden("S2-3 forces", "five_forces", {"f": [2, 3, 3, 4, 2]}, 55.0),
    Golden(
        "S2-3 rivals",
        "overlap",
        {"status": {"a": True, "b": False, "c": False, "d": None}},
        {"overlap": 0.333333, "known": 0.75},
    ),
    Golden(
        "S2-4",
        "committee",
        {
            "weights": {"ceo": 2, "user": 1},
            "criteria": {"ceo": {"outcome": 1}, "user": {"ease": 1}},
            "scores": {
                "us": {"ceo": {"outcome": 4}, "user": {"ease": 3}},
                "rival": {"ceo": {"outcome": 3}, "user": {"ease": 3}},
            },
        },
        {"scores": {"us": 73.333333, "rival": 60.0}, "winner": "us", "margin_us": 13.333333, "lost_roles": ["user"]},
    ),
    Golden(
        "S2-4 nobody",
        "committee",
        {"weights": {}, "criteria": {}, "scores": {}},
        {"scores": {}, "winner": None, "margin_us": None, "lost_roles": []},
    ),
    Golden("S2-5", "brier", {"preds": [{"p": 0.7, "hit": 1}, {"p": 0.4, "hit": 0}]}, 0.125),
    Golden(
        "S2 substitution",
        "substitution",
        {
            "items": [
                {"id": "policy", "likelihood": 1, "impact": 5},
                {"id": "in-house", "likelihood": 3, "impact": 5},
                {"id": "free tool", "likelihood": 4, "impact": 2},
            ]
        },
        [["in-house", 15, "high"], ["free tool", 8, "medium"], ["policy", 5, "low"]],
    ),
]

INSIGHT = {
    "penetration": 70,
    "temperature": 60,
    "outcome_evidence": 50,
    "voice_resolution": 80,
    "revenue_heard": 75,
    "founder_interviews": 60,
    "need_foresight": 40,
    "autopsy": "na",
    "competitor_visibility": None,
}
SEEN = {**INSIGHT, "competitor_visibility": 60}

S3 = [
    Golden("S3-1 insight", "insight", {"inputs": INSIGHT}, 54.210526),
    Golden(
        "S3-1",
        "quadrant",
        {"asset": 85, "ins": 54.210526},
        {"quadrant": "silent_cash_cow", "robustness": 1.0, "borderline": False},
    ),
    Golden(
        "S3-2",
        "quadrant",
        {"asset": 72, "ins": 63},
        {"quadrant": "lighthouse", "robustness": 0.666667, "borderline": True},
    ),
    Golden("S3-3 low and deep", "quadrant", {"asset": 45, "ins": 80}, {"quadrant": "anxious_service_provider"}),
    Golden("S3-3 low and vague", "quadrant", {"asset": 30, "ins": 20}, {"quadrant": "rough_growth_machine"}),
    Golden("economics 9", "quadrant", {"asset": "66.1", "ins": 41}, {"quadrant": "silent_cash_cow"}),
    Golden("economics 9 unknown axis", "quadrant", {"asset": None, "ins": 41}, {"quadrant": None}),
    Golden("S3-4 insight", "insight", {"inputs": SEEN}, 60.526316),
    Golden("S3-4", "tipping", {"asset": 85, "inputs": SEEN}, [[name, -10] for name in INSIGHT if name != "autopsy"]),
]

GOLDENS = [*CALENDAR, *R1, *R2, *R3, *R4, *O1, *V1, *V2, *V3, *V4, *S1, *S2, *S3]
