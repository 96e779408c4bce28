from customers.models.company_money import AcquisitionSpend, Funds, Target
from customers.models.corrections import Correction, RemovedFact
from customers.models.customer import AccountMember, Customer, ExternalId, OwnerAssignment
from customers.models.decisions import DefectorAlert, StressScenario, ValuationSettings
from customers.models.effort import EffortEntry, HourlyRate
from customers.models.events import HistoryEntry
from customers.models.imports import BeforeImage, ImportRun, RejectedRow
from customers.models.investments import StrategicInvestment
from customers.models.judgements import LighthouseRecord, Rating, TierOverride, ValuePlan
from customers.models.knowledge import Certificate, CustomerYear, SatisfactionScore, WalletEstimate
from customers.models.ledger import CostLine, ExchangeRate, MonthlyTotal, RevenueLine
from customers.models.needs import Need
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
from customers.models.pipeline import Contract, Deal, Lead, Referral
from customers.models.receivables import Allocation, Invoice, Payment
from customers.models.search import CustomerSearchKey, PersonSearchKey
from customers.models.standing import CompanyStanding, CustomerStanding, StandingKind
from customers.models.terms import AcquisitionChannel, Competitor, DepartmentFunction, Industry, Product, Region, Tag
from customers.models.undoing import ImportUndo, UndoneRecord

__all__ = [
    "AccountMember",
    "AcquisitionChannel",
    "AcquisitionSpend",
    "Allocation",
    "AttitudeRecord",
    "BeforeImage",
    "Certificate",
    "CompanyStanding",
    "Competitor",
    "ConsentRecord",
    "Contact",
    "ContactExternalId",
    "ContactPoint",
    "Contract",
    "Correction",
    "CostLine",
    "Customer",
    "CustomerSearchKey",
    "CustomerStanding",
    "CustomerYear",
    "Deal",
    "DecisionRole",
    "DefectorAlert",
    "Department",
    "DepartmentFunction",
    "EffortEntry",
    "ExchangeRate",
    "ExternalId",
    "Funds",
    "HistoryEntry",
    "HourlyRate",
    "ImportRun",
    "ImportUndo",
    "Industry",
    "Invoice",
    "Lead",
    "LighthouseRecord",
    "MonthlyTotal",
    "Need",
    "OwnerAssignment",
    "Payment",
    "Person",
    "PersonSearchKey",
    "Product",
    "Rating",
    "Referral",
    "Region",
    "RejectedRow",
    "RemovedFact",
    "RevenueLine",
    "SatisfactionScore",
    "StandingKind",
    "StrategicInvestment",
    "StressScenario",
    "Tag",
    "Target",
    "TierOverride",
    "UndoneRecord",
    "ValuationSettings",
    "ValuePlan",
    "WalletEstimate",
]
