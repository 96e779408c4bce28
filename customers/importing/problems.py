"""Why a file, a row or a cell cannot be taken, and what cures it: codes in the engine, sentences for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


class FileRefused(Exception):  # noqa: N818 - a verdict on the file, told to the person who brought it
    """The file as a whole cannot be read; the message is one clear line in the reader's language."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a row is rejected. `column` is the heading of the guilty cell, empty for the row as a whole."""

    code: str
    column: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        return _(REASONS[self.code][0]) % self.details

    @property
    def cure(self) -> str:
        cure = REASONS[self.code][1]
        return _(cure) % self.details if cure else ""

    def in_column(self, column: str) -> "Problem":
        return Problem(self.code, column, self.details)

    def as_json(self) -> list[Any]:
        return [self.code, self.column, dict(self.details)]

    @classmethod
    def from_json(cls, stored: list[Any]) -> "Problem":
        return cls(stored[0], stored[1], stored[2])


# code → (reason, cure). Details are named values, never whole cells: the cell itself stands beside in the file.
REASONS: dict[str, tuple[str, str]] = {
    "no_customer": (
        gettext_noop("No customer is named."),
        gettext_noop("Fill in the customer's number, credit code or name."),
    ),
    "missing": (gettext_noop("The cell is empty."), gettext_noop("Fill it in; a row cannot do without it.")),
    "empty_row": (gettext_noop("The row is empty."), gettext_noop("Delete the row.")),
    "repeated_header": (gettext_noop("The headings are repeated here."), gettext_noop("Delete the row.")),
    "too_many_cells": (
        gettext_noop("The row has %(cells)s cells, the headings only %(columns)s."),
        gettext_noop("Put texts that contain the delimiter into quotation marks."),
    ),
    "record_too_long": (
        gettext_noop("The row does not end within %(characters)s characters."),
        gettext_noop("Look for a line break or a delimiter that is missing."),
    ),
    "open_quote": (
        gettext_noop("A quotation mark is opened here and not closed properly."),
        gettext_noop("Close it, or double the quotation marks inside the text."),
    ),
    "unreadable": (
        gettext_noop("The text contains characters that cannot be read."),
        gettext_noop("Save the file as UTF-8 and import it again."),
    ),
    "control": (
        gettext_noop("The text contains a character that cannot be stored."),
        gettext_noop("Type the text anew."),
    ),
    "too_long": (gettext_noop("The text is longer than %(limit)s characters."), gettext_noop("Shorten it.")),
    "damaged_number": (
        gettext_noop("A spreadsheet has shortened this number."),
        gettext_noop("Format the column as text and enter the whole number."),
    ),
    "not_a_number": (gettext_noop("This is not a number."), gettext_noop("Write it like 1234.56.")),
    "number_style": (
        gettext_noop("The decimal mark differs from the rest of the column."),
        gettext_noop("Write all numbers of the column alike, or say which decimal mark it uses."),
    ),
    "not_whole": (
        gettext_noop("This is not a whole number from %(lowest)s to %(highest)s."),
        gettext_noop("Correct the number."),
    ),
    "too_large": (gettext_noop("The number is too large."), gettext_noop("Check the digits.")),
    "not_a_date": (gettext_noop("This is not a date."), gettext_noop("Write it like 2026-03-31.")),
    "no_such_day": (gettext_noop("This day does not exist."), gettext_noop("Check day and month.")),
    "date_range": (gettext_noop("The date lies outside 1900–2100."), gettext_noop("Check the year.")),
    "ambiguous_date": (
        gettext_noop("Day and month cannot be told apart."),
        gettext_noop("Say whether the column puts the day or the month first, or write it like 2026-03-31."),
    ),
    "not_a_choice": (gettext_noop("This value is not known here."), gettext_noop("Choose one of: %(choices)s")),
    "unknown_term": (
        gettext_noop("“%(value)s” is not in the list."),
        gettext_noop("Add it to the dictionary, or choose an entry of it."),
    ),
    "unknown_colleague": (
        gettext_noop("There is no colleague “%(value)s”."),
        gettext_noop("Write the user name or the full name."),
    ),
    "not_a_currency": (gettext_noop("This is not a currency."), gettext_noop("Write three letters such as CNY.")),
    "not_a_code": (
        gettext_noop("The unified social credit code is wrong: its check digit does not fit."),
        gettext_noop("Compare it with the business licence."),
    ),
    "not_a_mail": (gettext_noop("This is not a mail address."), gettext_noop("Write it like name@example.com.")),
    "not_yes_no": (gettext_noop("This is neither yes nor no."), gettext_noop("Write yes or no.")),
    "no_tax_rate": (
        gettext_noop("The amount includes VAT, but no rate is given."),
        gettext_noop("Add a column with the VAT rate, or fix one rate for the file."),
    ),
    "repeated": (
        gettext_noop("Row %(row)s says the same already."),
        gettext_noop("Keep one of the two rows."),
    ),
    "repeated_key": (
        gettext_noop("A row further up has the same key."),
        gettext_noop("Keep one of the two rows."),
    ),
    "unknown_record": (
        gettext_noop("“%(value)s” is not known here."),
        gettext_noop("Import or enter it first, or correct the number."),
    ),
    "unknown_customer": (
        gettext_noop("This customer is not in the archive."),
        gettext_noop("Create the customer first, or correct the number."),
    ),
    "ambiguous_customer": (
        gettext_noop("Several customers have this name."),
        gettext_noop("Add the customer's number or credit code."),
    ),
    "archived_customer": (gettext_noop("The customer is in the bin."), gettext_noop("Restore the customer first.")),
    "customer_conflict": (
        gettext_noop("The number and the credit code belong to different customers."),
        gettext_noop("Correct one of the two."),
    ),
    "ambiguous_contact": (
        gettext_noop("Several contacts fit."),
        gettext_noop("Add the contact's number or mail address."),
    ),
    "unknown_person": (
        gettext_noop("Nobody called “%(value)s” works at this customer."),
        gettext_noop("Write the name or number of somebody who is in the archive or in this file."),
    ),
    "ambiguous_person": (
        gettext_noop("Several people called “%(value)s” work at this customer."),
        gettext_noop("Write the number of the contact instead of the name."),
    ),
    "circle_of_managers": (
        gettext_noop("“%(value)s” reports to this person already, directly or through others."),
        gettext_noop("Correct one of these lines."),
    ),
    "unknown_kpi": (
        gettext_noop("There is no outcome KPI “%(value)s”."),
        gettext_noop("Write the code or the name of a KPI of the library, or define it there first."),
    ),
    "ambiguous_kpi": (
        gettext_noop("Several outcome KPIs are called “%(value)s”."),
        gettext_noop("Write the code of the KPI instead of its name."),
    ),
    "day_ahead": (gettext_noop("This day lies ahead."), gettext_noop("Check the day.")),
    "day_behind": (
        gettext_noop("This day is behind us."),
        gettext_noop("Log what took place as a contact instead."),
    ),
    "day_stands": (
        gettext_noop("The promise stands with another day: %(day)s."),
        gettext_noop("Move it on its page, with who of theirs agreed."),
    ),
    "no_owner": (
        gettext_noop("Nobody is named, and nobody looks after the customer."),
        gettext_noop("Write the user name or the full name of a colleague."),
    ),
    "amount_and_quantity": (
        gettext_noop("The row gives an amount and a quantity."),
        gettext_noop("Keep one of them, or write two rows."),
    ),
    "point_stands": (
        gettext_noop("This point of control stands already, with index %(index)s."),
        gettext_noop("Withdraw it on the strategy page first, or give the row a number of its own."),
    ),
    "code_taken": (
        gettext_noop("Another customer has this credit code already."),
        gettext_noop("Correct the code, or merge the two customers."),
    ),
    "left_before_joined": (
        gettext_noop("The day of leaving is before the day of joining."),
        gettext_noop("Check both dates."),
    ),
    "not_positive": (
        gettext_noop("The amount is not greater than zero."),
        gettext_noop("Bring a credit note in as a payment; correct the amount otherwise."),
    ),
    "due_before_issue": (
        gettext_noop("The invoice is due before it is issued."),
        gettext_noop("Check both dates."),
    ),
    "matures_before_paid": (
        gettext_noop("The bill matures before it was received."),
        gettext_noop("Check both dates."),
    ),
    "only_bills_mature": (
        gettext_noop("Only a bank acceptance bill has a day of maturity."),
        gettext_noop("Correct the way to pay, or empty the cell."),
    ),
    "more_than_open": (
        gettext_noop("The payment is more than what is open of the invoice: %(value)s."),
        gettext_noop("Split the payment over several rows, or leave the invoice out."),
    ),
    "less_than_allocated": (
        gettext_noop("Payments of %(value)s are allocated to this invoice by hand already."),
        gettext_noop("Take them back first, or correct the amount."),
    ),
    "ends_before_it_starts": (
        gettext_noop("The second day lies before the first."),
        gettext_noop("Check both dates."),
    ),
    "ended_without_a_day": (
        gettext_noop("It has ended, but the day is missing."),
        gettext_noop("Fill in the day, or mark it as open."),
    ),
    "open_with_a_day": (
        gettext_noop("It is open and has a day of its end."),
        gettext_noop("Delete the day, or say how it ended."),
    ),
    "not_a_moment": (
        gettext_noop("This is not a day with a time."),
        gettext_noop("Write it like 2026-03-31 14:05."),
    ),
    "not_a_time": (gettext_noop("This is not a time of day."), gettext_noop("Write it like 14:05.")),
    "no_evidence": (
        gettext_noop("Ratings 1, 4 and 5 need evidence."),
        gettext_noop("Say what was seen, and when."),
    ),
    "moment_ahead": (gettext_noop("This moment lies ahead."), gettext_noop("Check day and time.")),
    "before_raised": (
        gettext_noop("This moment lies before the request was raised."),
        gettext_noop("Check both moments."),
    ),
    "period_open": (
        gettext_noop("This period is not over; it ends on %(day)s."),
        gettext_noop("Bring the row in once the period is over."),
    ),
    "below_zero": (gettext_noop("The amount is below zero."), gettext_noop("Correct the amount.")),
    "no_rate": (
        gettext_noop("The rate is not greater than zero."),
        gettext_noop("Write how much of the base currency one unit costs."),
    ),
    "rate_of_base": (
        gettext_noop("The base currency has no rate: it is 1."),
        gettext_noop("Delete the row."),
    ),
    "not_above_zero": (gettext_noop("The amount is not above zero."), gettext_noop("Correct the amount.")),
    "refused": ("%(why)s", ""),
    "not_allowed": (
        gettext_noop("You may not change this record."),
        gettext_noop("Ask sales operations."),
    ),
    "contact_elsewhere": (
        gettext_noop("This contact works at another customer."),
        gettext_noop("Move the contact there first, or correct the number."),
    ),
    "same_parent": (gettext_noop("A customer cannot be its own group parent."), gettext_noop("Leave the cell empty.")),
}
