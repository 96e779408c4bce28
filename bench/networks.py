"""Ties, temperatures and maps: everybody computed, one customer after a log, and the map of two hundred people.

    DATABASE_URL=postgres://… python -m bench.networks all       # on a database of bench.dataset
    DATABASE_URL=postgres://… python -m bench.networks map [--rounds 15]   # keeps a customer named "Bench map"
    DATABASE_URL=postgres://… python -m bench.networks enron     # keeps a customer of the mails of Enron

`map` also opens the page in Chromium: until the first thing is painted, from opening the graph until it stands, and from
a step of the slider until the other day is on the page.
`enron` reads the data set that ZHIKE_DATA names, and opens the map in a process that has opened none before.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random

from bench.setup import ready

ready()

from django.core.cache import cache  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.pages import client, measure  # noqa: E402
from customers.models import Contact, Customer, Department, DepartmentFunction, Person  # noqa: E402
from office.models import User  # noqa: E402
from relationships.models import Interaction, InteractionContact, Participation  # noqa: E402
from relationships.services import standings  # noqa: E402

NAME = "Bench map"
PEOPLE, OURS, DAYS, CONTACTS = 200, 12, 700, 3_000
KINDS = ("visit", "meeting", "call", "mail", "im")
CHROMIUM = "/usr/bin/chromium"


def everybody() -> None:
    began, worked = time.perf_counter(), time.process_time()
    written = standings.recompute_all()
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    alone = []
    for customer in Customer.objects.current().order_by("pk")[1:20_000:800]:
        began = time.perf_counter()
        standings.recompute(customer)
        alone.append((time.perf_counter() - began) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| customers | seconds | CPU s | peak MB | one customer, ms |\n|---:|---:|---:|---:|---:|")
    print(f"| {written:,} | {seconds:.1f} | {cpu:.1f} | {peak:.0f} | {statistics.median(alone):.0f} |")


@transaction.atomic
def large_customer() -> Customer:
    """Two hundred people in a dozen departments, twelve of ours, three thousand contacts of two years."""
    found = Customer.objects.filter(name=NAME).first()
    if found is not None:
        return found
    chance, now = Random(7), timezone.now()
    founder = User.objects.get(username="founder")
    customer = Customer.objects.create(name=NAME, owner=founder, chart_complete=True)
    departments = [
        Department.objects.create(customer=customer, name=f"{function.code} {at}", function=function, order=at)
        for at, function in enumerate(DepartmentFunction.objects.order_by("order")[:12])
    ]
    contacts = []
    for at in range(PEOPLE):
        person = Person.objects.create(family_name=f"人{at}", name=f"人{at}", sort_key=f"{at:05}")
        department = departments[at % len(departments)]
        contacts.append(Contact(customer=customer, person=person, department=department, seniority=1 + at % 5))
    Contact.objects.bulk_create(contacts)
    ours = list(User.objects.filter(is_active=True).order_by("pk")[:OURS])
    rows, members, theirs = [], [], []
    for _contact in range(CONTACTS):
        at = now - timedelta(days=chance.randrange(DAYS), hours=chance.randrange(24))
        some, kind = chance.sample(range(PEOPLE), 2), chance.choice(KINDS)
        mine = ours[
            (some[0] + chance.randrange(2)) % OURS
        ]  # each of theirs knows two of ours, and meets more by chance
        row = Interaction(
            customer=customer, kind=kind, direction="mutual", at=at, line="…", logged_by=mine, recorded_at=at
        )
        rows.append(row)
        members.append(Participation(interaction=row, user=mine))
        theirs += [InteractionContact(interaction=row, contact=one) for one in (contacts[place] for place in some)]
    Interaction.objects.bulk_create(rows, batch_size=500)
    Participation.objects.bulk_create(members, batch_size=500)
    InteractionContact.objects.bulk_create(theirs, batch_size=500)
    return customer


def map_page(rounds: int) -> None:
    customer = large_customer()
    standings.recompute(customer)
    address = f"/customers/{customer.pk}/map/"
    founder = client("founder")
    weeks = iter(range(1, 10_000))

    founder_key = f"u{founder.session['_auth_user_id']}"

    def part(name: str, **asked: object) -> HttpResponse:
        return founder.get(address, asked, headers={"HX-Request": "true", "HX-Target": name})

    pages: list[tuple[str, Callable[[], HttpResponse]]] = [
        (f"map, {PEOPLE} people, page", lambda: founder.get(address)),
        (f"map, {PEOPLE} people, everybody", lambda: founder.get(address, {"dept": "all"})),
        ("a step of the date slider", lambda: part("map-day", weeks=next(weeks) % 100 + 1)),
        ("if somebody leaves", lambda: part("leaving", who=founder_key)),
        ("the table of ties, once opened", lambda: part("", ties=1)),
        ("the graph's data, once opened", lambda: founder.get(address, {"graph": 1})),
    ]
    print("| page | median ms | CPU ms | bare view ms | ratio | queries | KB |\n|---|---:|---:|---:|---:|---:|---:|")
    with override_settings(ROOT_URLCONF="bench.pages", ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        for name, call in pages:
            print(measure(name, call, rounds), flush=True)
    in_browser(founder, address)


def in_browser(visitor: Client, address: str) -> None:
    from django.contrib.staticfiles.testing import StaticLiveServerTestCase
    from playwright.sync_api import sync_playwright

    class Served(StaticLiveServerTestCase):
        """Only its server is wanted."""

    with override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        server = Served.server_thread_class("127.0.0.1", Served.static_handler, connections_override={}, port=0)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            host = f"http://127.0.0.1:{server.port}"
            context.add_cookies([{"name": "sessionid", "value": visitor.cookies["sessionid"].value, "url": host}])
            took: dict[str, list[float]] = {"server": [], "painted": [], "graph": [], "slid": []}
            for _round in range(8):
                page = context.new_page()
                page.goto(f"{host}{address}", wait_until="load")
                told = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
                page.wait_for_function(told)
                took["painted"].append(page.evaluate(told))
                took["server"].append(page.evaluate("performance.getEntriesByType('navigation')[0].responseStart"))
                began = time.perf_counter()
                page.click("[data-graph-open]")
                page.wait_for_selector("[data-graph-canvas] canvas", state="attached", timeout=60_000)
                took["graph"].append((time.perf_counter() - began) * 1000)
                page.click("[data-graph-open]")
                before = page.inner_text("#replay-said")
                page.focus("#replay-weeks")
                began = time.perf_counter()
                page.keyboard.press("ArrowRight")
                page.wait_for_function(
                    "before => document.getElementById('replay-said').innerText !== before", arg=before
                )
                took["slid"].append((time.perf_counter() - began) * 1000)
                print(", ".join(f"{name} {times[-1]:.0f}" for name, times in took.items()), "ms", flush=True)
                page.evaluate("localStorage.clear()")
                page.close()
            print("median:", ", ".join(f"{name} {statistics.median(times):.0f} ms" for name, times in took.items()))
            browser.close()
        server.terminate()


def enron() -> None:
    from tests.integration.relationships import test_whole_networks as whole

    customer = Customer.objects.filter(name="Large").first()
    if customer is None:
        with transaction.atomic():
            lines = whole.positions_of_enron()
            functions = {
                node: whole.function_of(position) for node, position in lines.items() if node not in whole.OURS
            }
            house = whole.House(User.objects.get(username="founder"), list(whole.OURS), functions, dict(functions))
            print(f"{house.keep(whole.enron_mails()):,} contacts kept")
        customer = house.customer
    for _round in range(3):
        subprocess.run([sys.executable, "-m", "bench.networks", "cold", str(customer.pk)], check=True)


def cold(pk: int) -> None:
    """In a process of its own: the first page that it ever answers, and the second."""
    cache.clear()
    with override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        founder = client("founder")
        for name in ("first", "second"):
            began, worked = time.perf_counter(), time.process_time()
            answer = founder.get(f"/customers/{pk}/map/", {"on": "2001-11-30"})
            assert answer.status_code == 200
            seconds, cpu = time.perf_counter() - began, time.process_time() - worked
            print(f"{name}: {seconds:.2f} s, {cpu:.2f} CPU s, {len(answer.content) // 1024} KB", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["all", "map", "enron", "cold"])
    parser.add_argument("customer", nargs="?", type=int)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    match asked.what:
        case "all":
            everybody()
        case "map":
            map_page(asked.rounds)
        case "enron":
            enron()
        case _:
            cold(asked.customer)
    connection.close()
