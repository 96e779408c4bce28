"""Which column is which field: by its heading in three languages, by what a person says, or by computing."""

import json
from pathlib import Path
from typing import Any

import pytest

from customers.importing import aliases, kinds, plans, sources
from customers.importing.plans import Options, Plan
from customers.importing.problems import REASONS, FileRefused, Problem


@pytest.fixture
def plan(tmp_path: Path) -> Any:
    def make(content: str, kind: str = "revenue", **said: Any) -> Plan:
        path = tmp_path / "table.csv"
        path.write_text(content, encoding="utf-8")
        return plans.make(kind, sources.inspect(path), Options.from_json(said, kind), zone="Asia/Shanghai")

    return make


@pytest.mark.parametrize("kind", kinds.registered())
def test_a_heading_means_one_field_of_a_kind(kind: str) -> None:
    seen: dict[str, str] = {}
    for name, field in kinds.of(kind).layout.fields.items():
        for word in field.headings.split():
            folded = aliases.folded(word)
            assert seen.setdefault(folded, name) == name, f"{word} stands under {seen[folded]} and {name}"


def test_online_retail_needs_no_map(plan: Any) -> None:
    made = plan(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1,A,x,2,2024-01-05,3,C,UK\n"
    )
    assert made.missing() == []
    assert made.unmatched == []
    assert made.computed == {"net": ("quantity", "unit_price")}


def test_classic_models_customers_need_no_map(plan: Any) -> None:
    made = plan(
        "customerNumber,customerName,contactLastName,contactFirstName,phone,addressLine1,addressLine2,city,state,"
        "postalCode,country,salesRepEmployeeNumber,creditLimit\n",
        kind="customers",
    )
    assert made.missing() == []
    assert set(made.columns) >= {"number", "name", "address", "address_2", "city", "state", "postal_code", "country"}
    assert "creditLimit" in made.unmatched


@pytest.mark.parametrize(
    "columns", [{"document": "Beleg"}, {"Beleg": "document"}], ids=["field first", "heading first"]
)
def test_a_map_names_columns_either_way_round(plan: Any, columns: dict[str, str]) -> None:
    made = plan("Beleg,date,amount,customer id\n", columns=columns)
    assert made.columns["document"] == 0


def test_an_amount_may_be_computed_from_columns_of_any_name(plan: Any) -> None:
    made = plan("Stück,Preis,date,customer id\n", computed={"net": ["Stück", "Preis"]})
    assert made.missing() == []
    assert made.columns["quantity"] == 0
    assert made.columns["unit_price"] == 1


def test_a_column_may_be_fixed(plan: Any) -> None:
    made = plan("date,amount,customer id\n", fixed={"kind": "订阅", "document": "opening"}, currency="usd")
    assert made.fixed == {"kind": "subscription", "document": "opening", "currency": "USD"}


def test_a_computed_amount_gives_way_to_a_column_of_amounts(plan: Any) -> None:
    assert plan("quantity,unit price,amount,date,customer id\n").computed == {}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param({"colums": {}}, "colums", id="a key that nobody knows"),
        pytest.param({"columns": []}, "columns", id="not an object"),
        pytest.param({"columns": {"a": "b"}}, "a → b", id="neither a field nor a heading of one"),
        pytest.param({"columns": {"document": "Beleg"}}, "Beleg", id="a heading that the file does not have"),
        pytest.param({"fixed": {"profit": "1"}}, "profit", id="a field that does not exist"),
        pytest.param({"fixed": {"booked_on": "never"}}, "never", id="a value that cannot be read"),
        pytest.param({"computed": {"net": ["quantity"]}}, "net", id="a product of one"),
        pytest.param({"vat": "perhaps"}, "perhaps", id="a choice that is none"),
        pytest.param({"currency": "dollars"}, "currency", id="no currency"),
    ],
)
def test_a_wrong_map_is_refused_by_one_clear_line(plan: Any, said: dict[str, Any], told: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        plan("date,amount,customer id\n", **said)
    assert told in str(refusal.value) or told == "never"
    assert "\n" not in str(refusal.value)


def test_a_map_that_is_no_object_is_refused() -> None:
    with pytest.raises(FileRefused):
        Options.from_json([], "revenue")


def test_options_come_back_from_their_own_json() -> None:
    options = Options(columns={"net": "Betrag"}, computed={"net": ("a", "b")}, currency="EUR", decimal=",")
    stored = json.loads(json.dumps(options.as_json()))
    assert Options.from_json(stored, "revenue").as_json() == options.as_json()


@pytest.mark.parametrize("code", REASONS)
def test_every_problem_has_a_reason_and_a_cure(code: str) -> None:
    details = dict.fromkeys(
        (
            "cells",
            "columns",
            "characters",
            "limit",
            "choices",
            "value",
            "why",
            "row",
            "lowest",
            "highest",
            "day",
            "index",
        ),
        "7",
    )
    problem = Problem(code, details=details)
    assert problem.reason
    assert problem.cure or code == "refused"
    assert "%" not in problem.reason + problem.cure
