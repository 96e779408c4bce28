"""What `bin/demo` says when it runs, and what `bin/demo --check` looks at: pages by role, and one PDF."""

import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from office.demo import LOGINS, PASSWORD

EVERYBODY = tuple(login.username for login in LOGINS)

# Path → who must see it. For everybody else it may be refused, but it may never break.
PAGES: dict[str, tuple[str, ...]] = {
    "/": EVERYBODY,
    "/customers/": EVERYBODY,
    "/log/": ("mei", "lea", "fay"),
    "/voice/": ("mei", "lea", "fay", "eve"),
    "/wall/": ("mei", "lea", "fay", "eve"),
    "/reports/": ("fay", "eve"),
    "/jobs/": ("ops", "ada"),
    "/admin/": ("mei", "ops", "ada"),
    "/api/schema/": EVERYBODY,
    "/health/": EVERYBODY,
}
PATIENCE = 60  # seconds for what a worker does

CUSTOMER = re.compile(r'href="(/customers/\d+/)"')
PDF = re.compile(r'href="(/reports/[^"]*pdf[^"]*)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def welcome(address: str) -> str:
    people = "\n".join(f"  {login.username:<5}{login.looks_at}" for login in LOGINS)
    return f"""
  知客 Zhike 已启动 is running at  {address}
  密码 password for everybody below:  {PASSWORD}

{people}

  先看 look first at: fay → 周报 weekly report · mei → 今日 Today · eve → 客户之声墙 the wall
  停止 stop: Ctrl-C
"""


@dataclass(frozen=True)
class Answer:
    status: int
    url: str
    body: bytes
    milliseconds: int

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")


class Browser:
    """One person's visit: keeps cookies, follows redirects, reads refusals instead of raising them."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def open(self, path: str, form: dict[str, str] | None = None) -> Answer:
        url = urljoin(self.address, path)
        began = time.monotonic()
        if form is not None:
            self.opener.addheaders = [("Referer", url)]
        try:
            response = self.opener.open(url, urlencode(form).encode() if form is not None else None, timeout=60)
        except HTTPError as refusal:
            response = refusal
        with response:
            return Answer(response.status, response.url, response.read(), int((time.monotonic() - began) * 1000))

    def sign_in(self, username: str) -> Answer:
        token = TOKEN.search(self.open("/accounts/login/").text)
        form = {"csrfmiddlewaretoken": token[1] if token else "", "login": username, "password": PASSWORD}
        return self.open("/accounts/login/", form)


def visit(address: str) -> int:
    """Every main page as every role, then one PDF; prints a line each, answers 0 when all is as it should be."""
    faults = _await_health(address)
    faults += [fault for username in EVERYBODY for fault in _visit_as(address, username)]
    faults += _fetch_pdf(address)
    _print(f"{len(faults)} faults" if faults else "all is well")
    return 1 if faults else 0


def _await_health(address: str) -> list[str]:
    """The worker needs a moment longer than the web server."""
    browser = Browser(address)
    answer = _patiently(lambda: browser.open("/health/"), lambda answer: answer.status == 200)
    fine = answer.status == 200
    line = f"{answer.status}  /health/ {answer.text[:200]}"
    _print(line if fine else f"FAULT {line}")
    return [] if fine else [line]


def _patiently(ask: Callable[[], Answer], good: Callable[[Answer], object]) -> Answer:
    until = time.monotonic() + PATIENCE
    while not good(answer := ask()) and time.monotonic() < until:
        time.sleep(0.5)
    return answer


def _visit_as(address: str, username: str) -> list[str]:
    browser = Browser(address)
    entered = browser.sign_in(username)
    if entered.status != 200 or "/accounts/login/" in entered.url:
        return [_print(f"FAULT {username} cannot sign in: {entered.status} at {entered.url}")]
    pages = dict(PAGES)
    if customer := CUSTOMER.search(browser.open("/customers/").text):
        pages[customer[1]] = (username,)
    elif username in PAGES["/customers/"]:
        pages["/customers/ has a customer to open"] = (username,)
    faults = []
    for path, readers in pages.items():
        answer = browser.open(path)
        refused_well = username not in readers and answer.status in (403, 404)
        fine = (answer.status == 200 and "/accounts/login/" not in answer.url) or refused_well
        line = f"{username:<5}{answer.status}  {answer.milliseconds:>5} ms  {path}"
        _print(line if fine else f"FAULT {line}")
        faults += [] if fine else [line]
    return faults


def _fetch_pdf(address: str) -> list[str]:
    """The founder's weekly report, which is made now if the scheduler has not made it yet."""
    browser = Browser(address)
    browser.sign_in("fay")
    page = browser.open("/reports/")
    if not PDF.search(page.text) and (token := TOKEN.search(page.text)):
        browser.open("/reports/weekly/", {"csrfmiddlewaretoken": token[1]})
    link = PDF.search(_patiently(lambda: browser.open("/reports/"), lambda answer: PDF.search(answer.text)).text)
    if link is None:
        return [_print(f"FAULT fay finds no PDF under /reports/ within {PATIENCE} seconds")]
    answer = browser.open(link[1])
    fine = answer.status == 200 and answer.body.startswith(b"%PDF-")
    line = f"PDF  {answer.status}  {answer.milliseconds:>5} ms  {len(answer.body):,} bytes  {link[1]}"
    _print(line if fine else f"FAULT {line}")
    return [] if fine else [line]


def _print(line: str) -> str:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    return line
