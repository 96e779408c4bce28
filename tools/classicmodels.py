"""Join the tables of Classic Models into files that `bin/manage import` takes.

    python tools/classicmodels.py DATA_FOLDER OUTPUT_FOLDER

DATA_FOLDER holds customers, orders, orderdetails, products and payments as csv. OUTPUT_FOLDER gets customers.csv, contacts.csv,
payments.csv (checks as they came), revenue.csv (an order's line: quantity × price, on the order's date), costs.csv (quantity × buying price) and
invoices.csv (the data set has none: an order's total is its invoice, on the order's date, without the orders that were cancelled, and no day it is due).
In revenue and costs orders of every status count, as in the data set's own figures: revenue 9,604,190.61, cost 5,778,310.36.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import phonenumbers

COUNTRIES = {
    "Australia": "AU", "Austria": "AT", "Belgium": "BE", "Canada": "CA", "Denmark": "DK", "Finland": "FI",
    "France": "FR", "Germany": "DE", "Hong Kong": "HK", "Ireland": "IE", "Israel": "IL", "Italy": "IT", "Japan": "JP",
    "Netherlands": "NL", "New Zealand": "NZ", "Norway": "NO", "Norway  ": "NO", "Philippines": "PH", "Poland": "PL",
    "Portugal": "PT", "Russia": "RU", "Singapore": "SG", "South Africa": "ZA", "Spain": "ES", "Sweden": "SE",
    "Switzerland": "CH", "UK": "GB", "USA": "US",
}  # fmt: skip

Row = dict[str, str]


def read(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, headings: Sequence[str], rows: Iterator[Sequence[str]]) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        count = 0
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def dialable(phone: str, country: str) -> str:
    """The number with its country's code where that can be told, else as it stands."""
    try:
        number = phonenumbers.parse(phone, COUNTRIES.get(country.strip()))
    except phonenumbers.NumberParseException:
        return phone
    if not phonenumbers.is_possible_number(number):
        return phone
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def customers(folder: Path) -> Iterator[Sequence[str]]:
    for row in read(folder, "customers"):
        place = (row["addressLine1"], row["addressLine2"], row["city"], row["state"], row["postalCode"])
        yield (row["customerNumber"], row["customerName"], *place, row["country"])


def contacts(folder: Path) -> Iterator[Sequence[str]]:
    for row in read(folder, "customers"):
        phone = dialable(row["phone"], row["country"])
        yield (
            row["customerNumber"],
            row["customerNumber"],
            row["contactLastName"],
            row["contactFirstName"].strip(),
            phone,
        )


def lines(folder: Path) -> Iterator[tuple[Row, Row, Row]]:
    """Each order line with its order and its product."""
    orders = {row["orderNumber"]: row for row in read(folder, "orders")}
    products = {row["productCode"]: row for row in read(folder, "products")}
    for line in read(folder, "orderdetails"):
        yield line, orders[line["orderNumber"]], products[line["productCode"]]


def revenue(folder: Path) -> Iterator[Sequence[str]]:
    for line, order, product in lines(folder):
        amount = (line["quantityOrdered"], line["priceEach"])
        yield (
            order["orderNumber"], line["productCode"], order["orderDate"], *amount, order["customerNumber"],
            product["productName"],
        )  # fmt: skip


def costs(folder: Path) -> Iterator[Sequence[str]]:
    for line, order, product in lines(folder):
        amount = (line["quantityOrdered"], product["buyPrice"])
        document = f"{order['orderNumber']}/{line['orderLineNumber']}"
        yield document, order["orderDate"], "product_cost", *amount, order["customerNumber"], product["productName"]


def invoices(folder: Path) -> Iterator[Sequence[str]]:
    totals: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in read(folder, "orderdetails"):
        totals[row["orderNumber"]] += int(row["quantityOrdered"]) * Decimal(row["priceEach"])
    for row in read(folder, "orders"):
        if row["status"] != "Cancelled":
            yield row["orderNumber"], row["orderDate"], str(totals[row["orderNumber"]]), row["customerNumber"]


def payments(folder: Path) -> Iterator[Sequence[str]]:
    for row in read(folder, "payments"):
        yield row["customerNumber"], row["checkNumber"], row["paymentDate"], row["amount"]


FILES = {
    "customers": (
        ["customerNumber", "customerName", "addressLine1", "addressLine2", "city", "state", "postalCode", "country"],
        customers,
    ),
    "contacts": (["contactNumber", "customerNumber", "contactLastName", "contactFirstName", "phone"], contacts),
    "revenue": (
        ["orderNumber", "productCode", "orderDate", "quantity", "unitPrice", "customerNumber", "description"],
        revenue,
    ),
    "costs": (["document", "date", "kind", "quantity", "unitCost", "customerNumber", "description"], costs),
    "invoices": (["invoiceNumber", "invoiceDate", "amount", "customerNumber"], invoices),
    "payments": (["customerNumber", "checkNumber", "paymentDate", "amount"], payments),
}


def main(source: str, target: str) -> None:
    folder = Path(target)
    folder.mkdir(parents=True, exist_ok=True)
    for name, (headings, rows) in FILES.items():
        count = write(folder / f"{name}.csv", headings, rows(Path(source)))
        print(f"{folder / name}.csv: {count} rows")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
