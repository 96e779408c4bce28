"""The colours of charts by what they say. On paper the hex stands; on screen the stylesheet overrides it by the tone's name."""

LIGHT = {
    "canvas": "#ffffff",
    "sunken": "#eeeee9",
    "ink": "#1b1e22",
    "ink-2": "#50575e",
    "ink-3": "#646b72",
    "line": "#e5e5e0",
    "line-2": "#c9cac4",
    "edge": "#7f868d",
    "accent": "#24569a",
    "danger": "#ae2f26",
    "warn": "#835500",
    "good": "#1d6b52",
    "danger-weak": "#fbece9",
    "warn-weak": "#fbf2df",
    "good-weak": "#e6f2ed",
    "band": "#e9f3ee",
    # Series, in this order; the sixth is "other".
    "series-1": "#2f6cb3",
    "series-2": "#c26a1e",
    "series-3": "#35a08a",
    "series-4": "#6b2a5b",
    "series-5": "#d9ae33",
    "series-6": "#a6acb2",
    # Heat by four steps, with the ink that reads on the darkest.
    "tie-1": "#f0f4fa",
    "tie-2": "#d9e5f4",
    "tie-3": "#afc9e8",
    "tie-4": "#5e8fcb",
    "on-tie-4": "#0e1a2b",
    # Years together: lighter is younger. The fills stay in the dark; only their edge changes.
    "tenure-1": "#f5e6d8",
    "tenure-2": "#eac3a2",
    "tenure-3": "#d48a62",
    "tenure-4": "#ae4733",
    "tenure-5": "#701d19",
    "tenure-edge": "#8f5a3c",
    "on-young": "#1b1e22",
    "on-old": "#ffffff",
}
SERIES = ("series-1", "series-2", "series-3", "series-4", "series-5")
TENURES = ("tenure-1", "tenure-2", "tenure-3", "tenure-4", "tenure-5")
