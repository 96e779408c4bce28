"""The weekly PDF beside its floor: the same text, rows and fonts, unstyled, through the same press.

python -m bench.paper [--rounds 9]        # on a database with the sample company (bin/manage seed_demo)
"""

import argparse
import re
import statistics
import time
from html import unescape

from bench.setup import ready

ready()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from office.calendar import Week, week_add, week_key  # noqa: E402
from office.models import Company, User  # noqa: E402
from office.pdf.rendering import render_pdf  # noqa: E402
from reports.selectors import weekly_inputs  # noqa: E402
from reports.services import weekly  # noqa: E402


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--rounds", type=int, default=9)
    rounds = asked.parse_args().rounds
    last = week_add(week_key(timezone.now(), zone=Company.get().time_zone), -1)
    reader = User.objects.filter(username="fay").first() or weekly.readers()[0]
    report, _ = weekly.make(Week(last), reader=reader)
    styled = weekly.as_html(report)
    plain = unstyled(styled)
    gather = timed(lambda: weekly_inputs.gather(Week(last), now=timezone.now()), rounds)
    pairs = [(once(styled), once(plain)) for _ in range(rounds)]
    paper, least = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(styled_took / plain_took for styled_took, plain_took in pairs)
    print("| | median ms |")
    print("|---|---:|")
    print(f"| gather the inputs | {gather * 1000:.0f} |")
    print(f"| weekly PDF | {paper * 1000:.0f} |")
    print(f"| floor: the same text, rows and fonts, unstyled | {least * 1000:.0f} |")
    print(f"| ratio, median of the pairs | {ratio:.2f} × (goal ≤ 1.5) |")


def unstyled(page: str) -> str:
    """The page without its stylesheet and attributes, but with our fonts."""
    body = re.sub(r"<link[^>]*>", "<style>html{font-family:'Noto Sans SC'}</style>", page)
    body = re.sub(r"<(table|tr|td|th|thead|tbody|h1|h2|p|small|strong|div|blockquote)\s[^>]*>", r"<\1>", body)
    if unescape(re.sub(r"<[^>]+>|\s", "", re.sub(r"<style>.*?</style>", "", body))) != unescape(
        re.sub(r"<[^>]+>|\s", "", page)
    ):
        raise SystemExit("The floor must print the same text.")
    return body


def once(page: str) -> float:
    began = time.perf_counter()
    render_pdf(page, storage_dir=settings.STORAGE_DIR)
    return time.perf_counter() - began


def timed(work, rounds: int) -> float:  # type: ignore[no-untyped-def]
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return statistics.median(found)


if __name__ == "__main__":
    main()
