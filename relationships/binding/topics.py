"""What is asked about a customer's strategy: the question, what may be answered, and how an answer reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language, gettext_lazy, npgettext, pgettext_lazy
from django.utils.translation import gettext as _

from customers.errors import FieldRefusedError
from office.formatting import amounts
from office.models import Company
from relationships.models import StrategyAnswer

Topic = StrategyAnswer.Topic
MOST_MONTHS, MOST_SUPPLIERS = 120, 99
MOST_MONEY = Decimal(10) ** 13
STEPS = (
    ("0", pgettext_lazy("part of it", "no")),
    ("50", pgettext_lazy("part of it", "in part")),
    ("100", pgettext_lazy("part of it", "yes, fully")),
)


@dataclass(frozen=True)
class Asked:
    """A topic. `choices` are its possible answers; else it is a number up to `most`."""

    topic: Topic
    question: Any
    choices: Sequence[tuple[str, Any]] = ()
    most: Decimal = Decimal(0)
    help: Any = ""

    @property
    def is_word(self) -> bool:
        return self.topic in {Topic.VISIT, Topic.COMPENSATION}

    def told(self, value: str) -> tuple[str, Decimal | None]:
        """The answer as it is kept: a word, or a number. Raises FieldRefusedError."""
        text = str(value).strip()
        if self.is_word:
            if text not in dict(self.choices):
                raise FieldRefusedError(_wrong(self), field="value")
            return text, None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise FieldRefusedError(_wrong(self), field="value") from None
        in_steps = not self.choices or any(number == Decimal(step) for step, _label in self.choices)
        whole = self.topic is not Topic.ALTERNATIVES or (number.is_finite() and number == number.to_integral_value())
        if not number.is_finite() or number < 0 or (self.most and number > self.most) or not in_steps or not whole:
            raise FieldRefusedError(_wrong(self), field="value")
        return "", number.quantize(Decimal("0.01"))


def _wrong(asked: Asked) -> str:
    if asked.choices:
        keys = ", ".join(key for key, _label in asked.choices)
        return _("Answer with one of: %(keys)s.") % {"keys": keys}
    return _("A number from 0 to %(most)s.") % {"most": f"{asked.most:f}"}


def _anchors(*texts: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((str(number), text) for number, text in enumerate(texts, start=1))


ALL: Mapping[str, Asked] = {
    one.topic.value: one
    for one in (
        Asked(
            Topic.VISIT,
            gettext_lazy("Has their top executive visited us in 24 months?"),
            (
                ("happened", pgettext_lazy("visit", "yes, it happened")),
                ("likely", pgettext_lazy("visit", "not yet, but likely")),
                ("no", pgettext_lazy("visit", "no")),
            ),
        ),
        Asked(
            Topic.COMPENSATION,
            gettext_lazy("If they stopped our line for a day, would they compensate us?"),
            (
                ("clause", pgettext_lazy("compensation", "yes, a clause says so")),
                ("precedent", pgettext_lazy("compensation", "yes, they did before")),
                ("likely", pgettext_lazy("compensation", "likely")),
                ("no", pgettext_lazy("compensation", "no")),
            ),
        ),
        Asked(
            Topic.ALTERNATIVES,
            gettext_lazy("How many other suppliers could take our place today?"),
            most=Decimal(MOST_SUPPLIERS),
            help=gettext_lazy("Only those that they have approved or tried."),
        ),
        Asked(
            Topic.MONTHS,
            gettext_lazy("How many months would they need to switch?"),
            most=Decimal(MOST_MONTHS),
            help=gettext_lazy("From the decision to normal work with somebody else."),
        ),
        Asked(
            Topic.ONE_OFF,
            gettext_lazy("What would switching cost them once?"),
            most=MOST_MONEY,
            help=gettext_lazy("In the company's currency: tests, tools, training, lost output."),
        ),
        Asked(Topic.CORE_PROCESS, gettext_lazy("Are we in their selling point or core process?"), STEPS),
        Asked(Topic.SHARED_PLAN, gettext_lazy("Is there a shared three-year plan?"), STEPS),
        Asked(
            Topic.DECISION_SPEED,
            gettext_lazy("How fast do they decide, compared with us?"),
            _anchors(
                gettext_lazy("Decisions lie for months and nobody says why"),
                gettext_lazy("Slow, and only when pushed"),
                gettext_lazy("Within the days agreed, mostly"),
                gettext_lazy("Quick, with named deciders"),
                gettext_lazy("As quick as we are, also when it costs money"),
            ),
        ),
        Asked(
            Topic.OPENNESS,
            gettext_lazy("How openly do they speak with us?"),
            _anchors(
                gettext_lazy("They tell us nothing beyond the order"),
                gettext_lazy("Only what a contract asks for"),
                gettext_lazy("Problems are named once they hurt"),
                gettext_lazy("They share plans and figures early"),
                gettext_lazy("They say also what is uncomfortable for themselves"),
            ),
        ),
        Asked(
            Topic.VALUES,
            gettext_lazy("How well do their values fit ours?"),
            _anchors(
                gettext_lazy("What counts for them is against what we stand for"),
                gettext_lazy("Price alone counts"),
                gettext_lazy("No conflict, and little in common"),
                gettext_lazy("The same view of quality and of people"),
                gettext_lazy("They decided for what we stand for when it cost them something"),
            ),
        ),
    )
}


def text_of(answer: StrategyAnswer) -> str:
    """The answer as people read it."""
    asked = ALL[answer.topic]
    if asked.is_word:
        return str(dict(asked.choices)[answer.code])
    number = answer.number or Decimal(0)
    if answer.topic in {Topic.CORE_PROCESS, Topic.SHARED_PLAN}:
        return str(dict(asked.choices)[f"{number.normalize():f}"])
    if asked.choices:
        return f"{number.normalize():f} / 5"
    if answer.topic == Topic.ONE_OFF:
        return amounts.amount(number, get_language() or "en", currency=Company.get().base_currency)
    plain = f"{number.normalize():f}"
    return plain + (
        npgettext("unit behind a figure", " month", " months", 1 if number == 1 else 2)
        if answer.topic == Topic.MONTHS
        else ""
    )
