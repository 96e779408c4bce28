"""Pages beside a bare view, in one process: median of wall time and processor time, and the number of queries.

    DATABASE_URL=postgres://… python -m bench.pages [--rounds 30] [--only NAME]

The bare view goes through the same middleware and answers one word; it is the floor of every page. Requests alternate
between page and floor, so that both meet the same noise.
"""

import argparse
import statistics
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from bench.setup import ready

ready()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.utils import timezone  # noqa: E402

from customers.models import Contact, Customer  # noqa: E402
from office.models import User  # noqa: E402
from office.scopes import Scope  # noqa: E402
from office.services import api_keys  # noqa: E402

DEEP = 50_000
TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
GOAL_MS, GOAL_RATIO, GOAL_DEEP = 60, 60, 1.2


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("bench/bare/", bare), path("", include("config.urls"))]


@dataclass
class Line:
    name: str
    page_ms: float
    cpu_ms: float
    bare_ms: float
    queries: int
    size_kb: float

    @property
    def ratio(self) -> float:
        return self.page_ms / self.bare_ms

    def __str__(self) -> str:
        return (
            f"| {self.name} | {self.page_ms:.1f} | {self.cpu_ms:.1f} | {self.bare_ms:.2f} | {self.ratio:.0f} × "
            f"| {self.queries} | {self.size_kb:.0f} |"
        )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--rounds", type=int, default=30)
    asked.add_argument("--only", default="", help="pages whose name contains this")
    rounds, only = asked.parse_args().rounds, asked.parse_args().only
    with override_settings(ROOT_URLCONF="bench.pages", ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        print("| page | median ms | CPU ms | bare view ms | ratio | queries | KB |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        for name, call in pages():
            if only in name:
                print(measure(name, call, rounds), flush=True)


def pages() -> list[tuple[str, Callable[[], HttpResponse]]]:
    founder, csm = client("founder"), client("csm1")
    heavy = Customer.objects.order_by("pk").first()
    own = Customer.objects.filter(owner__username="csm1").order_by("pk")[1]
    assert heavy is not None
    name = own.name[:2]
    return [
        ("list, founder, all customers", lambda: founder.get("/customers/")),
        ("list, CSM, own customers", lambda: csm.get("/customers/?view=mine")),
        ("list, filtered and sorted by renewal", lambda: founder.get("/customers/?tier=A&sort=renewal")),
        ("list, sorted by revenue", lambda: founder.get("/customers/?sort=-revenue")),
        ("list, last page", deep_list(founder)),
        ("search, two characters", lambda: founder.get("/customers/", {"q": name})),
        ("search, initials", lambda: founder.get("/customers/", {"q": "hdrf"})),
        ("search, full pinyin", lambda: founder.get("/customers/", {"q": "huadong"})),
        ("360 page, usual customer", lambda: csm.get(f"/customers/{own.pk}/")),
        ("360 page, 60,000 interactions", lambda: founder.get(f"/customers/{heavy.pk}/")),
        ("Today, CSM", lambda: csm.get("/")),
        ("log form", lambda: csm.get(f"/log/?customer={own.pk}")),
        ("log save", log_save(csm, own)),
        ("API, interactions, first page", api("/api/v1/interactions/")),
        (f"API, interactions, behind {DEEP:,}", api("/api/v1/interactions/", skip=DEEP)),
    ]


def client(login: str) -> Client:
    signed_in = Client()
    signed_in.force_login(User.objects.get(username=login), settings.AUTHENTICATION_BACKENDS[0])
    return signed_in


def deep_list(visitor: Client) -> Callable[[], HttpResponse]:
    """The last page of the list by name: the cursor that stands one page before the end."""
    from customers.paging import VALUE, Order, encode

    order = Order("name", "sort_key", always=True)
    rows = Customer.objects.current().order_by("-sort_key", "-id")
    last = rows[50]
    setattr(last, VALUE, last.sort_key)
    cursor = encode(order, last, before=rows.count() - 50)
    return lambda: visitor.get("/customers/", {"cursor": cursor})


def log_save(visitor: Client, customer: Customer) -> Callable[[], HttpResponse]:
    contact = Contact.objects.filter(customer=customer).order_by("pk").first()
    assert contact is not None

    def save() -> HttpResponse:
        return visitor.post(
            "/log/",
            {
                "customer": customer.pk,
                "contacts": [contact.pk],
                "kind": "call",
                "direction": "mutual",
                "quality": 3,
                "at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
                "line": "确认下周到货。",
                "idempotency_key": uuid.uuid4().hex,
            },
        )

    return save


def api(address: str, *, skip: int = 0) -> Callable[[], HttpResponse]:
    founder = User.objects.get(username="founder")
    expires = timezone.now() + timezone.timedelta(days=1)
    _key, plain = api_keys.issue(
        owner=founder, label="bench", scopes=[Scope.READ_INTERACTIONS], expires_at=expires, by=founder
    )
    caller = Client(headers={"Authorization": f"Bearer {plain}"})
    asked = {"limit": 50, "sort": "-at"}
    if skip:
        from customers.paging import VALUE, Order, encode
        from relationships.models import Interaction

        order = Order("at", "at", descending=True, always=True)
        row = Interaction.objects.standing().order_by("-at", "id")[skip]
        setattr(row, VALUE, row.at)
        asked["cursor"] = encode(order, row, before=skip)
    return lambda: caller.get(address, asked)


def measure(name: str, call: Callable[[], HttpResponse], rounds: int) -> Line:
    plain = Client()
    for _ in range(3):
        answer = call()
        plain.get("/bench/bare/")
    if answer.status_code >= 400:
        raise SystemExit(f"{name}: status {answer.status_code}: {answer.content[:600]!r}")
    with CaptureQueriesContext(connection) as captured:
        answer = call()
        queries = len([one for one in captured.captured_queries if not one["sql"].startswith(TRANSACTIONS)])
    walls, cpus, bares = [], [], []
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        call()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
        wall = time.perf_counter()
        plain.get("/bench/bare/")
        bares.append(time.perf_counter() - wall)
    return Line(
        name,
        statistics.median(walls) * 1000,
        statistics.median(cpus) * 1000,
        statistics.median(bares) * 1000,
        queries,
        len(answer.content) / 1024,
    )


if __name__ == "__main__":
    main()
