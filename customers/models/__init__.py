from customers.models.customer import AccountMember, Customer, ExternalId, OwnerAssignment
from customers.models.events import HistoryEntry
from customers.models.imports import BeforeImage, ImportRun, RejectedRow
from customers.models.ledger import CostLine, ExchangeRate, MonthlyTotal, RevenueLine
from customers.models.people import (
    AttitudeRecord,
    ConsentRecord,
    Contact,
    ContactExternalId,
    ContactPoint,
    DecisionRole,
    Department,
    Person,
)
from customers.models.search import CustomerSearchKey, PersonSearchKey
from customers.models.standing import CustomerStanding
from customers.models.terms import AcquisitionChannel, DepartmentFunction, Industry, Product, Region, Tag

__all__ = [
    "AccountMember",
    "AcquisitionChannel",
    "AttitudeRecord",
    "BeforeImage",
    "ConsentRecord",
    "Contact",
    "ContactExternalId",
    "ContactPoint",
    "CostLine",
    "Customer",
    "CustomerSearchKey",
    "CustomerStanding",
    "DecisionRole",
    "Department",
    "DepartmentFunction",
    "ExchangeRate",
    "ExternalId",
    "HistoryEntry",
    "ImportRun",
    "Industry",
    "MonthlyTotal",
    "OwnerAssignment",
    "Person",
    "PersonSearchKey",
    "Product",
    "Region",
    "RejectedRow",
    "RevenueLine",
    "Tag",
]
