import itertools
import re
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from office.models import ApiKey, AuditEntry, CalendarDay, Company, Job, OutgoingMail, RoleGrant, Team, User
from office.models.audit_entry import AppendOnlyError
from office.presenters import audit
from office.roles import Role
from office.selectors import calendar_overrides
from office.services import auditing, company, mailing, people
from relationships.services import gifts
from tests.factories.office import make_team


def user_form(user, *grants, **changes):
    """What the browser would send for a colleague's page; `grants` are (id, role, team, delete?)."""
    form = {
        "username": user.username,
        "name": user.name,
        "email": user.email,
        "language": user.language,
        "theme": user.theme,
        "team": user.team_id or "",
        "is_active": "on" if user.is_active else "",
        "grants-TOTAL_FORMS": len(grants),
        "grants-INITIAL_FORMS": sum(1 for grant in grants if grant[0]),
    }
    for number, (pk, role, team, delete) in enumerate(grants):
        fields = {"id": pk or "", "user": user.pk, "role": role, "team": team or "", "DELETE": "on" if delete else ""}
        form |= {f"grants-{number}-{name}": value for name, value in fields.items() if value != "" or name != "DELETE"}
    return form | changes


def change(client, user, *grants, **changes):
    return client.post(reverse("admin:office_user_change", args=[user.pk]), user_form(user, *grants, **changes))


def read(record, form):
    """`form` with what the page had shown in each of its fields, as the browser sends it along."""
    return form | {f"initial-{name}": getattr(record, name) for name in form}


def verbs():
    return list(AuditEntry.objects.exclude(verb="signed_in").order_by("pk").values_list("verb", "by__username"))


def grant_of(user):
    return RoleGrant.objects.get(user=user)


def test_an_administrator_gives_and_takes_roles_and_the_audit_tells(signed_in, cast):
    mei, ada = cast["mei"], signed_in("ada")
    held = grant_of(mei)
    answer = change(ada, mei, (held.pk, Role.CSM, None, True), (None, Role.LEAD, make_team("South").pk, False))
    assert answer.status_code == 302, answer.context["errors"]
    assert User.objects.get(pk=mei.pk).roles == {Role.LEAD}
    assert User.objects.get(pk=mei.pk).led_team_ids == {make_team("South").pk}
    assert grant_of(mei).granted_by == cast["ada"]
    assert {verb for verb, _by in verbs()} == {"user_changed", "role_granted", "role_revoked"}
    assert {by for _verb, by in verbs()} == {"ada"}


def test_a_role_changed_in_place_is_taken_and_given(signed_in, cast):
    mei = cast["mei"]
    change(signed_in("ada"), mei, (grant_of(mei).pk, Role.SALES_OPS, None, False))
    assert User.objects.get(pk=mei.pk).roles == {Role.SALES_OPS}
    assert [verb for verb, _by in verbs()] == ["user_changed", "role_revoked", "role_granted"]


@pytest.mark.parametrize(
    ("role", "team"), [(Role.LEAD, False), (Role.CSM, True)], ids=["a lead without a team", "a team without a lead"]
)
def test_a_grant_that_makes_no_sense_is_explained(signed_in, cast, role, team):
    mei = cast["mei"]
    held = grant_of(mei)
    answer = change(
        signed_in("ada"),
        mei,
        (held.pk, Role.CSM, None, False),
        (None, role, make_team("South").pk if team else None, False),
    )
    assert answer.status_code == 200
    assert User.objects.get(pk=mei.pk).roles == {Role.CSM}


def test_the_last_administrator_stays(signed_in, cast):
    ada = cast["ada"]
    client = signed_in("ada")
    held = grant_of(ada)
    assert change(client, ada, (held.pk, Role.ADMIN, None, True)).status_code == 200
    assert change(client, ada, (held.pk, Role.ADMIN, None, False), is_active="").status_code == 200
    assert User.objects.get(pk=ada.pk).is_superuser
    with pytest.raises(people.LastAdministratorError):
        people.revoke(held, by=ada)
    people.grant(cast["ops"], Role.ADMIN, by=ada)
    assert change(client, ada, (held.pk, Role.ADMIN, None, True)).status_code == 302
    assert not User.objects.get(pk=ada.pk).is_superuser


def test_a_new_colleague_is_made_with_a_password_and_noted(signed_in):
    password = "a fine day for tests"
    form = {"username": "nina", "name": "倪娜", "email": "", "usable_password": "true"}
    form |= {"password1": password, "password2": password}
    form |= {"grants-TOTAL_FORMS": 0, "grants-INITIAL_FORMS": 0}
    answer = signed_in("ada").post(reverse("admin:office_user_add"), form)
    assert answer.status_code == 302, answer.context["errors"]
    assert User.objects.get(username="nina").check_password(password)
    assert verbs() == [("user_created", "ada")]


@pytest.mark.parametrize("who", ["ops", "mei", "fin"])
def test_who_is_no_administrator_cannot_touch_colleagues(signed_in, cast, who):
    client = signed_in(who)
    otto = cast["otto"]
    assert change(client, otto, (None, Role.ADMIN, None, False), name="x").status_code == 403
    password_page = reverse("admin:auth_user_password_change", args=[otto.pk])
    assert client.get(password_page).status_code == 403
    assert client.post(password_page, {"password1": "x", "password2": "x"}).status_code == 403
    assert User.objects.get(pk=otto.pk).roles == {Role.CSM}
    assert verbs() == []


def test_nobody_is_deleted(signed_in, cast):
    assert signed_in("ada").get(reverse("admin:office_user_delete", args=[cast["mei"].pk])).status_code == 403


def test_the_system_user_is_not_listed(signed_in):
    system = User.objects.system()
    assert signed_in("ada").get(reverse("admin:office_user_change", args=[system.pk])).status_code == 404


@pytest.mark.parametrize("query", ["?grants__role__exact=csm", "?q=mei", "?is_active__exact=1"])
def test_colleagues_can_be_searched_and_filtered(signed_in, query):
    assert signed_in("ada").get(reverse("admin:office_user_changelist") + query).status_code == 200


def test_the_list_of_colleagues_cannot_be_searched_by_the_hash_of_a_password(signed_in):
    answer = signed_in("ops").get(reverse("admin:office_user_changelist") + "?password__startswith=md5")
    assert answer.status_code == 400


def test_sales_operations_keep_company_and_calendar(signed_in):
    client = signed_in("ops")
    page = reverse("admin:office_company_change", args=[1])
    form = {"name": "知行", "base_currency": "EUR", "time_zone": "Europe/Berlin", "default_language": "en"}
    assert client.post(page, read(Company.seeded(), form)).status_code == 302
    ours = Company.objects.get()
    assert (ours.name, ours.base_currency, ours.time_zone, ours.version) == ("知行", "EUR", "Europe/Berlin", 2)
    day = {"date": "2026-10-10", "working": "on", "note": "调休"}
    assert client.post(reverse("admin:office_calendarday_add"), day).status_code == 302
    assert calendar_overrides() == {date(2026, 10, 10): True}
    assert calendar_overrides(date(2026, 10, 11)) == calendar_overrides(end=date(2026, 10, 9)) == {}
    assert verbs() == [("company_changed", "ops"), ("calendar_changed", "ops")]


def test_the_base_currency_is_locked_by_the_first_ledger_line(signed_in, cast):
    company.lock_base_currency()
    page = reverse("admin:office_company_change", args=[1])
    form = {"name": "知行", "base_currency": "EUR", "time_zone": "Asia/Shanghai", "default_language": "zh-hans"}
    signed_in("ops").post(page, read(Company.seeded(), form))
    ours = Company.objects.get()
    assert (ours.name, ours.base_currency) == ("知行", "CNY")
    ours.base_currency = "EUR"
    with pytest.raises(company.BaseCurrencyLockedError):
        company.save(ours, by=cast["ops"], fields=["base_currency"])


def test_the_lock_keeps_its_first_moment(db, clock):
    company.lock_base_currency()
    first = Company.objects.get().base_currency_locked_at
    clock.shift(60)
    company.lock_base_currency()
    assert Company.objects.get().base_currency_locked_at == first


@pytest.mark.parametrize("model", [AuditEntry, Job, ApiKey, OutgoingMail], ids=lambda model: model.__name__)
def test_what_services_write_is_read_only_even_for_administrators(signed_in, model):
    client = signed_in("ada")
    assert client.get(reverse(f"admin:office_{model._meta.model_name}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:office_{model._meta.model_name}_add")).status_code == 403


def test_the_audit_is_only_ever_added_to(cast):
    entry = auditing.record(auditing.EXPORTED, by=cast["mei"], address="not an address", list="customers", rows=3)
    assert (entry.address, entry.details) == (None, {"list": "customers", "rows": 3})
    entry.verb = "nothing"
    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            attempt()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update(verb="nothing")


def test_jobs_are_tried_again_and_mails_released_by_actions(signed_in, cast):
    client = signed_in("ada")
    job = Job.objects.create(kind="test.gone", by=cast["ops"], state="failed")
    done = Job.objects.create(kind="test.gone", by=cast["ops"], state="succeeded")
    jobs_page = reverse("admin:office_job_changelist")
    client.post(jobs_page, {"action": "try_again", "_selected_action": [job.pk, done.pk]})
    assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == ["queued", "succeeded"]
    mail = mailing.queue(purpose="weekly", period="2026-W47", person=cast["fay"], subject="Week", body="…")
    OutgoingMail.objects.update(state="unknown")
    client.post(
        reverse("admin:office_outgoingmail_changelist"), {"action": "send_again", "_selected_action": [mail.pk]}
    )
    mail.refresh_from_db()
    assert mail.state == "pending"


def test_the_lists_of_the_admin_cost_the_same_for_few_and_for_many(signed_in, cast, queries_of):
    client = signed_in("ada")
    page = reverse("admin:office_user_changelist")
    few = queries_of(client, page)
    for number in range(20):
        User.objects.create_user(f"more{number}", team=make_team(f"Team {number}"), roles=(Role.CSM,))
    assert queries_of(client, page) == few


def test_a_team_whose_name_changed_has_a_new_version(signed_in, cast):
    north = make_team("North")
    signed_in("ada").post(reverse("admin:office_team_change", args=[north.pk]), read(north, {"name": "Nord"}))
    assert Team.objects.filter(pk=north.pk).values_list("name", "version").get() == ("Nord", 2)
    assert CalendarDay.objects.count() == 0


def test_every_file_that_somebody_may_take_away_has_a_name_in_the_audit():
    told = re.compile(r'\b(?:listing|list|LISTING|what)\s?=\s?f?"([a-z_.:{}-]+)"')
    apps = [Path(app).rglob("*.py") for app in ("office", "customers", "relationships", "voice", "reports")]
    names = {name for path in itertools.chain(*apps) for name in told.findall(path.read_text(encoding="utf-8"))}
    names = {re.sub(r"\{[^}]*\}", "net_margin", name) for name in names}
    assert {"leads", "relationships.map", "customers.figure.net_margin", "portfolio.heat_map"} <= names
    assert {name for name in names if audit.file_name(name) == name} == set()
    with translation.override("en"):
        assert audit.file_name("customers.figure.net_margin") == "Figure: net margin"
        assert audit.file_name("portfolio.retention.cohorts") == "Portfolio: Retention"
        assert audit.file_name("portfolio.figure.top1") == "Portfolio: Concentration"
        assert audit.file_name("company_money:spend") == "Company money: Acquisition spend"


def test_every_verb_of_the_audit_has_words_and_no_list_shows_a_code():
    verbs = {value for name, value in vars(auditing).items() if name.isupper() and isinstance(value, str)}
    assert set(audit.VERBS) - verbs == {gifts.LIMITS_CHANGED}, "what other apps bring"
    assert verbs <= set(audit.VERBS)


def test_the_audit_tells_sentences_that_name_whom_and_what(signed_in, cast):
    people.grant(cast["otto"], Role.FINANCE, by=cast["ada"])
    company.save(Company.seeded(), by=cast["ada"], fields=["name", "time_zone"])
    auditing.record(auditing.CALENDAR_CHANGED, by=cast["ops"], date="2026-10-10", working=True)
    auditing.record(auditing.EXPORTED, by=cast["ops"], list="import.rejected", rows=1204)
    browser = signed_in("ada")
    text = browser.get(reverse("admin:office_auditentry_changelist")).content.decode()
    assert "给予角色：欧拓，财务" in text
    assert "公司资料已修改：名称，时区" in text
    assert "日历已修改：2026-10-10，工作日" in text
    assert "已下载文件：导入时退回的行，1,204 行" in text
    assert "role_granted" not in text.replace("verb=role_granted", "")
    entry = AuditEntry.objects.get(verb=auditing.ROLE_GRANTED)
    assert "欧拓" in browser.get(reverse("admin:office_auditentry_change", args=[entry.pk])).content.decode()


def test_the_audit_is_narrowed_by_verb(signed_in, cast):
    auditing.record(auditing.EXPORTED, by=cast["ops"], what="weekly_report", period="2026-W47")
    browser = signed_in("ada")
    rows = browser.get(reverse("admin:office_auditentry_changelist"), {"verb": "exported"}).context["cl"].result_list
    assert [row.sentence for row in rows] == ["已下载文件：周报，2026-W47"]


def test_the_audit_costs_the_same_with_many_entries(signed_in, cast, queries_of):
    people.grant(cast["otto"], Role.FINANCE, by=cast["ada"])
    browser, address = signed_in("ada"), reverse("admin:office_auditentry_changelist")
    browser.get(address)
    few = queries_of(browser, address)
    for role in (Role.FOUNDER, Role.EXECUTIVE, Role.SALES_OPS):
        for name in ("mei", "eve", "fin"):
            people.grant(cast[name], role, by=cast["ada"])
    assert queries_of(browser, address) == few
