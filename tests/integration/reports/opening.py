"""Every address of the portfolio, the economics of customers and all figures, opened one after the other; what is wrong with each."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from io import StringIO

from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver, reverse

from customers import extensions
from customers.figures.registry import every
from customers.management.commands.figures import Command as Figures
from customers.models import CustomerStanding, DefectorAlert, Region
from office.models import User
from reports.models import Recalculation

LANGUAGES = ("zh-hans", "en")
PARTS = {
    "concentration-csv": ("largest", "trend", "dimension-trend", "industry", "region", "channel", "size"),
    "structure-csv": ("size", "industry", "tier", "months", "up", "down"),
    "retention-csv": ("orders", "contracts", "cohorts", "lost", "shape", "traits"),
    "quality-csv": ("components",),
    "acquisition-csv": ("months", "channels", "regions", "cac-channels", "sizes", "city-tiers"),
}
POSTED = {"recompute", "stress-archive"}
OF_ONE = {
    *("stress-scenario", "stress-revise", "defector"),
    *("recalculation", "recalculation-csv", "recalculation-progress"),
}
ELSEWHERE = {"stress-keep", "stress-compare", "progress"}
"""What asks for a selection, for kept scenarios, or answers without a page."""
FOLLOWED = {"figure"}
"""Explanations of tiles: opened from the pages that show the tile."""
TILE = re.compile(r'href="(/portfolio/figures/[a-z0-9_]+/)"')
QUERIES = {
    "heat-map": ("view=map", "view=table"),
    "customers": (
        *("class=A", "class=D", "class=none", "tier=none", "stage=dormant", "stage=new", "grade=D", "grade=none"),
        *(
            "alarm=confirmed",
            "industry=none",
            "region=none",
            "city_tier=1",
            "city_tier=none",
            "channel=none",
            "size=none",
            "loss=1",
            "move=lost",
        ),
        *("move=churn", "move=expansion", "move=new"),
    ),
}
NOT_SAID = re.compile(r"\b(None|NaN|nan|Infinity|inf|undefined|Traceback)\b|Decimal\(|\{\{|\{%|%\(\w+\)s")


class Words(HTMLParser):
    """What a reader sees or hears of a page: text, and the attributes that are read aloud or shown."""

    SHOWN = ("title", "alt", "aria-label", "placeholder", "value", "points", "d", "x", "y", "width", "height")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        self.found += [value for name, value in attrs if name in self.SHOWN and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def words_of(page: str) -> list[str]:
    reader = Words()
    reader.feed(page)
    return reader.found


def portfolio_addresses(largest: Iterable[int]) -> list[str]:
    """All of `reports/urls_portfolio.py`; a name that this knows nothing of is refused, so that none stays unopened."""
    namespace = get_resolver().namespace_dict["portfolio"][1]
    found = []
    for name in namespace.reverse_dict:
        if not isinstance(name, str) or name in POSTED | OF_ONE | ELSEWHERE | FOLLOWED:
            continue
        if name in PARTS:
            found += [reverse(f"portfolio:{name}", args=[part]) for part in PARTS[name]]
            continue
        address = reverse(f"portfolio:{name}")
        found += [address, *(f"{address}?{query}" for query in QUERIES.get(name, ()))]
    ids = list(largest)
    what_if, grading = reverse("portfolio:stress-what-if"), reverse("portfolio:grading")
    found += [f"{what_if}?customer={pk}" for pk in ids[:2]]
    found += [f"{what_if}?{'&'.join(f'group={pk}' for pk in ids)}"] if ids else []
    found += [f"{what_if}?region={code}" for code in Region.objects.values_list("code", flat=True)[:1]]
    found += [f"{grading}?customer={pk}" for pk in ids[:2]]
    found += [reverse("portfolio:defector", args=[pk]) for pk in DefectorAlert.objects.values_list("pk", flat=True)[:3]]
    for pk in Recalculation.objects.filter(computed_at__isnull=False).values_list("pk", flat=True)[:2]:
        found += [reverse("portfolio:recalculation", args=[pk])]
        found += [reverse("portfolio:recalculation-csv", args=[pk, part]) for part in ("figures", "customers")]
    return found


def customer_addresses(ids: Iterable[int], figures: Iterable[str] = ()) -> Iterator[str]:
    """The economics of each, and the pages of these figures, without names of all."""
    names = list(figures) or list(every())
    for pk in ids:
        yield reverse("customers:economics", args=[pk])
        yield f"{reverse('customers:economics', args=[pk])}?csv=pnl"
        for name in names:
            yield reverse("customers:figure", args=[pk, name])


def largest(count: int) -> list[int]:
    rows = CustomerStanding.objects.today().filter(net_t12__isnull=False).order_by("-net_t12", "customer")
    return list(rows.values_list("customer", flat=True)[:count])


def open_all(
    client: Client,
    user: User,
    addresses: Iterable[str],
    *,
    missing: Iterable[str] = (),
    languages: Sequence[str] = LANGUAGES,
) -> dict[str, str]:
    """Address → what is wrong with it, in each language. `missing` may answer 404; the tiles of a page are followed."""
    wrong, may_miss = {}, tuple(missing)
    urls = dict.fromkeys(addresses)
    for language in languages:
        User.objects.filter(pk=user.pk).update(language=language)
        waiting = list(urls)
        while waiting:
            url = waiting.pop()
            answer = client.get(url, follow=True)
            if answer.status_code == 404 and any(each in url for each in may_miss):
                continue
            if answer.status_code != 200:
                wrong[f"{language} {url}"] = f"status {answer.status_code}"
                continue
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            text = body.decode("utf-8-sig")
            tiles = dict.fromkeys(each for each in TILE.findall(text) if each not in urls)
            urls |= tiles
            waiting += tiles
            said = text.splitlines() if ".csv" in url or "csv=" in url else words_of(text)
            bad = [line.strip()[:120] for line in said if NOT_SAID.search(line)]
            if bad:
                wrong[f"{language} {url}"] = " | ".join(bad[:3])
    return wrong


class Unhindered(Figures):
    """The command without its look whether every migration has run, which takes longer than most figures."""

    requires_migrations_checks = False


def tell_all(customers: Iterable[int]) -> dict[str, str]:
    """Every figure by the command, of the base and of these customers; what is no JSON of ours, or failed."""
    wrong = {}
    asked = [(each.key, ()) for each in extensions.company_figures]
    asked += [(name, ("--customer", str(pk))) for pk in customers for name in every()]
    for name, more in asked:
        out = StringIO()
        call_command(Unhindered(), name, *more, "--json", stdout=out)
        text = out.getvalue()
        told = json.loads(text, parse_constant=lambda constant: f"is {constant}")
        if re.search(r"\b(NaN|Infinity|None)\b", text):
            wrong[f"{name} {more}"] = text[:200]
        elif more and told["value"] is None and not told.get("missing") and not told.get("reason"):
            wrong[f"{name} {more}"] = f"no reason: {text[:300]}"
    return wrong
