"""The revenue import beside its floor: rows a second and the memory of the process, on whichever database is named.

    DATABASE_URL=… python -m bench.imports [--rows 500000] [--file ledger.csv.gz]
    DATABASE_URL=… python -m bench.imports --archive [--rows 20000]

Without a file, an invented ledger is written first: 3,000 customers, four lines a document. The floor is the same file
read by the standard library and written with the database's own bulk path (COPY on PostgreSQL, executemany on SQLite)
into a bare table: no check, no customer, no key. With --archive, so many new customers are brought in, then two and a half
contacts for each of them.
"""

import argparse
import csv
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.setup import ready

ready()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from customers.models import Customer, RevenueLine  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
HEAD = ["document", "item", "quantity", "unit_price", "date", "customer_id", "description"]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--rows", type=int)
    asked.add_argument("--archive", action="store_true")
    asked.add_argument("--file", type=Path)
    given = asked.parse_args()
    call_command("migrate", verbosity=0)
    if RevenueLine.objects.exists() or Customer.objects.exists():
        raise SystemExit("The database is not empty: name an empty one.")
    if given.archive:
        archive(given.rows or 20_000)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = given.file or invented(Path(folder) / "ledger.csv", given.rows or 500_000)
        least = floor(path)
        told, seconds, memory = product("revenue", path)
    kept = told["created"]
    print(f"{connection.vendor}: {told['rows']:,} rows, {kept:,} kept, {told['rejected']:,} rejected")
    print("| | rows/s | seconds | peak memory MB |")
    print("|---|---:|---:|---:|")
    print(f"| floor: read and write, no checks | {told['rows'] / least:,.0f} | {least:.1f} | |")
    print(
        f"| import with checks and links | {told['rows'] / told['seconds']:,.0f} | {told['seconds']:.1f} | {memory:.0f} |"
    )
    print(f"| ratio | {told['seconds'] / least:.1f} × | whole process {seconds:.1f} s | |")


def archive(rows: int) -> None:
    """New customers, then their contacts: each with its least, the file read and written into a bare table."""
    print(f"| {connection.vendor} | rows | rows/s | seconds | CPU seconds | floor seconds | peak memory MB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for kind, write, count in (("customers", companies, rows), ("contacts", people, rows * 5 // 2)):
            path = write(Path(folder) / f"{kind}.csv", count)
            least = floor(path)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            told, _seconds, memory = product(kind, path)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            speed = told["rows"] / told["seconds"]
            if told["created"] != count:
                raise SystemExit(f"Only {told['created']:,} of {count:,} were created.")
            print(
                f"| {kind} | {count:,} | {speed:,.0f} | {told['seconds']:.1f} | {work:.1f} | {least:.2f} | {memory:.0f} |"
            )


def companies(path: Path, rows: int) -> Path:
    places, trades = "东南西北华临江海云山", "精工电子化工机械材料"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(
            ["客户编号", "客户名称", "客户简称", "英文名称", "省", "城市", "地址", "规模", "分级", "首次成交", "备注"]
        )
        for n in range(rows):
            name = "".join((places[n % 10], places[n // 10 % 10], trades[n // 100 % 10], trades[n // 1000 % 10]))
            day = f"20{15 + n % 10}-{1 + n % 12:02}-{1 + n % 28:02}"
            english = f"Company {n} Ltd"
            out.writerow(
                [
                    f"C{n:05}",
                    f"{name}{n}有限公司",
                    name,
                    english,
                    "江苏省",
                    "南通市",
                    f"江海路 {n} 号",
                    "中型",
                    "B",
                    day,
                    "批量导入",
                ]
            )
    return path


def people(path: Path, rows: int) -> Path:
    surnames, given = "赵钱孙李周吴郑王林欧", "知夏明远思齐若水清和"
    units, titles = ("采购部", "研发部", "财务部", "生产部"), ("经理", "总监", "专员")
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["联系人编号", "客户编号", "姓名", "部门", "职务", "级别", "手机", "邮箱", "关键人"])
        for n in range(rows):
            name = "".join((surnames[n % 10], given[n // 10 % 10], given[n // 100 % 10]))
            phone = f"138{n:08}"
            whose = f"C{n * 2 // 5:05}"
            out.writerow(
                [
                    f"P{n:06}",
                    whose,
                    name,
                    units[n % 4],
                    titles[n % 3],
                    titles[n % 2],
                    phone,
                    f"p{n}@example.com",
                    "是" if n % 5 == 0 else "否",
                ]
            )
    return path


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


def product(kind: str, path: Path) -> tuple[dict[str, float], float, float]:
    """What the import says, the seconds of its whole process and its peak memory in MB."""
    began = time.perf_counter()
    command = [sys.executable, "manage.py", "import", kind, str(path), "--json"]
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
