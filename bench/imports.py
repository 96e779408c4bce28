"""The revenue import beside its floor: rows a second and the memory of the process, on whichever database is named.

    DATABASE_URL=… python -m bench.imports [--rows 500000] [--file ledger.csv.gz]

Without a file, an invented ledger is written first: 3,000 customers, four lines a document. The floor is the same file
read by the standard library and written with the database's own bulk path (COPY on PostgreSQL, executemany on SQLite)
into a bare table: no check, no customer, no key.
"""

import argparse
import csv
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.setup import ready

ready()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from customers.models import RevenueLine  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
HEAD = ["document", "item", "quantity", "unit_price", "date", "customer_id", "description"]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--rows", type=int, default=500_000)
    asked.add_argument("--file", type=Path)
    given = asked.parse_args()
    call_command("migrate", verbosity=0)
    if RevenueLine.objects.exists():
        raise SystemExit("The database is not empty: name an empty one.")
    with tempfile.TemporaryDirectory() as folder:
        path = given.file or invented(Path(folder) / "ledger.csv", given.rows)
        least = floor(path)
        told, seconds, memory = product(path)
    kept = told["created"]
    print(f"{connection.vendor}: {told['rows']:,} rows, {kept:,} kept, {told['rejected']:,} rejected")
    print("| | rows/s | seconds | peak memory MB |")
    print("|---|---:|---:|---:|")
    print(f"| floor: read and write, no checks | {told['rows'] / least:,.0f} | {least:.1f} | |")
    print(
        f"| import with checks and links | {told['rows'] / told['seconds']:,.0f} | {told['seconds']:.1f} | {memory:.0f} |"
    )
    print(f"| ratio | {told['seconds'] / least:.1f} × | whole process {seconds:.1f} s | |")


def invented(path: Path, rows: int) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        for n in range(rows):
            day = f"20{23 + n * 7919 % 3}-{1 + n * 31 % 12:02}-{1 + n * 17 % 28:02}"
            price = f"{(n * 37) % 90000 / 100:.2f}"
            out.writerow(
                [f"D{n // 4}", f"I{n % 40}", 1 + n % 20, price, day, f"C{n // 4 * 7919 % 3000:05}", "轴承组件"]
            )
    return path


def floor(path: Path) -> float:
    """Seconds to read the file and store its fields as they are."""
    opener = gzip.open if path.suffix == ".gz" else open
    began = time.perf_counter()
    with opener(path, "rt", encoding="utf-8", newline="") as file, transaction.atomic(), connection.cursor() as cursor:  # type: ignore[operator]
        lines = csv.reader(file)
        width = len(next(lines))
        columns = ", ".join(f"c{n} text" for n in range(width))
        cursor.execute(f"CREATE TEMPORARY TABLE bench_floor ({columns})")
        if connection.vendor == "postgresql":
            with cursor.copy("COPY bench_floor FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            marks = ", ".join(["%s"] * width)
            cursor.executemany(f"INSERT INTO bench_floor VALUES ({marks})", lines)  # noqa: S608
        cursor.execute("DROP TABLE bench_floor")
    return time.perf_counter() - began


def product(path: Path) -> tuple[dict[str, float], float, float]:
    """What the import says, the seconds of its whole process and its peak memory in MB."""
    began = time.perf_counter()
    command = [sys.executable, "manage.py", "import", "revenue", str(path), "--json"]
    child = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True)
    memory = 0.0
    while child.poll() is None:
        # The kernel's own high-water mark of the program; what the child weighed before it started counts elsewhere.
        memory = max(memory, high_water(child.pid))
        time.sleep(0.1)
    if child.returncode or child.stdout is None:
        raise SystemExit("The import failed.")
    return json.loads(child.stdout.read()), time.perf_counter() - began, memory


def high_water(pid: int) -> float:
    """Peak resident memory of a process in MB (Linux)."""
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", told)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
