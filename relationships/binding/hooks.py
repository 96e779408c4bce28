"""What strategy brings to a customer's page, to the list and to other apps (see customers.extensions)."""

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext_lazy as _

from customers import extensions
from customers.extensions import STRATEGY_TABS, CompanyFigure, FactFeed, LogPart, Tab
from customers.selectors.judgements import CULTURE_FIT
from customers.selectors.worth import MUTUAL
from office import navigation
from office.access import sees_people_and_voices
from relationships.binding import columns, effort, figures
from relationships.forms.needs import NeedPartForm
from relationships.selectors.control import controlled_revenue
from relationships.selectors.strategy import culture_by_customer, mutual_by_customer
from relationships.services import strategy, strategy_plans, tagging

if TYPE_CHECKING:
    from django import forms

    from customers.models import Customer


def register() -> None:
    extensions.tabs.append(
        Tab("strategy", _("Dependence and plan"), figures.TAB, 55, STRATEGY_TABS, may_see=sees_people_and_voices)
    )
    extensions.figures += [*figures.FIGURES, effort.BLADE]
    extensions.log_parts.append(
        LogPart(
            "need",
            _("Need it serves"),
            NeedPartForm,
            lambda form: cast("NeedPartForm", form).is_filled,
            tag_need,
            "relationships/strategy/need_part.html",
            order=40,
            icon="tag",
            hint=_("what of theirs the time went into"),
        )
    )
    extensions.list_columns += columns.COLUMNS
    extensions.company_figures.append(CompanyFigure("strategic_control", controlled_revenue, _("Strategic control")))
    navigation.add(
        navigation.Group.RELATIONSHIP,
        _("Strategies"),
        "relationships:strategies",
        icon="lock",
        seen_by=sees_people_and_voices,
        order=40,
    )
    extensions.fact_feeds.setdefault(MUTUAL, []).append(FactFeed(MUTUAL, mutual_by_customer))
    extensions.fact_feeds.setdefault(CULTURE_FIT, []).append(FactFeed(CULTURE_FIT, culture_by_customer))
    extensions.computed.add("relationships.strategystanding")
    extensions.verbs |= {
        strategy.ANSWERED: _("A question on strategy was answered"),
        strategy.ASKED: _("They were asked to decide"),
        strategy.DECIDED: _("They decided what they were asked"),
        strategy.HELD: _("A strategic control point was registered"),
        strategy.WITHDRAWN: _("An entry on strategy was withdrawn"),
        strategy.RESTORED: _("An entry on strategy counts again"),
        strategy_plans.PLANNED: _("The strategy plan was written"),
        strategy_plans.MOVED: _("A strategic move was added"),
        strategy_plans.CLOSED: _("A strategic move was closed"),
    }


def tag_need(form: "forms.Form", *, customer: "Customer", interaction_id: int, **_told: Any) -> None:
    """Called inside the log's transaction."""
    tagging.tag(customer, interaction_id=interaction_id, need=form.cleaned_data["need"])
