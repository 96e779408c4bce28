"""Where the whole data sets lie, and how a test brings one in. ZHIKE_DATA names the folder; skipped with the reason elsewhere."""

import csv
import gzip
import json
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from django.core.management import call_command

DATA = Path(os.environ.get("ZHIKE_DATA", Path(__file__).parents[2] / "shared" / "data"))


def needs(*parts: str) -> Path:
    path = DATA.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{'/'.join(parts)} is not here; ZHIKE_DATA names the folder of the data sets")
    return path


def rows_of(*parts: str) -> Iterator[dict[str, str]]:
    """The rows of a csv file, packed or not, as they stand."""
    path = needs(*parts)
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def bring_in(kind: str, path: Path, **written: object) -> dict[str, int]:
    """`bin/manage import` of a file, with the map that is written here, if any."""
    out, given = StringIO(), []
    with NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as plan:
        if written:
            json.dump(written, plan)
            plan.flush()
            given = ["--map", plan.name]
        call_command("import", kind, str(path), "--json", *given, stdout=out, stderr=StringIO())
    told: dict[str, int] = json.loads(out.getvalue())
    assert told["created"] + told["updated"] + told["skipped"] + told["rejected"] == told["rows"]
    return told
