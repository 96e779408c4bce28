"""What a rating from 1 to 5 means in each dimension, in words that can be checked against what was seen (economics 6.4)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext_lazy

ANCHORS: Mapping[str, tuple[Any, ...]] = {
    "communication": (
        pgettext_lazy(
            "rating anchor", "Hard to reach; questions stay open for weeks; we learn of changes from others."
        ),
        pgettext_lazy("rating anchor", "Answers when pressed, often after the date; who is in charge keeps changing."),
        pgettext_lazy("rating anchor", "Answers within the week; the person in charge is known; meetings are kept."),
        pgettext_lazy("rating anchor", "Answers within two days; tells us of changes before they happen."),
        pgettext_lazy(
            "rating anchor",
            "Open on every level; bad news reaches us first, and both sides write down what was agreed.",
        ),
    ),
    "value_recognition": (
        pgettext_lazy("rating anchor", "Buys on price alone; every order is compared and pressed."),
        pgettext_lazy("rating anchor", "Knows what we do better, and pays nothing for it."),
        pgettext_lazy("rating anchor", "Accepts our price for standard goods; extras are bargained over."),
        pgettext_lazy("rating anchor", "Pays for service and quality; names our benefit in figures of its own."),
        pgettext_lazy("rating anchor", "Chooses us over cheaper offers, and says so to its management and to others."),
    ),
    "feedback_quality": (
        pgettext_lazy("rating anchor", "Says nothing, or only blames; we cannot tell what is wrong."),
        pgettext_lazy("rating anchor", "Complains late and in general terms."),
        pgettext_lazy("rating anchor", "Says what is wrong when asked, with an example."),
        pgettext_lazy("rating anchor", "Reports early, with place, time and figures; answers our follow-up."),
        pgettext_lazy(
            "rating anchor", "Its feedback has changed our product or process; it tries out the answer with us."
        ),
    ),
    "decision_rationality": (
        pgettext_lazy("rating anchor", "Decisions turn with moods or persons; what was agreed is overturned."),
        pgettext_lazy("rating anchor", "Criteria stay hidden; the choice surprises even the users."),
        pgettext_lazy("rating anchor", "Criteria are told, though price outweighs them in the end."),
        pgettext_lazy("rating anchor", "Compares by total cost and by facts; keeps to its own process and dates."),
        pgettext_lazy(
            "rating anchor",
            "Shares its criteria beforehand, explains the outcome, and stands by it when it becomes hard.",
        ),
    ),
    "risk_sharing": (
        pgettext_lazy("rating anchor", "Shifts every risk to us by contract; penalties without a limit."),
        pgettext_lazy("rating anchor", "Cancels or delays without paying for what was prepared."),
        pgettext_lazy("rating anchor", "Keeps the contract as written; what lies outside it is ours."),
        pgettext_lazy("rating anchor", "Carries its part: pays for prepared stock, shares tooling or price swings."),
        pgettext_lazy(
            "rating anchor", "Has stood by us in a crisis, or invests together with us under a written agreement."
        ),
    ),
    "industry_influence": (
        pgettext_lazy("rating anchor", "Unknown outside its own town."),
        pgettext_lazy("rating anchor", "Known to some in its trade; nobody follows it."),
        pgettext_lazy("rating anchor", "A solid name in its region or niche."),
        pgettext_lazy("rating anchor", "Others in the trade ask what it uses; it speaks at trade events."),
        pgettext_lazy("rating anchor", "Sets standards or is the reference that others must match."),
    ),
    "innovation_openness": (
        pgettext_lazy("rating anchor", "Refuses any change, also ones that cost it nothing."),
        pgettext_lazy("rating anchor", "Follows only when the old way is no longer offered."),
        pgettext_lazy("rating anchor", "Takes up what others have proven for a year or more."),
        pgettext_lazy("rating anchor", "Tries new things in a pilot, with people and a budget of its own."),
        pgettext_lazy("rating anchor", "Develops with us; has been the first user of something that became a product."),
    ),
    "compliance": (
        pgettext_lazy("rating anchor", "Asks for things we must refuse: false invoices, favours, forged papers."),
        pgettext_lazy("rating anchor", "Papers are missing or late; the process is got round."),
        pgettext_lazy("rating anchor", "Papers are in order after a reminder."),
        pgettext_lazy("rating anchor", "Papers are complete and on time; its own rules are kept."),
        pgettext_lazy("rating anchor", "Audited systems for quality, safety and data; helps us to meet them."),
    ),
    "culture_fit": (
        pgettext_lazy("rating anchor", "Its people treat ours badly; colleagues ask to be taken off the account."),
        pgettext_lazy("rating anchor", "We work around each other; trust has to be earned anew each time."),
        pgettext_lazy("rating anchor", "Polite and businesslike; little beyond it."),
        pgettext_lazy("rating anchor", "We think alike about quality and promises; people like to work together."),
        pgettext_lazy(
            "rating anchor", "Shared values shown in hard moments; people of both sides learn from each other."
        ),
    ),
    "outlook": (
        pgettext_lazy("rating anchor", "Its industry shrinks and will go on shrinking; factories close."),
        pgettext_lazy("rating anchor", "Its industry stands still under strong price pressure."),
        pgettext_lazy("rating anchor", "Its industry grows about as fast as the economy."),
        pgettext_lazy("rating anchor", "Its industry grows clearly faster, with sound margins."),
        pgettext_lazy(
            "rating anchor", "Its industry will double within five years, and the customer is well placed in it."
        ),
    ),
    "strategic": (
        pgettext_lazy("rating anchor", "Could be any customer; losing it would change nothing but the sum."),
        pgettext_lazy("rating anchor", "Helps to fill capacity."),
        pgettext_lazy("rating anchor", "Opens some doors in its region or industry."),
        pgettext_lazy(
            "rating anchor", "Belongs to an industry of our strategy, and teaches us what that industry needs."
        ),
        pgettext_lazy(
            "rating anchor", "Our plan of the next three years needs this customer: market, ability or reputation."
        ),
    ),
}

# The dimensions of the scorecard that the standing computes from facts, with what they are computed from.
COMPUTED: Mapping[str, tuple[Any, Any]] = {
    "financial_health": (
        pgettext_lazy("scorecard", "financial health"),
        pgettext_lazy("scorecard", "from the payment grade, less when its own revenue is known to shrink"),
    ),
    "demand_fit": (
        pgettext_lazy("scorecard", "demand fit"),
        pgettext_lazy("scorecard", "share of standard items in revenue"),
    ),
    "stability": (
        pgettext_lazy("scorecard", "steadiness"),
        pgettext_lazy("scorecard", "length of the relationship and regularity of quarterly revenue"),
    ),
    "growth_synergy": (pgettext_lazy("scorecard", "growth together"), pgettext_lazy("scorecard", "growth of revenue")),
    "lifetime_value": (
        pgettext_lazy("scorecard", "lifetime value"),
        pgettext_lazy("scorecard", "rank of its lifetime value among our customers"),
    ),
    "service_cost_ratio": (
        pgettext_lazy("scorecard", "cost to serve"),
        pgettext_lazy("scorecard", "cost to serve against the company's own ratio"),
    ),
}
