"""The schema as one step for a new database: each table is made whole, where the steps replaced made it bit by bit."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import customers.money
import relationships.models.filed
import relationships.triggering.registry
from office.whole_tables import CreateModels


def _of(name):
    """The migration that brought first content or triggers; its rows stand there once."""
    return import_module(f"{__package__}.{name}")


def fill(apps, schema_editor):
    _of("0005_playbooks").seed(apps, schema_editor)
    _of("0009_usage").plant_playbook(apps, schema_editor)
    _of("0011_agreements").plant(apps, schema_editor)
    _of("0012_more_playbooks").seed(apps, schema_editor)


def take_back(apps, schema_editor):
    """What was filled in goes with its tables."""


class Migration(migrations.Migration):
    replaces = [
        ("relationships", "0001_initial"),
        ("relationships", "0002_list_order"),
        ("relationships", "0003_ties"),
        ("relationships", "0004_outcomes"),
        ("relationships", "0005_playbooks"),
        ("relationships", "0006_triggers_declared"),
        ("relationships", "0007_reading_source"),
        ("relationships", "0008_promises"),
        ("relationships", "0009_usage"),
        ("relationships", "0010_planned"),
        ("relationships", "0011_agreements"),
        ("relationships", "0012_more_playbooks"),
        ("relationships", "0013_plans"),
        ("relationships", "0014_service_requests"),
        ("relationships", "0015_strategy"),
        ("relationships", "0016_courtesies"),
        ("relationships", "0017_decisions"),
        ("relationships", "0018_confirm_sheets"),
        ("relationships", "0019_competitor_ties"),
        ("relationships", "0020_needs"),
        ("relationships", "0021_plan_progress"),
        ("relationships", "0022_lunar_birthdays"),
        ("relationships", "0023_pack_choices"),
        ("relationships", "0024_more_warnings"),
        ("relationships", "0025_one_name_for_why_withdrawn"),
        ("relationships", "0026_from_files"),
        ("relationships", "0027_keys_of_files"),
        ("relationships", "0028_evidence_files"),
    ]

    initial = True

    dependencies = [
        ("customers", "0001_initial"),
        ("customers", "0012_import_undo"),
        ("customers", "0013_chart_people"),
        ("customers", "0014_competitors"),
        ("customers", "0015_needs"),
        ("customers", "0018_reporting_lines"),
        ("office", "__first__"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Birthday",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "month",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(12),
                                ],
                                verbose_name="month",
                            ),
                        ),
                        (
                            "day",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(31),
                                ],
                                verbose_name="day",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year",
                            ),
                        ),
                        ("lunar", models.BooleanField(default=False, verbose_name="by the farmland calendar")),
                        (
                            "noted_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="noted at"
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="birthday",
                                to="customers.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "birthday",
                        "verbose_name_plural": "birthdays",
                        "ordering": ["month", "day", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("day__range", (1, 31)), ("month__range", (1, 12))),
                                name="birthday_is_a_day_of_the_year",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BuyingDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("what", models.CharField(max_length=200, verbose_name="what is decided")),
                        ("raised_on", models.DateField(verbose_name="need raised on")),
                        ("expected_on", models.DateField(blank=True, null=True, verbose_name="decision expected on")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("decided", "decided"),
                                    ("dropped", "dropped by the customer"),
                                ],
                                default="open",
                                max_length=7,
                                verbose_name="stage",
                            ),
                        ),
                        ("settled_on", models.DateField(editable=False, null=True, verbose_name="settled on")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True, editable=False, max_length=300, verbose_name="what came of it"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="buying_decisions",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "buying decision",
                        "verbose_name_plural": "buying decisions",
                        "ordering": ["settled_on", "expected_on", "raised_on", "id"],
                        "indexes": [models.Index(fields=["customer", "stage"], name="decision_of_customer")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_on", None), ("stage", "open")),
                                    models.Q(
                                        models.Q(("stage", "open"), _negated=True),
                                        ("settled_on__gte", models.F("raised_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_settled_with_its_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "token_hash",
                            models.CharField(
                                editable=False, max_length=64, unique=True, verbose_name="digest of the address"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="issued"
                            ),
                        ),
                        (
                            "revoked_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="revoked"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "calendar address",
                        "verbose_name_plural": "calendar addresses",
                        "ordering": ["-created_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("user",),
                                name="one_live_calendar_per_person",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CompetitorTie",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "strength",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "tied to none"),
                                    (1, "acquainted"),
                                    (2, "works with them"),
                                    (3, "trusts them"),
                                    (4, "speaks for them"),
                                ],
                                verbose_name="judged strength",
                            ),
                        ),
                        ("since", models.DateField(blank=True, null=True, verbose_name="tied since")),
                        ("source", models.CharField(max_length=300, verbose_name="how we know")),
                        ("on", models.DateField(verbose_name="on")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "competitor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties",
                                to="customers.competitor",
                                verbose_name="competitor",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="competitor_ties",
                                to="customers.contact",
                                verbose_name="contact",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tie to a competitor",
                        "verbose_name_plural": "ties to competitors",
                        "ordering": ["-on", "-id"],
                        "indexes": [models.Index(fields=["contact", "-on"], name="competitor_tie_of_contact")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("competitor", None), ("strength", 0)),
                                    models.Q(("competitor__isnull", False), ("strength__range", (1, 4))),
                                    _connector="OR",
                                ),
                                name="competitor_tie_names_whom",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ControlPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        (
                            "key",
                            models.CharField(
                                default=relationships.models.filed.random_key,
                                editable=False,
                                max_length=120,
                                verbose_name="key",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why withdrawn"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("standard", "standard or patent"),
                                    ("chain", "managing the value chain"),
                                    ("position", "dominant position"),
                                    ("relationship", "owning the relationship"),
                                    ("brand", "brand or copyright"),
                                    ("lead", "two-year lead in development"),
                                    ("small_lead", "one-year lead in development"),
                                    ("cost", "cost advantage of 10–20%"),
                                    ("commodity", "commodity at equal cost"),
                                    ("behind", "commodity with a cost disadvantage"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "index",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="index",
                            ),
                        ),
                        ("evidence", models.CharField(max_length=300, verbose_name="evidence")),
                        ("since", models.DateField(verbose_name="since")),
                        ("erodes_by", models.DateField(blank=True, null=True, verbose_name="erodes by")),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="control_points",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "import_run",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "strategic control point",
                        "verbose_name_plural": "strategic control points",
                        "ordering": ["-index", "-since", "-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("key",), name="control_point_natural_key"),
                            models.CheckConstraint(
                                condition=models.Q(("index__range", (1, 10))), name="control_point_1_to_10"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("erodes_by", None), ("erodes_by__gte", models.F("since")), _connector="OR"
                                ),
                                name="control_point_erodes_after_since",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("evidence", ""), _negated=True), name="control_point_with_evidence"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why withdrawn"),
                        ),
                        ("what", models.CharField(max_length=200, verbose_name="what they are to decide")),
                        ("raised_on", models.DateField(verbose_name="raised")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided")),
                        ("outcome", models.CharField(blank=True, max_length=200, verbose_name="what they decided")),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision_requests",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request to decide",
                        "verbose_name_plural": "requests to decide",
                        "ordering": ["-raised_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_on", None), ("decided_on__gte", models.F("raised_on")), _connector="OR"
                                ),
                                name="decision_request_decided_after_raised",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GiftLimits",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                        ("per_gift", customers.money.MoneyField(verbose_name="limit of one gift")),
                        ("per_year", customers.money.MoneyField(verbose_name="limit of a contact in a year")),
                        ("why", models.CharField(max_length=300, verbose_name="why")),
                        (
                            "at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="at"),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gift limits",
                        "verbose_name_plural": "gift limits",
                        "ordering": ["-number"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalBuyingDecision",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("what", models.CharField(max_length=200, verbose_name="what is decided")),
                        ("raised_on", models.DateField(verbose_name="need raised on")),
                        ("expected_on", models.DateField(blank=True, null=True, verbose_name="decision expected on")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("decided", "decided"),
                                    ("dropped", "dropped by the customer"),
                                ],
                                default="open",
                                max_length=7,
                                verbose_name="stage",
                            ),
                        ),
                        ("settled_on", models.DateField(editable=False, null=True, verbose_name="settled on")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True, editable=False, max_length=300, verbose_name="what came of it"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical buying decision",
                        "verbose_name_plural": "historical buying decisions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOrganisationalItem",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("exec_mutual_visit", "mutual visit of executives"),
                                    ("framework_agreement", "framework agreement"),
                                    ("joint_project", "joint project"),
                                    ("periodic_review", "periodic review"),
                                    ("joint_marketing", "joint marketing"),
                                    ("supplier_conference", "supplier conference"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        (
                            "until",
                            models.DateField(
                                blank=True,
                                help_text="Left empty, it counts for a year; a framework agreement until it ends.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="what it was")),
                        (
                            "evidence",
                            models.CharField(
                                blank=True,
                                help_text="Where it is written or seen.",
                                max_length=300,
                                verbose_name="evidence",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical organisational item",
                        "verbose_name_plural": "historical organisational items",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlaybook",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "trigger",
                            models.CharField(
                                choices=relationships.triggering.registry.choices,
                                db_index=True,
                                max_length=40,
                                verbose_name="trigger",
                            ),
                        ),
                        ("title_zh_hans", models.CharField(max_length=80, verbose_name="title (Simplified)")),
                        (
                            "title_zh_hant",
                            models.CharField(blank=True, max_length=80, verbose_name="title (Traditional)"),
                        ),
                        ("title_en", models.CharField(blank=True, max_length=80, verbose_name="title (English)")),
                        (
                            "daily_cap",
                            models.PositiveSmallIntegerField(default=5, verbose_name="customers a day at most"),
                        ),
                        ("switched_on_at", models.DateTimeField(editable=False, null=True, verbose_name="switched on")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "switched_on_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="switched on by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical playbook",
                        "verbose_name_plural": "historical playbooks",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReviewPack",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("period", models.CharField(help_text="As 2026-Q3.", max_length=7, verbose_name="quarter")),
                        (
                            "summary",
                            models.TextField(blank=True, max_length=1200, verbose_name="summary in three sentences"),
                        ),
                        ("left_out", models.JSONField(blank=True, default=list, verbose_name="sections left out")),
                        ("voices_out", models.JSONField(blank=True, default=list, verbose_name="voices left out")),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")],
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical review pack",
                        "verbose_name_plural": "historical review packs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRiskClause",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        ("valid_from", models.DateField(verbose_name="from")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("compensation", "compensation"),
                                    ("exclusivity", "exclusivity"),
                                    ("volume", "agreed volume"),
                                    ("price_formula", "price formula"),
                                    ("joint_investment", "joint investment"),
                                ],
                                max_length=16,
                                verbose_name="kind",
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="what it says")),
                        (
                            "link",
                            models.CharField(
                                blank=True,
                                help_text="Its address.",
                                max_length=500,
                                validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                                verbose_name="document",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical clause on shared risk",
                        "verbose_name_plural": "historical clauses on shared risk",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalServiceRequest",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="manual", max_length=40, verbose_name="system")),
                        (
                            "reference",
                            models.CharField(
                                help_text="Left empty, one is given.", max_length=60, verbose_name="reference"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("change_request", "change request"),
                                    ("question", "question"),
                                    ("fault", "fault"),
                                ],
                                max_length=14,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("mail", "mail"),
                                    ("phone", "phone"),
                                    ("chat", "chat"),
                                    ("portal", "portal"),
                                    ("visit", "visit"),
                                    ("other", "other"),
                                ],
                                default="other",
                                max_length=6,
                                verbose_name="channel",
                            ),
                        ),
                        ("line", models.CharField(blank=True, max_length=300, verbose_name="what it is about")),
                        ("raised_at", models.DateTimeField(verbose_name="raised at")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="first answered at")),
                        ("solved_at", models.DateTimeField(blank=True, null=True, verbose_name="solved at")),
                        (
                            "solved_by",
                            models.CharField(
                                blank=True,
                                choices=[("self-service", "the customer alone"), ("staff", "our staff")],
                                max_length=12,
                                verbose_name="solved by",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        ("voided_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "void_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "import_run",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical service request",
                        "verbose_name_plural": "historical service requests",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSolvencyWarning",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        (
                            "severity",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "watch"), (2, "serious"), (3, "acute")], default=1, verbose_name="severity"
                            ),
                        ),
                        ("told_by", models.CharField(max_length=200, verbose_name="source")),
                        ("text", models.CharField(max_length=300, verbose_name="what is known")),
                        ("cleared_on", models.DateField(editable=False, null=True, verbose_name="cleared on")),
                        (
                            "clear_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why cleared"),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "cleared_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cleared by",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical solvency warning",
                        "verbose_name_plural": "historical solvency warnings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSuccessPlan",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("ends_on", models.DateField(verbose_name="until")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed at")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reached", "reached"),
                                    ("partly", "partly reached"),
                                    ("not_reached", "not reached"),
                                    ("overtaken", "overtaken by events"),
                                ],
                                editable=False,
                                max_length=11,
                                verbose_name="result",
                            ),
                        ),
                        (
                            "close_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why closed"),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="closed by",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical success plan",
                        "verbose_name_plural": "historical success plans",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalVolumeAgreement",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        (
                            "key",
                            models.CharField(
                                default=relationships.models.filed.random_key,
                                editable=False,
                                max_length=120,
                                verbose_name="key",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="from")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "yearly_amount",
                            customers.money.MoneyField(blank=True, null=True, verbose_name="amount a year without VAT"),
                        ),
                        ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                        (
                            "yearly_quantity",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="quantity a year"
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "import_run",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.product",
                                verbose_name="product",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical agreement on volume",
                        "verbose_name_plural": "historical agreements on volume",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalWinBackAttempt",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        ("text", models.CharField(max_length=300, verbose_name="what was tried")),
                        (
                            "result",
                            models.CharField(
                                choices=[("open", "under way"), ("won_back", "won back"), ("declined", "declined")],
                                default="open",
                                editable=False,
                                max_length=8,
                                verbose_name="result",
                            ),
                        ),
                        ("result_on", models.DateField(editable=False, null=True, verbose_name="known on")),
                        (
                            "result_note",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="what they said"),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "tried_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by whom",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical attempt to win back",
                        "verbose_name_plural": "historical attempts to win back",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="OrganisationalItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("exec_mutual_visit", "mutual visit of executives"),
                                    ("framework_agreement", "framework agreement"),
                                    ("joint_project", "joint project"),
                                    ("periodic_review", "periodic review"),
                                    ("joint_marketing", "joint marketing"),
                                    ("supplier_conference", "supplier conference"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        (
                            "until",
                            models.DateField(
                                blank=True,
                                help_text="Left empty, it counts for a year; a framework agreement until it ends.",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="what it was")),
                        (
                            "evidence",
                            models.CharField(
                                blank=True,
                                help_text="Where it is written or seen.",
                                max_length=300,
                                verbose_name="evidence",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organisational_items",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "organisational item",
                        "verbose_name_plural": "organisational items",
                        "ordering": ["-on", "-id"],
                        "indexes": [models.Index(fields=["customer", "on"], name="org_item_of_customer")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until", None), ("until__gte", models.F("on")), _connector="OR"),
                                name="org_item_ends_after_it_began",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeKpi",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "code",
                            models.SlugField(
                                help_text="Files and the API call it by this.",
                                max_length=60,
                                unique=True,
                                verbose_name="code",
                            ),
                        ),
                        ("name_zh_hans", models.CharField(max_length=80, verbose_name="name (Simplified)")),
                        (
                            "name_zh_hant",
                            models.CharField(blank=True, max_length=80, verbose_name="name (Traditional)"),
                        ),
                        ("name_en", models.CharField(blank=True, max_length=80, verbose_name="name (English)")),
                        (
                            "unit",
                            models.CharField(
                                blank=True, help_text="Such as %, hours or pieces.", max_length=20, verbose_name="unit"
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("up", "the more the better"),
                                    ("down", "the less the better"),
                                    ("range", "within a range"),
                                ],
                                default="up",
                                max_length=5,
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "cadence",
                            models.CharField(
                                choices=[
                                    ("weekly", "weekly"),
                                    ("monthly", "monthly"),
                                    ("quarterly", "quarterly"),
                                    ("half_yearly", "half-yearly"),
                                    ("yearly", "yearly"),
                                ],
                                default="monthly",
                                max_length=11,
                                verbose_name="measured",
                            ),
                        ),
                        ("how_measured", models.CharField(max_length=300, verbose_name="how it is measured")),
                        (
                            "evidence_wanted",
                            models.CharField(blank=True, max_length=200, verbose_name="evidence wanted"),
                        ),
                        ("active", models.BooleanField(default=True, editable=False, verbose_name="active")),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcome_kpis",
                                to="customers.product",
                                verbose_name="product",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "outcome KPI",
                        "verbose_name_plural": "outcome KPIs",
                        "ordering": ["product__order", "product__code", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="Playbook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "trigger",
                            models.CharField(
                                choices=relationships.triggering.registry.choices,
                                max_length=40,
                                unique=True,
                                verbose_name="trigger",
                            ),
                        ),
                        ("title_zh_hans", models.CharField(max_length=80, verbose_name="title (Simplified)")),
                        (
                            "title_zh_hant",
                            models.CharField(blank=True, max_length=80, verbose_name="title (Traditional)"),
                        ),
                        ("title_en", models.CharField(blank=True, max_length=80, verbose_name="title (English)")),
                        (
                            "daily_cap",
                            models.PositiveSmallIntegerField(default=5, verbose_name="customers a day at most"),
                        ),
                        ("switched_on_at", models.DateTimeField(editable=False, null=True, verbose_name="switched on")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        (
                            "switched_on_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="switched on by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "playbook",
                        "verbose_name_plural": "playbooks",
                        "ordering": ["order", "trigger"],
                    },
                ),
                migrations.CreateModel(
                    name="RelationshipStanding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("today", "today"), ("week", "week"), ("month", "month")],
                                max_length=5,
                                verbose_name="standing",
                            ),
                        ),
                        ("as_of", models.DateField(verbose_name="as of")),
                        ("temperature", models.FloatField(null=True, verbose_name="temperature")),
                        ("heat_sum", models.FloatField(null=True, verbose_name="heat")),
                        (
                            "band",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hot", "hot"),
                                    ("warm", "warm"),
                                    ("mild", "mild"),
                                    ("cool", "cool"),
                                    ("cold", "cold"),
                                ],
                                max_length=4,
                                verbose_name="band",
                            ),
                        ),
                        ("delta28", models.FloatField(null=True, verbose_name="change in 28 days")),
                        (
                            "trend",
                            models.CharField(
                                blank=True,
                                choices=[("rising", "rising"), ("steady", "steady"), ("cooling", "cooling")],
                                max_length=7,
                                verbose_name="trend",
                            ),
                        ),
                        ("quiet_days", models.PositiveIntegerField(null=True, verbose_name="days without an answer")),
                        ("last_two_way_on", models.DateField(null=True, verbose_name="last contact")),
                        (
                            "transaction_only",
                            models.BooleanField(default=False, verbose_name="only invoices and payments left"),
                        ),
                        ("below_target", models.BooleanField(null=True, verbose_name="below the tier's target")),
                        ("overdue", models.BooleanField(null=True, verbose_name="silent longer than the tier allows")),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[("no_interaction", "nothing logged yet")],
                                max_length=20,
                                verbose_name="why unknown",
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("S", "S strategic"),
                                    ("A", "A partner"),
                                    ("B", "B value"),
                                    ("C", "C general"),
                                ],
                                max_length=1,
                                verbose_name="tier",
                            ),
                        ),
                        ("penetration", models.FloatField(null=True, verbose_name="penetration")),
                        ("penetration_raw", models.FloatField(null=True, verbose_name="penetration without its cap")),
                        ("breadth", models.FloatField(null=True, verbose_name="breadth")),
                        ("depth", models.FloatField(null=True, verbose_name="depth")),
                        ("multithread", models.FloatField(null=True, verbose_name="multithreading")),
                        (
                            "access",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ok", "beyond buying and paying"),
                                    ("warning", "stable only with buyers and payers"),
                                    ("danger", "we only know procurement and finance"),
                                    ("no_access", "nobody touched yet"),
                                ],
                                max_length=9,
                                verbose_name="access",
                            ),
                        ),
                        (
                            "stable_contacts",
                            models.PositiveSmallIntegerField(null=True, verbose_name="their people in stable ties"),
                        ),
                        (
                            "stable_users",
                            models.PositiveSmallIntegerField(null=True, verbose_name="our people in stable ties"),
                        ),
                        ("spof_ours", models.BooleanField(null=True, verbose_name="one of ours holds all stable ties")),
                        (
                            "spof_theirs",
                            models.BooleanField(null=True, verbose_name="one of theirs holds all stable ties"),
                        ),
                        ("no_stable_tie", models.BooleanField(null=True, verbose_name="no stable tie")),
                        (
                            "no_core_tie",
                            models.BooleanField(null=True, verbose_name="no stable tie in a core department"),
                        ),
                        ("competitor_present", models.BooleanField(null=True, verbose_name="a competitor is present")),
                        (
                            "disagreements",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="ties judged otherwise than computed"
                            ),
                        ),
                        ("attainment", models.FloatField(null=True, verbose_name="attainment")),
                        ("goals", models.PositiveSmallIntegerField(default=0, verbose_name="goals")),
                        ("goals_measured", models.PositiveSmallIntegerField(default=0, verbose_name="goals measured")),
                        (
                            "goals_off",
                            models.PositiveSmallIntegerField(default=0, verbose_name="goals off track or missed"),
                        ),
                        (
                            "goals_stale",
                            models.PositiveSmallIntegerField(default=0, verbose_name="goals whose last reading is old"),
                        ),
                        ("events", models.PositiveIntegerField(default=0, verbose_name="interactions behind it")),
                        ("inputs_digest", models.CharField(max_length=64, verbose_name="digest of the inputs")),
                        ("formula_version", models.CharField(max_length=12, verbose_name="formula")),
                        ("computed_at", models.DateTimeField(verbose_name="computed at")),
                        (
                            "current_for",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relationship_now",
                                to="customers.customer",
                                verbose_name="today's of",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relationship_standings",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "relationship standing",
                        "verbose_name_plural": "relationship standings",
                        "ordering": ["customer_id", "-as_of", "kind"],
                        "indexes": [
                            models.Index(fields=["kind", "as_of"], name="relationship_standing_day"),
                            models.Index(
                                condition=models.Q(("current_for", None), _negated=True),
                                fields=["temperature", "current_for"],
                                name="relationship_now_by_temp",
                            ),
                            models.Index(
                                condition=models.Q(("current_for", None), _negated=True),
                                fields=["delta28", "current_for"],
                                name="relationship_now_by_delta28",
                            ),
                            models.Index(
                                condition=models.Q(("current_for", None), _negated=True),
                                fields=["penetration", "current_for"],
                                name="relationship_now_by_penetr",
                            ),
                            models.Index(
                                condition=models.Q(("current_for", None), _negated=True),
                                fields=["attainment", "current_for"],
                                name="relationship_now_by_attainm",
                            ),
                            models.Index(
                                condition=models.Q(("kind", "today")),
                                fields=["trend", "customer"],
                                name="relationship_now_trend",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "today"), _negated=True),
                                fields=("customer", "kind", "as_of"),
                                name="relationship_standing_frozen_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("current_for", models.F("customer")), ("kind", "today")),
                                    models.Q(models.Q(("kind", "today"), _negated=True), ("current_for", None)),
                                    _connector="OR",
                                ),
                                name="relationship_standing_now_is_today",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReminderChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("evening", models.BooleanField(default=False, verbose_name="the evening before")),
                        ("morning", models.BooleanField(default=False, verbose_name="on the morning of the day")),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plan_reminders",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reminder by mail",
                        "verbose_name_plural": "reminders by mail",
                        "ordering": ["user_id"],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewPack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("period", models.CharField(help_text="As 2026-Q3.", max_length=7, verbose_name="quarter")),
                        (
                            "summary",
                            models.TextField(blank=True, max_length=1200, verbose_name="summary in three sentences"),
                        ),
                        ("left_out", models.JSONField(blank=True, default=list, verbose_name="sections left out")),
                        ("voices_out", models.JSONField(blank=True, default=list, verbose_name="voices left out")),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")],
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review_packs",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "review pack",
                        "verbose_name_plural": "review packs",
                        "ordering": ["customer_id", "-period"],
                        "constraints": [
                            models.UniqueConstraint(fields=("customer", "period"), name="one_review_pack_per_quarter")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskClause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        ("valid_from", models.DateField(verbose_name="from")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("compensation", "compensation"),
                                    ("exclusivity", "exclusivity"),
                                    ("volume", "agreed volume"),
                                    ("price_formula", "price formula"),
                                    ("joint_investment", "joint investment"),
                                ],
                                max_length=16,
                                verbose_name="kind",
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="what it says")),
                        (
                            "link",
                            models.CharField(
                                blank=True,
                                help_text="Its address.",
                                max_length=500,
                                validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                                verbose_name="document",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risk_clauses",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "clause on shared risk",
                        "verbose_name_plural": "clauses on shared risk",
                        "ordering": ["-valid_from", "-id"],
                        "indexes": [models.Index(fields=["customer", "valid_from"], name="risk_clause_of_customer")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until", None), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                                ),
                                name="risk_clause_ends_after_start",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="manual", max_length=40, verbose_name="system")),
                        (
                            "reference",
                            models.CharField(
                                help_text="Left empty, one is given.", max_length=60, verbose_name="reference"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("change_request", "change request"),
                                    ("question", "question"),
                                    ("fault", "fault"),
                                ],
                                max_length=14,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("mail", "mail"),
                                    ("phone", "phone"),
                                    ("chat", "chat"),
                                    ("portal", "portal"),
                                    ("visit", "visit"),
                                    ("other", "other"),
                                ],
                                default="other",
                                max_length=6,
                                verbose_name="channel",
                            ),
                        ),
                        ("line", models.CharField(blank=True, max_length=300, verbose_name="what it is about")),
                        ("raised_at", models.DateTimeField(verbose_name="raised at")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="first answered at")),
                        ("solved_at", models.DateTimeField(blank=True, null=True, verbose_name="solved at")),
                        (
                            "solved_by",
                            models.CharField(
                                blank=True,
                                choices=[("self-service", "the customer alone"), ("staff", "our staff")],
                                max_length=12,
                                verbose_name="solved by",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        ("voided_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "void_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="service_requests",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "import_run",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "service request",
                        "verbose_name_plural": "service requests",
                        "ordering": ["-raised_at", "-id"],
                        "indexes": [models.Index(fields=["customer", "raised_at"], name="service_request_of_customer")],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "reference"), name="service_request_natural_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at", None), ("answered_at__gte", models.F("raised_at")), _connector="OR"
                                ),
                                name="request_answered_after_raised",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("solved_at", None), ("solved_by", "")),
                                    models.Q(
                                        ("solved_at__gte", models.F("raised_at")),
                                        models.Q(("solved_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="request_solved_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SolvencyWarning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        (
                            "severity",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "watch"), (2, "serious"), (3, "acute")], default=1, verbose_name="severity"
                            ),
                        ),
                        ("told_by", models.CharField(max_length=200, verbose_name="source")),
                        ("text", models.CharField(max_length=300, verbose_name="what is known")),
                        ("cleared_on", models.DateField(editable=False, null=True, verbose_name="cleared on")),
                        (
                            "clear_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why cleared"),
                        ),
                        (
                            "cleared_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cleared by",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="solvency_warnings",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "solvency warning",
                        "verbose_name_plural": "solvency warnings",
                        "ordering": ["-on", "-id"],
                        "indexes": [models.Index(fields=["customer", "on"], name="solvency_of_customer")],
                    },
                ),
                migrations.CreateModel(
                    name="StrategyAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why withdrawn"),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("visit", "their top executive visited us in 24 months"),
                                    ("compensation", "they would compensate us for a stopped line"),
                                    ("alternatives", "suppliers they could turn to"),
                                    ("months", "months to switch"),
                                    ("one_off", "one-off cost of switching"),
                                    ("core_process", "we are in their selling point or core process"),
                                    ("shared_plan", "shared three-year plan"),
                                    ("decision_speed", "decision speed"),
                                    ("openness", "openness"),
                                    ("values", "values"),
                                ],
                                max_length=16,
                                verbose_name="topic",
                            ),
                        ),
                        ("code", models.CharField(blank=True, max_length=12, verbose_name="answer")),
                        (
                            "number",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="number"
                            ),
                        ),
                        ("evidence", models.CharField(max_length=300, verbose_name="evidence")),
                        ("on", models.DateField(verbose_name="as of")),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="strategy_answers",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer on strategy",
                        "verbose_name_plural": "answers on strategy",
                        "ordering": ["-on", "-id"],
                        "indexes": [
                            models.Index(fields=["customer", "topic", "-on", "-id"], name="strategy_answer_newest")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(models.Q(("code", ""), _negated=True), ("number", None)),
                                    models.Q(("code", ""), ("number__isnull", False)),
                                    _connector="OR",
                                ),
                                name="strategy_answer_word_or_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("evidence", ""), _negated=True),
                                name="strategy_answer_with_evidence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StrategyMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why withdrawn"),
                        ),
                        ("what", models.CharField(max_length=300, verbose_name="move")),
                        ("review_on", models.DateField(verbose_name="review on")),
                        ("closed_on", models.DateField(editable=False, null=True, verbose_name="closed on")),
                        ("result", models.CharField(blank=True, max_length=300, verbose_name="what came of it")),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="strategy_moves",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="strategy_moves",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "move",
                        "verbose_name_plural": "moves",
                        "ordering": ["review_on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="StrategyPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("position", models.TextField(max_length=2000, verbose_name="position wanted")),
                        ("review_on", models.DateField(verbose_name="review on")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="why changed")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded at")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="strategy_plans",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="strategy_plans",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "strategy plan",
                        "verbose_name_plural": "strategy plans",
                        "ordering": ["customer_id", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("customer", "number"), name="strategy_plan_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StrategyStanding",
                    fields=[
                        (
                            "customer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="strategy_now",
                                serialize=False,
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        ("as_of", models.DateField(verbose_name="as of")),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("S", "S strategic"),
                                    ("A", "A partner"),
                                    ("B", "B value"),
                                    ("C", "C general"),
                                ],
                                max_length=1,
                                verbose_name="tier",
                            ),
                        ),
                        (
                            "test",
                            models.CharField(
                                choices=[
                                    ("pass", "passed"),
                                    ("conditional", "conditional"),
                                    ("fail", "failed"),
                                    ("untested", "untested"),
                                ],
                                max_length=11,
                                verbose_name="two-question test",
                            ),
                        ),
                        ("in_name_only", models.BooleanField(default=False, verbose_name="strategic in name only")),
                        (
                            "dependence",
                            models.CharField(
                                choices=[
                                    ("captive", "captive: we need them more"),
                                    ("needed", "needed: they need us more"),
                                    ("balanced", "balanced"),
                                    ("loose", "loose"),
                                    ("insufficient", "too little known"),
                                ],
                                max_length=12,
                                verbose_name="dependence",
                            ),
                        ),
                        ("stickiness_level", models.PositiveSmallIntegerField(verbose_name="stickiness level")),
                        ("stickiness_index", models.FloatField(null=True, verbose_name="stickiness")),
                        (
                            "control_value",
                            models.PositiveSmallIntegerField(null=True, verbose_name="strategic control"),
                        ),
                        (
                            "control_minimum",
                            models.PositiveSmallIntegerField(null=True, verbose_name="least control of the tier"),
                        ),
                        ("control_meets", models.BooleanField(null=True, verbose_name="enough control for the tier")),
                        ("double_lock", models.BooleanField(default=False, verbose_name="double lock")),
                        ("switching_index", models.FloatField(null=True, verbose_name="switching cost")),
                        (
                            "switching_band",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("leaves", "can leave tomorrow"),
                                    ("middle", "in between"),
                                    ("costly", "costly to leave"),
                                ],
                                max_length=6,
                                verbose_name="leaving",
                            ),
                        ),
                        ("cycle_days", models.FloatField(null=True, verbose_name="days to decide")),
                        ("review_on", models.DateField(null=True, verbose_name="review of the plan")),
                        ("computed_at", models.DateTimeField(verbose_name="computed at")),
                    ],
                    options={
                        "verbose_name": "standing of the strategy",
                        "verbose_name_plural": "standings of the strategy",
                        "ordering": ["customer_id"],
                        "indexes": [models.Index(fields=["review_on"], name="strategy_standing_review")],
                    },
                ),
                migrations.CreateModel(
                    name="SuccessPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("ends_on", models.DateField(verbose_name="until")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed at")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reached", "reached"),
                                    ("partly", "partly reached"),
                                    ("not_reached", "not reached"),
                                    ("overtaken", "overtaken by events"),
                                ],
                                editable=False,
                                max_length=11,
                                verbose_name="result",
                            ),
                        ),
                        (
                            "close_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why closed"),
                        ),
                        ("progress", models.FloatField(editable=False, null=True, verbose_name="done of what was due")),
                        (
                            "closed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="closed by",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="success_plans",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="success_plans",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "success plan",
                        "verbose_name_plural": "success plans",
                        "ordering": ["-starts_on", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None)),
                                fields=("customer",),
                                name="one_live_plan_per_customer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="plan_ends_not_before_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at", None), ("result", "")),
                                    models.Q(("closed_at__isnull", False), models.Q(("result", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="plan_closed_with_result",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TieJudgement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "not known"),
                                    (1, "acquainted"),
                                    (2, "works with us"),
                                    (3, "trusts"),
                                    (4, "speaks for us"),
                                ],
                                verbose_name="judged strength",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="on")),
                        ("reason", models.CharField(max_length=300, verbose_name="what it shows in")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tie_judgements",
                                to="customers.contact",
                                verbose_name="contact",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tie_judgements",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "judgement of a tie",
                        "verbose_name_plural": "judgements of ties",
                        "ordering": ["-on", "-id"],
                        "indexes": [models.Index(fields=["contact", "user", "-on"], name="tie_judgement_of_pair")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("level__range", (0, 4))), name="tie_judgement_0_to_4"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UsageMeasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "code",
                            models.SlugField(
                                help_text="Files and the API call it by this.",
                                max_length=60,
                                unique=True,
                                verbose_name="code",
                            ),
                        ),
                        ("name_zh_hans", models.CharField(max_length=80, verbose_name="name (Simplified)")),
                        (
                            "name_zh_hant",
                            models.CharField(blank=True, max_length=80, verbose_name="name (Traditional)"),
                        ),
                        ("name_en", models.CharField(blank=True, max_length=80, verbose_name="name (English)")),
                        (
                            "unit",
                            models.CharField(
                                blank=True, help_text="Such as %, hours or pieces.", max_length=20, verbose_name="unit"
                            ),
                        ),
                        (
                            "dimension",
                            models.CharField(
                                choices=[("breadth", "breadth"), ("depth", "depth"), ("frequency", "frequency")],
                                help_text="Breadth: how many people. Depth: how much of the product. Frequency: how often.",
                                max_length=9,
                                verbose_name="dimension",
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                choices=[("week", "every week"), ("month", "every month")],
                                default="month",
                                max_length=5,
                                verbose_name="counted",
                            ),
                        ),
                        (
                            "more_is_better",
                            models.BooleanField(
                                default=True,
                                help_text="Not for what should become less, such as failed sign-ins.",
                                verbose_name="the more the better",
                            ),
                        ),
                        ("active", models.BooleanField(default=True, editable=False, verbose_name="active")),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="usage_measures",
                                to="customers.product",
                                verbose_name="product",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "usage measure",
                        "verbose_name_plural": "usage measures",
                        "ordering": ["product__order", "product__code", "dimension", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="VolumeAgreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        (
                            "key",
                            models.CharField(
                                default=relationships.models.filed.random_key,
                                editable=False,
                                max_length=120,
                                verbose_name="key",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="from")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "yearly_amount",
                            customers.money.MoneyField(blank=True, null=True, verbose_name="amount a year without VAT"),
                        ),
                        ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                        (
                            "yearly_quantity",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="quantity a year"
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="volume_agreements",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "import_run",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.product",
                                verbose_name="product",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "agreement on volume",
                        "verbose_name_plural": "agreements on volume",
                        "ordering": ["-valid_from", "-id"],
                        "indexes": [models.Index(fields=["customer", "valid_from"], name="volume_of_customer")],
                        "constraints": [
                            models.UniqueConstraint(fields=("key",), name="volume_natural_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until", None), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                                ),
                                name="volume_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("yearly_amount__gt", 0), ("yearly_quantity", None)),
                                    models.Q(("yearly_amount", None), ("yearly_quantity__gt", 0)),
                                    _connector="OR",
                                ),
                                name="volume_is_amount_or_quantity",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WinBackAttempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        ("text", models.CharField(max_length=300, verbose_name="what was tried")),
                        (
                            "result",
                            models.CharField(
                                choices=[("open", "under way"), ("won_back", "won back"), ("declined", "declined")],
                                default="open",
                                editable=False,
                                max_length=8,
                                verbose_name="result",
                            ),
                        ),
                        ("result_on", models.DateField(editable=False, null=True, verbose_name="known on")),
                        (
                            "result_note",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="what they said"),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="win_back_attempts",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "tried_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="win_back_attempts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by whom",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attempt to win back",
                        "verbose_name_plural": "attempts to win back",
                        "ordering": ["-on", "-id"],
                        "indexes": [models.Index(fields=["customer", "on"], name="win_back_of_customer")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "open"), ("result_on", None)),
                                    models.Q(models.Q(("result", "open"), _negated=True), ("result_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="win_back_result_has_a_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionPart",
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
                                    ("economic", "economic buyer"),
                                    ("technical", "technical buyer"),
                                    ("user", "user buyer"),
                                    ("champion", "champion"),
                                    ("coach", "coach"),
                                    ("gatekeeper", "gatekeeper"),
                                    ("blocker", "blocker"),
                                ],
                                max_length=12,
                                verbose_name="decision role",
                            ),
                        ),
                        ("interest", models.CharField(blank=True, max_length=300, verbose_name="own interest")),
                        ("proof", models.CharField(blank=True, max_length=300, verbose_name="proof")),
                        ("proved_on", models.DateField(blank=True, null=True, verbose_name="proved on")),
                        ("since", models.DateField(verbose_name="since")),
                        ("until", models.DateField(editable=False, null=True, verbose_name="until")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decision_parts",
                                to="customers.contact",
                                verbose_name="contact",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="relationships.buyingdecision",
                                verbose_name="buying decision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "part in a decision",
                        "verbose_name_plural": "parts in decisions",
                        "ordering": ["decision_id", "role", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("decision", "contact", "role"),
                                name="decision_part_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                                name="decision_part_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Gift",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("given", "given"), ("received", "received")],
                                default="given",
                                max_length=8,
                                verbose_name="direction",
                            ),
                        ),
                        ("what", models.CharField(max_length=120, verbose_name="what")),
                        ("on", models.DateField(verbose_name="day")),
                        (
                            "value",
                            customers.money.MoneyField(help_text="In the company's currency.", verbose_name="value"),
                        ),
                        ("occasion", models.CharField(blank=True, max_length=80, verbose_name="occasion")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("recorded", "within the limits"),
                                    ("requested", "waits for approval"),
                                    ("approved", "approved"),
                                    ("refused", "refused"),
                                ],
                                default="recorded",
                                editable=False,
                                max_length=9,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="reason for more than the limit"),
                        ),
                        ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="decided at")),
                        (
                            "decision",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why decided so"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        ("voided_at", models.DateTimeField(editable=False, null=True, verbose_name="voided at")),
                        (
                            "void_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason"),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gifts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by whom",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gifts",
                                to="customers.contact",
                                verbose_name="contact",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gifts",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="voided by",
                            ),
                        ),
                        (
                            "limits",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="relationships.giftlimits",
                                verbose_name="limits then",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gift",
                        "verbose_name_plural": "gifts",
                        "ordering": ["-on", "-id"],
                        "indexes": [models.Index(fields=["contact", "on", "id"], name="gift_of_contact")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("value__gt", 0)), name="gift_is_worth_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at", None),
                                        ("decided_by", None),
                                        ("state__in", ["recorded", "requested"]),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("state__in", ["approved", "refused"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="gift_decided_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPlanObjective",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("dropped_at", models.DateTimeField(editable=False, null=True, verbose_name="dropped at")),
                        (
                            "drop_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why dropped"),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="what they want, in their words")),
                        ("order", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "dropped_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="dropped by",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="relationships.successplan",
                                verbose_name="success plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical objective",
                        "verbose_name_plural": "historical objectives",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlanReview",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("dropped_at", models.DateTimeField(editable=False, null=True, verbose_name="dropped at")),
                        (
                            "drop_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why dropped"),
                        ),
                        ("planned_on", models.DateField(verbose_name="planned for")),
                        ("held_on", models.DateField(editable=False, null=True, verbose_name="held on")),
                        ("notes", models.TextField(blank=True, max_length=4000, verbose_name="notes")),
                        ("decisions", models.TextField(blank=True, max_length=4000, verbose_name="decisions")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "dropped_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="dropped by",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="relationships.successplan",
                                verbose_name="success plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical review of a plan",
                        "verbose_name_plural": "historical reviews of plans",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlaybookStep",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("workdays", models.PositiveSmallIntegerField(default=5, verbose_name="working days after")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("owner", "the customer's owner"),
                                    ("lead", "the team lead"),
                                    ("founder", "the founder"),
                                    ("duty", "the executive on duty"),
                                ],
                                default="owner",
                                max_length=8,
                                verbose_name="who",
                            ),
                        ),
                        ("text_zh_hans", models.CharField(max_length=200, verbose_name="what (Simplified)")),
                        (
                            "text_zh_hant",
                            models.CharField(blank=True, max_length=200, verbose_name="what (Traditional)"),
                        ),
                        ("text_en", models.CharField(blank=True, max_length=200, verbose_name="what (English)")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "playbook",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="relationships.playbook",
                                verbose_name="playbook",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical step",
                        "verbose_name_plural": "historical steps",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PlanReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("dropped_at", models.DateTimeField(editable=False, null=True, verbose_name="dropped at")),
                        (
                            "drop_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why dropped"),
                        ),
                        ("planned_on", models.DateField(verbose_name="planned for")),
                        ("held_on", models.DateField(editable=False, null=True, verbose_name="held on")),
                        ("notes", models.TextField(blank=True, max_length=4000, verbose_name="notes")),
                        ("decisions", models.TextField(blank=True, max_length=4000, verbose_name="decisions")),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "dropped_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="dropped by",
                            ),
                        ),
                        (
                            "ours",
                            models.ManyToManyField(
                                blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="of ours"
                            ),
                        ),
                        (
                            "theirs",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="customers.contact", verbose_name="of theirs"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="relationships.successplan",
                                verbose_name="success plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "review of a plan",
                        "verbose_name_plural": "reviews of plans",
                        "ordering": ["planned_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("held_on", None), ("dropped_at", None), _connector="OR"),
                                name="plan_review_held_or_dropped",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaybookRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("about", models.CharField(blank=True, max_length=40, verbose_name="about")),
                        ("evidence", models.JSONField(default=dict, verbose_name="evidence")),
                        ("fired_on", models.DateField(verbose_name="began")),
                        ("fired_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="began at")),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="closed at")),
                        (
                            "held_at_close",
                            models.BooleanField(editable=False, null=True, verbose_name="still held when closed"),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="playbook_runs",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "playbook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="relationships.playbook",
                                verbose_name="playbook",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "playbook that began",
                        "verbose_name_plural": "playbooks that began",
                        "ordering": ["-fired_at", "-id"],
                        "indexes": [models.Index(fields=["playbook", "fired_on"], name="playbook_run_of_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None)),
                                fields=("customer", "playbook"),
                                name="one_open_playbook_per_trigger",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaybookStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("workdays", models.PositiveSmallIntegerField(default=5, verbose_name="working days after")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("owner", "the customer's owner"),
                                    ("lead", "the team lead"),
                                    ("founder", "the founder"),
                                    ("duty", "the executive on duty"),
                                ],
                                default="owner",
                                max_length=8,
                                verbose_name="who",
                            ),
                        ),
                        ("text_zh_hans", models.CharField(max_length=200, verbose_name="what (Simplified)")),
                        (
                            "text_zh_hant",
                            models.CharField(blank=True, max_length=200, verbose_name="what (Traditional)"),
                        ),
                        ("text_en", models.CharField(blank=True, max_length=200, verbose_name="what (English)")),
                        (
                            "playbook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="relationships.playbook",
                                verbose_name="playbook",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step",
                        "verbose_name_plural": "steps",
                        "ordering": ["workdays", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="UsageReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="manual", max_length=40, verbose_name="system")),
                        ("period_end", models.DateField(verbose_name="end of the period")),
                        ("number", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="number")),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="value")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="usage_readings",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "import_run",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="relationships.usagemeasure",
                                verbose_name="usage measure",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "usage reading",
                        "verbose_name_plural": "usage readings",
                        "ordering": ["-period_end", "-recorded_at", "-id"],
                        "indexes": [
                            models.Index(fields=["customer", "measure", "period_end"], name="usage_reading_of_customer")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "customer", "measure", "period_end", "number"),
                                name="usage_reading_natural_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)), name="usage_reading_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UsageTrend",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("latest_on", models.DateField(verbose_name="latest period")),
                        ("latest", models.FloatField(verbose_name="latest value")),
                        ("change", models.FloatField(null=True, verbose_name="against the four periods before")),
                        (
                            "change_over",
                            models.PositiveSmallIntegerField(default=0, verbose_name="periods compared with"),
                        ),
                        ("year_change", models.FloatField(null=True, verbose_name="against the year before")),
                        (
                            "trend",
                            models.CharField(
                                choices=[
                                    ("falling", "falling"),
                                    ("rising", "rising"),
                                    ("steady", "steady"),
                                    ("insufficient", "too few periods"),
                                ],
                                max_length=12,
                                verbose_name="trend",
                            ),
                        ),
                        ("p", models.FloatField(null=True, verbose_name="chance alone")),
                        ("fall", models.FloatField(null=True, verbose_name="change over the window")),
                        ("periods", models.PositiveSmallIntegerField(verbose_name="periods read")),
                        (
                            "outlook",
                            models.CharField(
                                choices=[
                                    ("worse", "gets worse"),
                                    ("better", "gets better"),
                                    ("steady", "steady"),
                                    ("insufficient", "too few periods"),
                                ],
                                max_length=12,
                                verbose_name="outlook",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="usage_trends",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "leads_for",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="usage_leading",
                                to="customers.customer",
                                verbose_name="speaks for the customer",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="trends",
                                to="relationships.usagemeasure",
                                verbose_name="usage measure",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "usage trend",
                        "verbose_name_plural": "usage trends",
                        "ordering": ["customer_id", "measure_id"],
                        "indexes": [models.Index(fields=["outlook", "fall"], name="usage_trend_outlook")],
                        "constraints": [
                            models.UniqueConstraint(fields=("customer", "measure"), name="usage_trend_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Confirmation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("agreed", models.BooleanField(verbose_name="agreed")),
                        ("on", models.DateField(verbose_name="on")),
                        (
                            "manner",
                            models.CharField(
                                choices=[("link", "signed link"), ("mail", "mail"), ("minutes", "minutes")],
                                max_length=7,
                                verbose_name="manner",
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=200, verbose_name="where it is written")),
                        ("voice_id", models.BigIntegerField(editable=False, null=True, verbose_name="voice")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.contact",
                                verbose_name="contact",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "reading",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="confirmation",
                                to="relationships.outcomereading",
                                verbose_name="outcome reading",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "word of the customer",
                        "verbose_name_plural": "words of customers",
                        "ordering": ["-recorded_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="ConfirmLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")],
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "token_hash",
                            models.CharField(
                                editable=False, max_length=64, unique=True, verbose_name="digest of the address"
                            ),
                        ),
                        (
                            "sheet_hash",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="digest of the page's address"
                            ),
                        ),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="issued")),
                        ("expires_at", models.DateTimeField(editable=False, verbose_name="valid until")),
                        ("used_at", models.DateTimeField(editable=False, null=True, verbose_name="used")),
                        ("revoked_at", models.DateTimeField(editable=False, null=True, verbose_name="revoked")),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="customers.contact",
                                verbose_name="contact",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="issued by",
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="revoked by",
                            ),
                        ),
                        (
                            "reading",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="relationships.outcomereading",
                                verbose_name="outcome reading",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "confirmation link",
                        "verbose_name_plural": "confirmation links",
                        "ordering": ["-created_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("sheet_hash", ""), _negated=True),
                                fields=["sheet_hash"],
                                name="confirm_link_of_sheet",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="file name")),
                        (
                            "stored",
                            models.CharField(editable=False, max_length=40, unique=True, verbose_name="stored as"),
                        ),
                        ("size", models.PositiveIntegerField(editable=False, verbose_name="size in bytes")),
                        ("sha256", models.CharField(editable=False, max_length=64, verbose_name="fingerprint")),
                        (
                            "added_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="added at"
                            ),
                        ),
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="taken away at")),
                        (
                            "remove_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken away"),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="added by",
                            ),
                        ),
                        (
                            "removed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken away by",
                            ),
                        ),
                        (
                            "reading",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="relationships.outcomereading",
                                verbose_name="outcome reading",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file of a reading",
                        "verbose_name_plural": "files of readings",
                        "ordering": ["added_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at", None)),
                                fields=("reading", "sha256"),
                                name="evidence_file_once_per_reading",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Goal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("voided_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "void_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "current",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="relationships.goalversion",
                                verbose_name="terms",
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="relationships.outcomekpi",
                                verbose_name="outcome KPI",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "goal",
                        "verbose_name_plural": "goals",
                        "ordering": ["customer_id", "kpi_id", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="GoalVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "baseline",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="baseline"
                            ),
                        ),
                        ("baseline_on", models.DateField(blank=True, null=True, verbose_name="baseline measured on")),
                        (
                            "baseline_source",
                            models.CharField(blank=True, max_length=200, verbose_name="source of the baseline"),
                        ),
                        (
                            "target",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="target"
                            ),
                        ),
                        (
                            "lo",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="range from"
                            ),
                        ),
                        (
                            "hi",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="range to"
                            ),
                        ),
                        ("start", models.DateField(verbose_name="start")),
                        ("due", models.DateField(verbose_name="due")),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="weight",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="why changed")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded at")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="relationships.goal",
                                verbose_name="goal",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goal_versions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="our owner",
                            ),
                        ),
                        (
                            "their_owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="customers.contact",
                                verbose_name="their owner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "version of a goal",
                        "verbose_name_plural": "versions of goals",
                        "ordering": ["goal_id", "-number"],
                        "indexes": [models.Index(fields=["due"], name="goal_version_due")],
                        "constraints": [
                            models.UniqueConstraint(fields=("goal", "number"), name="goal_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(("due__gte", models.F("start"))), name="goal_due_not_before_start"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("hi", None), ("lo", None), ("target__isnull", False)),
                                    models.Q(("lo__lte", models.F("hi")), ("target", None)),
                                    _connector="OR",
                                ),
                                name="goal_target_or_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanObjective",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("dropped_at", models.DateTimeField(editable=False, null=True, verbose_name="dropped at")),
                        (
                            "drop_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why dropped"),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="what they want, in their words")),
                        ("order", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                        (
                            "dropped_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="dropped by",
                            ),
                        ),
                        (
                            "goals",
                            models.ManyToManyField(
                                blank=True, related_name="objectives", to="relationships.goal", verbose_name="goals"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="objectives",
                                to="relationships.successplan",
                                verbose_name="success plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "objective",
                        "verbose_name_plural": "objectives",
                        "ordering": ["plan_id", "order", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPlanTask",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("dropped_at", models.DateTimeField(editable=False, null=True, verbose_name="dropped at")),
                        (
                            "drop_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why dropped"),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="what")),
                        (
                            "side",
                            models.CharField(
                                choices=[("ours", "ours"), ("theirs", "theirs")],
                                editable=False,
                                max_length=6,
                                verbose_name="side",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="due")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="done at")),
                        (
                            "done_note",
                            models.CharField(
                                blank=True, editable=False, max_length=300, verbose_name="what came of it"
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.contact",
                                verbose_name="their owner",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "dropped_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="dropped by",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="our owner",
                            ),
                        ),
                        (
                            "objective",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="relationships.planobjective",
                                verbose_name="objective",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="relationships.successplan",
                                verbose_name="success plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical task of a plan",
                        "verbose_name_plural": "historical tasks of plans",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PlanTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("dropped_at", models.DateTimeField(editable=False, null=True, verbose_name="dropped at")),
                        (
                            "drop_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why dropped"),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="what")),
                        (
                            "side",
                            models.CharField(
                                choices=[("ours", "ours"), ("theirs", "theirs")],
                                editable=False,
                                max_length=6,
                                verbose_name="side",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="due")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="done at")),
                        (
                            "done_note",
                            models.CharField(
                                blank=True, editable=False, max_length=300, verbose_name="what came of it"
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="plan_tasks",
                                to="customers.contact",
                                verbose_name="their owner",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "dropped_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="dropped by",
                            ),
                        ),
                        (
                            "objective",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="tasks",
                                to="relationships.planobjective",
                                verbose_name="objective",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_tasks",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="our owner",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="relationships.successplan",
                                verbose_name="success plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "task of a plan",
                        "verbose_name_plural": "tasks of plans",
                        "ordering": ["due_on", "id"],
                        "indexes": [models.Index(fields=["plan", "due_on"], name="plan_task_of_plan")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("contact", None), ("owner__isnull", False), ("side", "ours")),
                                    models.Q(("owner", None), ("side", "theirs")),
                                    _connector="OR",
                                ),
                                name="plan_task_owner_of_its_side",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("done_at", None), ("dropped_at", None), _connector="OR"),
                                name="plan_task_done_or_dropped",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalJointReview",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        ("held_on", models.DateField(verbose_name="held on")),
                        (
                            "we_got",
                            models.TextField(blank=True, max_length=1000, verbose_name="what we got, in our words"),
                        ),
                        (
                            "they_got",
                            models.TextField(blank=True, max_length=1000, verbose_name="what they got, in their words"),
                        ),
                        ("goals", models.JSONField(default=list, editable=False, verbose_name="goals of that day")),
                        ("money", models.JSONField(default=dict, editable=False, verbose_name="money of that day")),
                        ("signed_on", models.DateField(editable=False, null=True, verbose_name="signed on")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "signed_by_them",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.contact",
                                verbose_name="signed for them by",
                            ),
                        ),
                        (
                            "signed_by_us",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="signed for us by",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "next_step",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="relationships.nextaction",
                                verbose_name="next step",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical two-sided review",
                        "verbose_name_plural": "historical two-sided reviews",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Interaction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "visit_id",
                            models.UUIDField(blank=True, editable=False, null=True, verbose_name="joint visit"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("call", "phone or video call"),
                                    ("im", "WeCom or WeChat"),
                                    ("visit", "visit"),
                                    ("meeting", "meeting"),
                                    ("mail", "mail"),
                                    ("tech_exchange", "technical exchange"),
                                    ("training", "training or workshop"),
                                    ("exec_visit", "executive visit"),
                                    ("planning", "part in the customer's planning"),
                                    ("joint_marketing", "joint marketing"),
                                    ("greeting", "festive greeting"),
                                    ("broadcast", "mass message"),
                                ],
                                max_length=16,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("mutual", "both sides"),
                                    ("inbound", "the customer started"),
                                    ("answered", "we started, they answered"),
                                    ("unanswered", "no answer"),
                                ],
                                default="mutual",
                                max_length=10,
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "quality",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "1 learned nothing"),
                                    (2, "2 little"),
                                    (3, "3 as usual"),
                                    (4, "4 much"),
                                    (5, "5 changed our picture"),
                                ],
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="how much we learned",
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("line", models.TextField(max_length=2000, verbose_name="one line")),
                        ("on_site_support", models.BooleanField(default=False, verbose_name="support on site")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "idempotency_key",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="key against repeats"
                            ),
                        ),
                        ("voided_at", models.DateTimeField(editable=False, null=True, verbose_name="voided at")),
                        (
                            "void_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason"),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interactions",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "logged_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="logged by",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.need",
                                verbose_name="need it serves",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="voided by",
                            ),
                        ),
                        (
                            "contacts",
                            models.ManyToManyField(
                                related_name="interactions",
                                through="relationships.InteractionContact",
                                to="customers.contact",
                                verbose_name="people there",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "interaction",
                        "verbose_name_plural": "interactions",
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["customer", "-at", "-id"], name="interaction_of_customer"),
                            models.Index(fields=["-at", "-id"], name="interaction_newest_first"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("idempotency_key", ""), _negated=True),
                                fields=("logged_by", "idempotency_key"),
                                name="interaction_sent_once_per_user",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quality__range", (1, 5))), name="interaction_quality_1_to_5"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("voided_at", None), ("voided_by", None)),
                                    models.Q(("voided_at__isnull", False), ("voided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="interaction_voided_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InteractionContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interaction_links",
                                to="customers.contact",
                                verbose_name="contact",
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contact_links",
                                to="relationships.interaction",
                                verbose_name="interaction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person there",
                        "verbose_name_plural": "people there",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("interaction", "contact"), name="contact_once_per_interaction"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NextAction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("text", models.CharField(max_length=300, verbose_name="what")),
                        ("due_on", models.DateField(verbose_name="due")),
                        ("planned_on", models.DateField(editable=False, null=True, verbose_name="first due")),
                        ("escalated_on", models.DateField(editable=False, null=True, verbose_name="escalated")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="done at")),
                        (
                            "done_note",
                            models.CharField(
                                blank=True, editable=False, max_length=300, verbose_name="what came of it"
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(editable=False, null=True, verbose_name="dropped at")),
                        (
                            "cancel_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason"),
                        ),
                        (
                            "cancelled_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="dropped by",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next_actions",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="done by",
                            ),
                        ),
                        (
                            "escalated_to",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="escalated to",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reminders",
                                to="relationships.goal",
                                verbose_name="goal",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next_actions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="next_actions",
                                to="relationships.interaction",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "plan_task",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="action",
                                to="relationships.plantask",
                                verbose_name="task of a plan",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="relationships.playbookrun",
                                verbose_name="playbook",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "next action",
                        "verbose_name_plural": "next actions",
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("cancelled_at", None), ("done_at", None)),
                                fields=["owner", "due_on", "id"],
                                name="next_action_open_of_owner",
                            ),
                            models.Index(
                                condition=models.Q(("cancelled_at", None), ("done_at", None)),
                                fields=["customer", "due_on", "id"],
                                name="next_action_open_of_cust",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("done_at", None), ("cancelled_at", None), _connector="OR"),
                                name="next_action_done_or_dropped",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="manual", max_length=40, verbose_name="system")),
                        ("key", models.CharField(editable=False, max_length=200, verbose_name="key")),
                        ("period_end", models.DateField(verbose_name="end of the period")),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="value")),
                        ("evidence", models.CharField(blank=True, max_length=300, verbose_name="evidence")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcome_readings",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="relationships.goal",
                                verbose_name="goal",
                            ),
                        ),
                        (
                            "import_run",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="readings",
                                to="relationships.interaction",
                                verbose_name="interaction",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "outcome reading",
                        "verbose_name_plural": "outcome readings",
                        "ordering": ["-period_end", "-recorded_at", "-id"],
                        "indexes": [
                            models.Index(fields=["goal", "period_end", "recorded_at"], name="outcome_reading_of_goal")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "key"), name="outcome_reading_natural_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                        (
                            "cost_role",
                            models.CharField(
                                choices=[
                                    ("csm", "customer success"),
                                    ("sales", "sales"),
                                    ("engineer", "engineer"),
                                    ("executive", "executive"),
                                    ("other", "other"),
                                ],
                                default="csm",
                                max_length=10,
                                verbose_name="cost role",
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participations",
                                to="relationships.interaction",
                                verbose_name="interaction",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "colleague there",
                        "verbose_name_plural": "colleagues there",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("interaction", "user"), name="colleague_once_per_interaction"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlannedContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        (
                            "key",
                            models.CharField(
                                default=relationships.models.filed.random_key,
                                editable=False,
                                max_length=120,
                                verbose_name="key",
                            ),
                        ),
                        (
                            "visit_id",
                            models.UUIDField(blank=True, editable=False, null=True, verbose_name="joint visit"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("call", "phone or video call"),
                                    ("im", "WeCom or WeChat"),
                                    ("visit", "visit"),
                                    ("meeting", "meeting"),
                                    ("mail", "mail"),
                                    ("tech_exchange", "technical exchange"),
                                    ("training", "training or workshop"),
                                    ("exec_visit", "executive visit"),
                                    ("planning", "part in the customer's planning"),
                                    ("joint_marketing", "joint marketing"),
                                    ("greeting", "festive greeting"),
                                ],
                                max_length=16,
                                verbose_name="kind",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="day")),
                        ("time", models.TimeField(blank=True, null=True, verbose_name="time")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(1440),
                                ],
                                verbose_name="minutes",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                        ("purpose", models.CharField(max_length=300, verbose_name="what for")),
                        ("cancelled_at", models.DateTimeField(editable=False, null=True, verbose_name="cancelled at")),
                        (
                            "cancel_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason"),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed at"
                            ),
                        ),
                        (
                            "idempotency_key",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="key against repeats"
                            ),
                        ),
                        (
                            "cancelled_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cancelled by",
                            ),
                        ),
                        (
                            "colleagues",
                            models.ManyToManyField(
                                related_name="planned_contacts", to=settings.AUTH_USER_MODEL, verbose_name="colleagues"
                            ),
                        ),
                        (
                            "contacts",
                            models.ManyToManyField(
                                blank=True,
                                related_name="planned_contacts",
                                to="customers.contact",
                                verbose_name="people to meet",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="planned_contacts",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "import_run",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                        (
                            "interaction",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="planned",
                                to="relationships.interaction",
                                verbose_name="interaction",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who leads",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "planned contact",
                        "verbose_name_plural": "planned contacts",
                        "ordering": ["on", "id"],
                        "indexes": [
                            models.Index(fields=["on", "id"], name="plan_by_day"),
                            models.Index(fields=["customer", "on", "id"], name="plan_of_customer"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("key",), name="plan_natural_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at", None), ("cancelled_by", None)),
                                    models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_cancelled_by_somebody",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("idempotency_key", ""), _negated=True),
                                fields=("created_by", "idempotency_key"),
                                name="plan_sent_once_per_user",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPromise",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        (
                            "key",
                            models.CharField(
                                default=relationships.models.filed.random_key,
                                editable=False,
                                max_length=120,
                                verbose_name="key",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="what was promised")),
                        ("due_on", models.DateField(verbose_name="by when")),
                        ("said_on", models.DateField(verbose_name="promised on")),
                        (
                            "slipped",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="a day passed before another was agreed"
                            ),
                        ),
                        ("kept_on", models.DateField(editable=False, null=True, verbose_name="kept on")),
                        ("broken_on", models.DateField(editable=False, null=True, verbose_name="broken on")),
                        ("outcome_note", models.CharField(blank=True, max_length=300, verbose_name="what came of it")),
                        ("settled_at", models.DateTimeField(editable=False, null=True, verbose_name="recorded at")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.contact",
                                verbose_name="to whom",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "import_run",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who keeps it",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="relationships.interaction",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="relationships.nextaction",
                                verbose_name="next action",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical promise",
                        "verbose_name_plural": "historical promises",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="JointReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        ("held_on", models.DateField(verbose_name="held on")),
                        (
                            "we_got",
                            models.TextField(blank=True, max_length=1000, verbose_name="what we got, in our words"),
                        ),
                        (
                            "they_got",
                            models.TextField(blank=True, max_length=1000, verbose_name="what they got, in their words"),
                        ),
                        ("goals", models.JSONField(default=list, editable=False, verbose_name="goals of that day")),
                        ("money", models.JSONField(default=dict, editable=False, verbose_name="money of that day")),
                        ("signed_on", models.DateField(editable=False, null=True, verbose_name="signed on")),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joint_reviews",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "ours",
                            models.ManyToManyField(
                                related_name="joint_reviews", to=settings.AUTH_USER_MODEL, verbose_name="people of ours"
                            ),
                        ),
                        (
                            "signed_by_them",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.contact",
                                verbose_name="signed for them by",
                            ),
                        ),
                        (
                            "signed_by_us",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="signed for us by",
                            ),
                        ),
                        (
                            "theirs",
                            models.ManyToManyField(
                                related_name="joint_reviews", to="customers.contact", verbose_name="people of theirs"
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "next_step",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joint_reviews",
                                to="relationships.nextaction",
                                verbose_name="next step",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "two-sided review",
                        "verbose_name_plural": "two-sided reviews",
                        "ordering": ["-held_on", "-id"],
                        "indexes": [models.Index(fields=["customer", "-held_on"], name="joint_review_of_customer")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_by_them", None), ("signed_by_us", None), ("signed_on", None)),
                                    models.Q(
                                        ("signed_by_them__isnull", False),
                                        ("signed_by_us__isnull", False),
                                        ("signed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="joint_review_signed_by_both",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="from day")),
                        ("from_time", models.TimeField(blank=True, null=True, verbose_name="from time")),
                        ("to_on", models.DateField(verbose_name="to day")),
                        ("to_time", models.TimeField(blank=True, null=True, verbose_name="to time")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="why")),
                        (
                            "at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="at"),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moves",
                                to="relationships.plannedcontact",
                                verbose_name="planned contact",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "move of a planned contact",
                        "verbose_name_plural": "moves of planned contacts",
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back at")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why taken back"),
                        ),
                        (
                            "key",
                            models.CharField(
                                default=relationships.models.filed.random_key,
                                editable=False,
                                max_length=120,
                                verbose_name="key",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="what was promised")),
                        ("due_on", models.DateField(verbose_name="by when")),
                        ("said_on", models.DateField(verbose_name="promised on")),
                        (
                            "slipped",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="a day passed before another was agreed"
                            ),
                        ),
                        ("kept_on", models.DateField(editable=False, null=True, verbose_name="kept on")),
                        ("broken_on", models.DateField(editable=False, null=True, verbose_name="broken on")),
                        ("outcome_note", models.CharField(blank=True, max_length=300, verbose_name="what came of it")),
                        ("settled_at", models.DateTimeField(editable=False, null=True, verbose_name="recorded at")),
                        (
                            "action",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="promises",
                                to="relationships.nextaction",
                                verbose_name="next action",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="customers.contact",
                                verbose_name="to whom",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "import_run",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who keeps it",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="promises",
                                to="relationships.interaction",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "promise",
                        "verbose_name_plural": "promises",
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("broken_on", None), ("kept_on", None), ("withdrawn_at", None)),
                                fields=["owner", "due_on", "id"],
                                name="promise_open_of_owner",
                            ),
                            models.Index(fields=["customer", "due_on", "id"], name="promise_of_customer"),
                            models.Index(fields=["due_on"], name="promise_due"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("key",), name="promise_natural_key"),
                            models.CheckConstraint(
                                condition=models.Q(("kept_on", None), ("broken_on", None), _connector="OR"),
                                name="promise_kept_or_broken",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("said_on"))),
                                name="promise_due_not_before_said",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PromiseMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("before", models.DateField(verbose_name="day until then")),
                        ("after", models.DateField(verbose_name="new day")),
                        ("reason", models.CharField(max_length=300, verbose_name="why")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded at")),
                        (
                            "agreed_with",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.contact",
                                verbose_name="agreed with",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moves",
                                to="relationships.promise",
                                verbose_name="promise",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "new day of a promise",
                        "verbose_name_plural": "new days of promises",
                        "ordering": ["-at", "-id"],
                    },
                ),
            ]
        ),
        migrations.RunPython(fill, take_back),
    ]
