"""Taking the sample company out again, with whatever was added to its customers while trying it."""

from typing import cast

from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError

from customers.models import (
    AcquisitionSpend,
    Allocation,
    Certificate,
    CompanyStanding,
    Competitor,
    Contact,
    Contract,
    Correction,
    CostLine,
    Customer,
    CustomerYear,
    Deal,
    Department,
    EffortEntry,
    ExternalId,
    Funds,
    HourlyRate,
    Invoice,
    Lead,
    LighthouseRecord,
    Need,
    Payment,
    Person,
    Product,
    Rating,
    Referral,
    Region,
    RemovedFact,
    RevenueLine,
    SatisfactionScore,
    StrategicInvestment,
    Tag,
    Target,
    TierOverride,
    ValuePlan,
    WalletEstimate,
)
from office.demo import DOMAIN
from office.models import Job, OutgoingMail, Team, User
from relationships.models import (
    BuyingDecision,
    Confirmation,
    ControlPoint,
    DecisionRequest,
    EvidenceFile,
    Goal,
    Interaction,
    JointReview,
    NextAction,
    OrganisationalItem,
    OutcomeKpi,
    OutcomeReading,
    PlannedContact,
    Playbook,
    PlaybookRun,
    Promise,
    RiskClause,
    ServiceRequest,
    SolvencyWarning,
    StrategyAnswer,
    StrategyMove,
    StrategyPlan,
    UsageMeasure,
    UsageReading,
    VolumeAgreement,
    WinBackAttempt,
)
from relationships.services import evidence_files
from reports.demo import money
from reports.models import Recalculation, WeeklyReport
from reports.services.demo import courtesy, plans, workdays
from reports.services.demo.archive import CITY_TIERS, SOURCE, TAG
from reports.services.demo.staff import TEAMS
from voice.models import (
    DutyAbsence,
    DutyRoster,
    DutySwap,
    Edition,
    EditionQuote,
    Erratum,
    FollowUp,
    Redaction,
    SampleWords,
    Verbatim,
    VoiceItem,
    VoiceTransition,
)

OF_CUSTOMER: tuple[type[models.Model], ...] = (
    Payment,
    Invoice,
    EffortEntry,
    StrategicInvestment,
    Contract,
    Deal,
    SatisfactionScore,
    WalletEstimate,
    CustomerYear,
    Certificate,
    Rating,
    TierOverride,
    LighthouseRecord,
    ValuePlan,
    StrategyAnswer,
    ControlPoint,
    DecisionRequest,
    StrategyMove,
    StrategyPlan,
    Need,
)

BETWEEN: tuple[type[models.Model], ...] = (
    JointReview,
    Promise,
    OrganisationalItem,
    RiskClause,
    VolumeAgreement,
    SolvencyWarning,
    WinBackAttempt,
)

OF_COMPANY: tuple[type[models.Model], ...] = (Referral, Lead, AcquisitionSpend, Funds, Target, HourlyRate)


@transaction.atomic
def remove() -> dict[str, int]:
    """Delete the sample company's rows; own customers and colleagues stay. Returns how many of each went.

    A sample login that own records point to is switched off instead of deleted.
    """
    customers = Customer.objects.filter(pk__in=ExternalId.objects.filter(source=SOURCE).values("customer_id"))
    ids = list(customers.values_list("pk", flat=True))
    voices = _voices(ids)
    for kind in BETWEEN:
        kind._default_manager.filter(customer__in=ids).delete()
        _forget_what_is_gone(kind)
    NextAction.objects.filter(customer__in=ids).delete()
    PlaybookRun.objects.filter(customer__in=ids).delete()
    PlannedContact.objects.filter(customer__in=ids).delete()
    plans.remove(ids)
    courtesy.remove(ids)
    workdays.remove()
    _goals(ids)
    _usage(ids)
    decisions = list(BuyingDecision.objects.filter(customer__in=ids).values_list("pk", flat=True))
    BuyingDecision.objects.filter(pk__in=decisions).delete()
    Interaction.objects.filter(customer__in=ids).delete()
    RevenueLine.objects.filter(customer__in=ids).delete()
    CostLine.objects.filter(customer__in=ids).delete()
    Product.objects.filter(
        code__startswith=f"{SOURCE}-", revenueline=None, outcome_kpis=None, usage_measures=None
    ).delete()
    _money(ids)
    contacts = list(Contact.objects.filter(customer__in=ids).values_list("pk", "person_id"))
    people = [person for _contact, person in contacts]
    departments = list(Department.objects.filter(customer__in=ids).values_list("pk", flat=True))
    Customer.objects.filter(parent__in=ids).update(parent=None)
    Customer.objects.filter(pk__in=ids).delete()
    Competitor._default_manager.filter(code__startswith=f"{SOURCE}-", ties=None).delete()
    gone = Person.objects.filter(pk__in=people, positions=None)
    gone.delete()
    # Deleting writes history too; the past of what never was goes last.
    _forget_history(Customer, ids)
    _forget_history(Contact, [contact for contact, _person in contacts])
    _forget_history(Department, departments)
    _forget_history(Person, people)
    _forget_history(BuyingDecision, decisions)
    for region in cast("models.QuerySet[Region]", Region._default_manager.filter(code__in=CITY_TIERS)):
        if region.city_tier == CITY_TIERS[region.code]:
            region.city_tier = None
            region.save(update_fields=["city_tier"])
    Tag.objects.filter(name__in=TAG.values(), customer=None).delete()
    return {"customers": len(ids), "voices": voices, "logins": _people()}


def _goals(ids: list[int]) -> None:
    """What the customers wanted to reach, and the definitions on which no other goal stands."""
    Confirmation.objects.filter(reading__customer__in=ids).delete()
    evidence_files.forget(EvidenceFile.objects.filter(reading__customer__in=ids))
    OutcomeReading.objects.filter(customer__in=ids).delete()
    wanted = Goal.objects.filter(customer__in=ids)
    wanted.update(current=None)
    wanted.delete()
    OutcomeKpi.objects.filter(product__code__startswith=f"{SOURCE}-", goals=None).delete()


def _usage(ids: list[int]) -> None:
    """How they used what they bought, and the measures by which no other customer's use is counted."""
    UsageReading.objects.filter(customer__in=ids).delete()
    requests = ServiceRequest.objects.filter(customer__in=ids)
    asked = list(requests.values_list("pk", flat=True))
    requests.delete()
    ServiceRequest.history.filter(id__in=asked).delete()
    UsageMeasure.objects.filter(product__code__startswith=f"{SOURCE}-", readings=None).delete()


def _money(ids: list[int]) -> None:
    """What the sample customers owed, promised and were judged by, and the company's own invented numbers."""
    Allocation.objects.filter(models.Q(invoice__customer__in=ids) | models.Q(payment__customer__in=ids)).delete()
    Referral.objects.filter(models.Q(customer__in=ids) | models.Q(named__in=ids)).delete()
    Lead.objects.filter(models.Q(customer__in=ids) | models.Q(source=SOURCE)).delete()
    for model in OF_CUSTOMER:
        model._default_manager.filter(customer__in=ids).delete()
    RemovedFact.objects.filter(customer=None, row__source=SOURCE).delete()
    AcquisitionSpend.objects.filter(source=SOURCE).delete()
    Funds.objects.filter(note__in=money.TEXTS["funds"]).delete()
    Target.objects.filter(note__in=money.TEXTS["funds"]).delete()
    invented = {(role, hourly) for told in (money.HOURLY, money.HOURLY_BEFORE) for role, hourly in told.items()}
    for role, hourly in invented:
        HourlyRate.objects.filter(role=role, hourly=hourly).delete()
    if not Customer.objects.exclude(pk__in=ids).exists():
        CompanyStanding.objects.all().delete()
    for kind in (*OF_CUSTOMER, *OF_COMPANY):
        _forget_what_is_gone(kind)
    for kind in (RevenueLine, CostLine, Invoice, Payment):
        _forget_corrections(kind)


def _forget_corrections(model: type[models.Model]) -> None:
    kept = Correction.objects.filter(model=model._meta.label_lower)
    kept.exclude(record_id__in=model._default_manager.values("pk")).delete()


def _forget_what_is_gone(model: type[models.Model]) -> None:
    """The history of rows that are no more, where the model keeps one."""
    history = getattr(model, "history", None)
    if history is not None:
        history.exclude(id__in=model._default_manager.values("pk")).delete()


def _voices(ids: list[int]) -> int:
    """Words may go only when a row calls them invented; what a visitor typed in for a sample customer counts as such."""
    items = VoiceItem.objects.filter(customer__in=ids)
    editions = Edition.objects.filter(models.Q(sample=True) | models.Q(quotes__voice__in=items)).distinct()
    known = list(editions.values_list("pk", flat=True))
    FollowUp.objects.filter(models.Q(edition__in=known) | models.Q(quote__edition__in=known)).delete()
    Erratum.objects.filter(edition__in=known).delete()
    EditionQuote.objects.filter(models.Q(edition__in=known) | models.Q(voice__in=items)).delete()
    Edition.objects.filter(pk__in=known).delete()
    words = list(items.values_list("verbatim_id", flat=True))
    SampleWords.objects.bulk_create((SampleWords(verbatim_id=each) for each in words), ignore_conflicts=True)
    VoiceTransition.objects.filter(item__in=items).delete()
    Redaction.objects.filter(verbatim__in=words).delete()
    items.update(duplicate_of=None, status="new", superseded_by=None)
    count = items.count()
    items.delete()
    Verbatim.objects.filter(pk__in=words).delete()
    SampleWords.objects.filter(verbatim_id__in=words).delete()
    return count


def _forget_history(model: type[models.Model], ids: list[int]) -> None:
    apps.get_model(model._meta.app_label, f"historical{model._meta.model_name}")._default_manager.filter(
        id__in=ids
    ).delete()


def _people() -> int:
    staff = User.objects.filter(email__endswith=f"@{DOMAIN}")
    WeeklyReport.objects.filter(reader__in=staff).delete()
    Recalculation.objects.filter(by__in=staff).delete()
    OutgoingMail.objects.filter(person__in=staff).delete()
    Job.objects.filter(by__in=staff).delete()
    Playbook.objects.filter(switched_on_by__in=staff).update(
        switched_on_at=None, switched_on_by=None, daily_cap=Playbook._meta.get_field("daily_cap").default
    )
    DutySwap.objects.filter(models.Q(absentee__in=staff) | models.Q(taken_by__in=staff)).delete()
    DutyAbsence.objects.filter(user__in=staff).delete()
    DutyRoster.objects.filter(created_by__in=staff).delete()
    count = 0
    for user in staff:
        count += _goes(user) or _switched_off(user)
    Team.objects.filter(name__in=[name for names in TEAMS.values() for name in names], members=None).delete()
    return count


def _goes(user: User) -> bool:
    try:
        with transaction.atomic():
            user.grants.all().delete()
            user.delete()
    except ProtectedError:
        return False
    return True


def _switched_off(user: User) -> bool:
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    return True
