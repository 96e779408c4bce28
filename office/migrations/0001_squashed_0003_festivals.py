"""The schema as one step for a new database: each table is made whole, where the steps replaced made it bit by bit."""

from importlib import import_module

import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import office.models.company
from office.whole_tables import CreateModels


def _of(name):
    """The migration that brought first content or triggers; its rows stand there once."""
    return import_module(f"{__package__}.{name}")


def fill(apps, schema_editor):
    _of("0003_festivals").seed(apps, schema_editor)


def take_back(apps, schema_editor):
    """What was filled in goes with its tables."""


class Migration(migrations.Migration):
    replaces = [("office", "0001_initial"), ("office", "0002_job_hint"), ("office", "0003_festivals")]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("date", models.DateField(unique=True, verbose_name="date")),
                        ("working", models.BooleanField(default=False, verbose_name="working day")),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
                    ],
                    options={
                        "verbose_name": "calendar day",
                        "verbose_name_plural": "calendar days",
                        "ordering": ["date"],
                    },
                ),
                migrations.CreateModel(
                    name="Company",
                    fields=[
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "base_currency",
                            models.CharField(
                                help_text="All sums are shown in it. It cannot change once the ledger has a line.",
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{3}\\Z", "Three capital letters, such as CNY."
                                    )
                                ],
                                verbose_name="base currency",
                            ),
                        ),
                        (
                            "base_currency_locked_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="base currency locked at"
                            ),
                        ),
                        (
                            "time_zone",
                            models.CharField(
                                max_length=64, validators=[office.models.company.check_zone], verbose_name="time zone"
                            ),
                        ),
                        (
                            "default_language",
                            models.CharField(
                                choices=[("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")],
                                max_length=10,
                                verbose_name="default language",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "company",
                        "verbose_name_plural": "company",
                        "ordering": ["pk"],
                        "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_company")],
                    },
                ),
                migrations.CreateModel(
                    name="FestivalDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "festival",
                            models.CharField(
                                choices=[
                                    ("new_year", "New Year's Day"),
                                    ("spring", "Spring Festival"),
                                    ("lantern", "Lantern Festival"),
                                    ("dragon_boat", "Dragon Boat Festival"),
                                    ("mid_autumn", "Mid-Autumn Festival"),
                                    ("national", "National Day"),
                                ],
                                max_length=12,
                                verbose_name="festival",
                            ),
                        ),
                        ("date", models.DateField(unique=True, verbose_name="date")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="source")),
                    ],
                    options={
                        "verbose_name": "festival day",
                        "verbose_name_plural": "festival days",
                        "ordering": ["date"],
                    },
                ),
                migrations.CreateModel(
                    name="Heartbeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, unique=True, verbose_name="name")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                    ],
                    options={
                        "verbose_name": "heartbeat",
                        "verbose_name_plural": "heartbeats",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Team",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                    ],
                    options={
                        "verbose_name": "team",
                        "verbose_name_plural": "teams",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "Somebody has this user name already."},
                                max_length=150,
                                unique=True,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="user name",
                            ),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="mail address")),
                        (
                            "name",
                            models.CharField(
                                blank=True, help_text="Surname first.", max_length=80, verbose_name="name"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")],
                                help_text="Empty: the company's.",
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(
                                choices=[("auto", "As the device"), ("light", "Light"), ("dark", "Dark")],
                                default="auto",
                                max_length=5,
                                verbose_name="theme",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Switch off instead of deleting: the name stays in old records.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="joined"
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="office.team",
                                verbose_name="team",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "colleague",
                        "verbose_name_plural": "colleagues",
                        "ordering": ["username"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("username"),
                                name="user_name_unique_in_any_case",
                                violation_error_message="Somebody has this user name already.",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("email", ""), _negated=True),
                                name="user_mail_unique_when_set",
                                violation_error_message="Somebody has this mail address already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApiKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=80, verbose_name="what for")),
                        ("prefix", models.CharField(max_length=12, unique=True, verbose_name="begins with")),
                        ("digest", models.CharField(editable=False, max_length=64, unique=True, verbose_name="digest")),
                        ("scopes", models.JSONField(default=list, verbose_name="scopes")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="created at"),
                        ),
                        ("expires_at", models.DateTimeField(verbose_name="expires at")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked at")),
                        ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="last used at")),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="api_keys",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "API key",
                        "verbose_name_plural": "API keys",
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("created_at"))),
                                name="api_key_expires_after_creation",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                        ("verb", models.CharField(max_length=40, verbose_name="what")),
                        ("address", models.GenericIPAddressField(blank=True, null=True, verbose_name="from address")),
                        ("details", models.JSONField(blank=True, default=dict, verbose_name="details")),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "audit entry",
                        "verbose_name_plural": "audit",
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["-at", "-id"], name="audit_newest_first"),
                            models.Index(fields=["verb", "-at"], name="audit_by_verb"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Job",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=60, verbose_name="kind")),
                        (
                            "period",
                            models.CharField(
                                blank=True,
                                help_text="Set for scheduled jobs: once each.",
                                max_length=40,
                                verbose_name="period",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Waiting"),
                                    ("running", "Running"),
                                    ("succeeded", "Done"),
                                    ("failed", "Failed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="queued",
                                max_length=9,
                                verbose_name="state",
                            ),
                        ),
                        ("payload", models.JSONField(blank=True, default=dict, verbose_name="payload")),
                        ("done", models.PositiveBigIntegerField(default=0, verbose_name="done")),
                        ("total", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="of")),
                        ("message", models.CharField(blank=True, max_length=200, verbose_name="message")),
                        ("result", models.JSONField(blank=True, null=True, verbose_name="result")),
                        ("error", models.TextField(blank=True, verbose_name="error")),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                        ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="lease until")),
                        (
                            "hint_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="next hint at"),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="created at"),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="started at")),
                        ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished at")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="jobs",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="started by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "job",
                        "verbose_name_plural": "jobs",
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["state", "lease_until"], name="job_open"),
                            models.Index(fields=["by", "-created_at"], name="job_of_person"),
                            models.Index(fields=["-created_at", "-id"], name="job_newest_first"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("period", ""), _negated=True),
                                fields=("kind", "period"),
                                name="job_once_per_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["queued", "running", "succeeded", "failed", "cancelled"])
                                ),
                                name="job_state_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutgoingMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("purpose", models.CharField(max_length=60, verbose_name="purpose")),
                        ("period", models.CharField(max_length=40, verbose_name="period")),
                        ("subject", models.CharField(max_length=200, verbose_name="subject")),
                        ("body", models.TextField(verbose_name="text")),
                        (
                            "attachments",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Path in the storage, file name, media type.",
                                verbose_name="attachments",
                            ),
                        ),
                        ("message_id", models.CharField(max_length=200, unique=True, verbose_name="message id")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "Waiting"),
                                    ("sending", "Being sent"),
                                    ("sent", "Sent"),
                                    ("failed", "Failed"),
                                    ("unknown", "Perhaps sent"),
                                ],
                                default="pending",
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                        ("error", models.TextField(blank=True, verbose_name="error")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="created at"),
                        ),
                        (
                            "next_try_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="next try at"),
                        ),
                        ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="claimed at")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outgoing_mails",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="to",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "outgoing mail",
                        "verbose_name_plural": "outgoing mails",
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [models.Index(fields=["state", "next_try_at"], name="mail_due")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("purpose", "period", "person"), name="mail_once_per_period_and_person"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoleGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("csm", "Customer success manager"),
                                    ("lead", "Team lead"),
                                    ("founder", "Founder"),
                                    ("executive", "Executive"),
                                    ("finance", "Finance"),
                                    ("sales_ops", "Sales operations"),
                                    ("admin", "Administrator"),
                                ],
                                max_length=12,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "granted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="granted at"),
                        ),
                        (
                            "granted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="granted by",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lead_grants",
                                to="office.team",
                                verbose_name="leads team",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "role",
                        "verbose_name_plural": "roles",
                        "ordering": ["user_id", "role", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("team__isnull", True)),
                                fields=("user", "role"),
                                name="role_granted_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("team__isnull", False)),
                                fields=("user", "role", "team"),
                                name="lead_granted_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role", "lead"), ("team__isnull", False)),
                                    models.Q(models.Q(("role", "lead"), _negated=True), ("team__isnull", True)),
                                    _connector="OR",
                                ),
                                name="only_a_lead_has_a_team",
                                violation_error_message="A team lead needs a team, and only a team lead has one here.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        ["csm", "lead", "founder", "executive", "finance", "sales_ops", "admin"],
                                    )
                                ),
                                name="role_is_known",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunPython(fill, take_back),
    ]
