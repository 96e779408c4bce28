"""The schema as one step for a new database: each table is made whole, where the steps replaced made it bit by bit."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import customers.importing.kinds
import customers.models.fields
import customers.money
from office.whole_tables import CreateModels


def _of(name):
    """The migration that brought first content or triggers; its rows stand there once."""
    return import_module(f"{__package__}.{name}")


def fill(apps, schema_editor):
    _of("0002_search_index").add(apps, schema_editor)
    _of("0003_dictionaries").fill(apps, schema_editor)


def take_back(apps, schema_editor):
    _of("0002_search_index").remove(apps, schema_editor)


class Migration(migrations.Migration):
    replaces = [
        ("customers", "0001_initial"),
        ("customers", "0002_search_index"),
        ("customers", "0003_dictionaries"),
        ("customers", "0004_import_rows"),
        ("customers", "0005_standing"),
        ("customers", "0006_drop_narrow_standing"),
        ("customers", "0007_worth"),
        ("customers", "0008_list_order"),
        ("customers", "0009_import_registry"),
        ("customers", "0010_hourly_rates_from_files"),
        ("customers", "0011_standing_orders"),
        ("customers", "0012_import_undo"),
        ("customers", "0013_chart_people"),
        ("customers", "0014_competitors"),
        ("customers", "0015_needs"),
        ("customers", "0016_effort_scores"),
        ("customers", "0017_expected_loss"),
        ("customers", "0018_reporting_lines"),
        ("customers", "0019_imported_ratings"),
    ]

    initial = True

    dependencies = [
        ("office", "0001_initial"),
        ("office", "0002_job_hint"),
        ("office", "__first__"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="AcquisitionChannel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name="code")),
                        ("label_zh_hans", models.CharField(max_length=80, verbose_name="label (Simplified)")),
                        (
                            "label_zh_hant",
                            models.CharField(blank=True, max_length=80, verbose_name="label (Traditional)"),
                        ),
                        ("label_en", models.CharField(blank=True, max_length=80, verbose_name="label (English)")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        ("retired", models.BooleanField(default=False, verbose_name="retired")),
                    ],
                    options={
                        "verbose_name": "acquisition channel",
                        "verbose_name_plural": "acquisition channels",
                        "ordering": ["order", "code"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CompanyStanding",
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
                                default="today",
                                max_length=5,
                                verbose_name="standing",
                            ),
                        ),
                        ("as_of", models.DateField(verbose_name="as of")),
                        ("month", models.DateField(verbose_name="up to month")),
                        ("customers", models.PositiveIntegerField(verbose_name="customers")),
                        ("basis", models.JSONField(verbose_name="basis")),
                        ("figures", models.JSONField(default=dict, verbose_name="figures")),
                        ("inputs_digest", models.CharField(max_length=64, verbose_name="digest of the inputs")),
                        ("formula_version", models.CharField(max_length=12, verbose_name="formula")),
                        (
                            "settings_number",
                            models.PositiveIntegerField(default=0, verbose_name="version of the settings"),
                        ),
                        ("computed_at", models.DateTimeField(verbose_name="computed at")),
                        ("changed_since", models.PositiveIntegerField(default=0, verbose_name="changed since")),
                    ],
                    options={
                        "verbose_name": "standing of the company",
                        "verbose_name_plural": "standings of the company",
                        "ordering": ["-as_of", "kind"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "today")),
                                fields=("kind",),
                                name="one_company_standing_today",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "today"), _negated=True),
                                fields=("kind", "as_of"),
                                name="company_standing_frozen_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Competitor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name="code")),
                        ("label_zh_hans", models.CharField(max_length=80, verbose_name="label (Simplified)")),
                        (
                            "label_zh_hant",
                            models.CharField(blank=True, max_length=80, verbose_name="label (Traditional)"),
                        ),
                        ("label_en", models.CharField(blank=True, max_length=80, verbose_name="label (English)")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        ("retired", models.BooleanField(default=False, verbose_name="retired")),
                    ],
                    options={
                        "verbose_name": "competitor",
                        "verbose_name_plural": "competitors",
                        "ordering": ["order", "code"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DepartmentFunction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name="code")),
                        ("label_zh_hans", models.CharField(max_length=80, verbose_name="label (Simplified)")),
                        (
                            "label_zh_hant",
                            models.CharField(blank=True, max_length=80, verbose_name="label (Traditional)"),
                        ),
                        ("label_en", models.CharField(blank=True, max_length=80, verbose_name="label (English)")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        ("retired", models.BooleanField(default=False, verbose_name="retired")),
                        ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="weight")),
                    ],
                    options={
                        "verbose_name": "department function",
                        "verbose_name_plural": "department functions",
                        "ordering": ["order", "code"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPerson",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("family_name", models.CharField(max_length=60, verbose_name="surname")),
                        ("given_name", models.CharField(blank=True, max_length=60, verbose_name="given name")),
                        ("name", models.CharField(editable=False, max_length=125, verbose_name="name")),
                        (
                            "form_of_address",
                            models.CharField(blank=True, max_length=40, verbose_name="form of address"),
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
                    ],
                    options={
                        "verbose_name": "historical person",
                        "verbose_name_plural": "historical people",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ImportRun",
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
                                choices=customers.importing.kinds.choices, max_length=30, verbose_name="kind"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("uploaded", "uploaded"),
                                    ("checked", "checked"),
                                    ("running", "running"),
                                    ("finished", "finished"),
                                    ("failed", "failed"),
                                ],
                                default="uploaded",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200, verbose_name="file")),
                        ("path", models.CharField(max_length=300, verbose_name="path")),
                        ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="digest of the file")),
                        ("mapping", models.JSONField(default=dict, verbose_name="column map")),
                        ("preview", models.JSONField(null=True, verbose_name="preview")),
                        ("rows", models.PositiveIntegerField(null=True, verbose_name="rows")),
                        ("created", models.PositiveIntegerField(default=0, verbose_name="created rows")),
                        ("updated", models.PositiveIntegerField(default=0, verbose_name="updated rows")),
                        ("skipped", models.PositiveIntegerField(default=0, verbose_name="skipped rows")),
                        ("rejected", models.PositiveIntegerField(default=0, verbose_name="rejected rows")),
                        ("done_to", models.PositiveIntegerField(default=0, verbose_name="done to row")),
                        (
                            "rejected_path",
                            models.CharField(blank=True, max_length=300, verbose_name="path of the rejected rows"),
                        ),
                        ("error", models.TextField(blank=True, verbose_name="error")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                        ("started_at", models.DateTimeField(null=True, verbose_name="started at")),
                        ("finished_at", models.DateTimeField(null=True, verbose_name="finished at")),
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
                            "job",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="office.job",
                                verbose_name="job",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import",
                        "verbose_name_plural": "imports",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Industry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name="code")),
                        ("label_zh_hans", models.CharField(max_length=80, verbose_name="label (Simplified)")),
                        (
                            "label_zh_hant",
                            models.CharField(blank=True, max_length=80, verbose_name="label (Traditional)"),
                        ),
                        ("label_en", models.CharField(blank=True, max_length=80, verbose_name="label (English)")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        ("retired", models.BooleanField(default=False, verbose_name="retired")),
                    ],
                    options={
                        "verbose_name": "industry",
                        "verbose_name_plural": "industries",
                        "ordering": ["order", "code"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("family_name", models.CharField(max_length=60, verbose_name="surname")),
                        ("given_name", models.CharField(blank=True, max_length=60, verbose_name="given name")),
                        ("name", models.CharField(editable=False, max_length=125, verbose_name="name")),
                        (
                            "sort_key",
                            customers.models.fields.SortKeyField(
                                editable=False, max_length=240, verbose_name="sort key"
                            ),
                        ),
                        ("search_text", models.TextField(editable=False, verbose_name="search text")),
                        (
                            "form_of_address",
                            models.CharField(blank=True, max_length=40, verbose_name="form of address"),
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
                    ],
                    options={
                        "verbose_name": "person",
                        "verbose_name_plural": "people",
                        "ordering": ["sort_key", "id"],
                        "indexes": [models.Index(fields=["sort_key", "id"], name="customers_p_sort_ke_a5b252_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="Product",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name="code")),
                        ("label_zh_hans", models.CharField(max_length=80, verbose_name="label (Simplified)")),
                        (
                            "label_zh_hant",
                            models.CharField(blank=True, max_length=80, verbose_name="label (Traditional)"),
                        ),
                        ("label_en", models.CharField(blank=True, max_length=80, verbose_name="label (English)")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        ("retired", models.BooleanField(default=False, verbose_name="retired")),
                        (
                            "tier",
                            models.CharField(
                                choices=[("basic", "basic"), ("premium", "premium")],
                                default="basic",
                                max_length=10,
                                verbose_name="product tier",
                            ),
                        ),
                        ("core", models.BooleanField(default=False, verbose_name="core product")),
                        ("standard", models.BooleanField(default=True, verbose_name="standard product")),
                    ],
                    options={
                        "verbose_name": "product",
                        "verbose_name_plural": "products",
                        "ordering": ["order", "code"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Region",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name="code")),
                        ("label_zh_hans", models.CharField(max_length=80, verbose_name="label (Simplified)")),
                        (
                            "label_zh_hant",
                            models.CharField(blank=True, max_length=80, verbose_name="label (Traditional)"),
                        ),
                        ("label_en", models.CharField(blank=True, max_length=80, verbose_name="label (English)")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        ("retired", models.BooleanField(default=False, verbose_name="retired")),
                        ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                        ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                        (
                            "city_tier",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="city tier"),
                        ),
                    ],
                    options={
                        "verbose_name": "region",
                        "verbose_name_plural": "regions",
                        "ordering": ["order", "code"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StressScenario",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("as_of", models.DateField(verbose_name="as of")),
                        ("selection", models.JSONField(verbose_name="what is lost")),
                        ("result", models.JSONField(verbose_name="answer on that day")),
                        ("plan", models.TextField(blank=True, verbose_name="plan")),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="review on")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived at")),
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
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stress scenario",
                        "verbose_name_plural": "stress scenarios",
                        "ordering": ["-as_of", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Tag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, unique=True, verbose_name="name")),
                    ],
                    options={
                        "verbose_name": "tag",
                        "verbose_name_plural": "tags",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="ValuationSettings",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                        ("values", models.JSONField(default=dict, verbose_name="values")),
                        ("why", models.CharField(max_length=300, verbose_name="why")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
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
                        "verbose_name": "valuation settings",
                        "verbose_name_plural": "valuation settings",
                        "ordering": ["-number"],
                    },
                ),
                migrations.CreateModel(
                    name="AcquisitionSpend",
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
                        ("month", models.DateField(verbose_name="month")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("media", "media"),
                                    ("events", "events and fairs"),
                                    ("agency", "agency"),
                                    ("channel_fee", "channel fees"),
                                    ("sales", "sales and pre-sales"),
                                    ("commission", "commission on first contracts"),
                                    ("other", "other"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("amount", customers.money.MoneyField(verbose_name="amount")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="description")),
                        (
                            "channel",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="customers.acquisitionchannel",
                                verbose_name="acquisition channel",
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
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="customers.region",
                                verbose_name="region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "acquisition spend",
                        "verbose_name_plural": "acquisition spend",
                        "ordering": ["-month", "-id"],
                        "indexes": [models.Index(fields=["month"], name="customers_a_month_4d098d_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "key"), name="acquisition_spend_natural_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BeforeImage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("model", models.CharField(max_length=60, verbose_name="kind of line")),
                        ("line_id", models.PositiveBigIntegerField(verbose_name="line")),
                        ("before", models.JSONField(verbose_name="before")),
                        ("version", models.PositiveIntegerField(null=True, verbose_name="version")),
                        (
                            "previous_run",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="customers.importrun",
                                verbose_name="earlier import",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="before_images",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["run", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("run", "model", "line_id"), name="before_image_once_per_run"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("contact", "to be contacted"),
                                    ("survey", "to be surveyed"),
                                    ("quote", "to be quoted by name"),
                                ],
                                max_length=10,
                                verbose_name="purpose",
                            ),
                        ),
                        ("given_on", models.DateField(verbose_name="given on")),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="how")),
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
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consents",
                                to="customers.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consent",
                        "verbose_name_plural": "consents",
                        "ordering": ["-given_on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="ContactPoint",
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
                                choices=[
                                    ("mobile", "mobile"),
                                    ("phone", "phone"),
                                    ("mail", "mail"),
                                    ("wechat", "WeChat"),
                                    ("wecom", "WeCom"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("value", models.CharField(max_length=200, verbose_name="number or address")),
                        (
                            "normal",
                            models.CharField(
                                db_index=True, editable=False, max_length=200, verbose_name="in normal form"
                            ),
                        ),
                        ("preferred", models.BooleanField(default=False, verbose_name="preferred")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="customers.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "way to reach",
                        "verbose_name_plural": "ways to reach",
                        "ordering": ["-preferred", "kind", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "kind", "normal"), name="contact_point_once_per_person"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Customer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("short_name", models.CharField(blank=True, max_length=80, verbose_name="short name")),
                        ("english_name", models.CharField(blank=True, max_length=200, verbose_name="English name")),
                        (
                            "sort_key",
                            customers.models.fields.SortKeyField(
                                editable=False, max_length=240, verbose_name="sort key"
                            ),
                        ),
                        ("search_text", models.TextField(editable=False, verbose_name="search text")),
                        (
                            "uscc",
                            models.CharField(
                                blank=True,
                                max_length=18,
                                null=True,
                                unique=True,
                                verbose_name="unified social credit code",
                            ),
                        ),
                        (
                            "size",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("micro", "under 20 people"),
                                    ("small", "20–99 people"),
                                    ("medium", "100–499 people"),
                                    ("large", "500–4,999 people"),
                                    ("giant", "5,000 people and more"),
                                ],
                                max_length=10,
                                verbose_name="size",
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
                        (
                            "status",
                            models.CharField(
                                choices=[("prospect", "prospect"), ("current", "customer"), ("lost", "lost")],
                                default="current",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("lost_on", models.DateField(blank=True, null=True, verbose_name="lost on")),
                        ("first_deal_on", models.DateField(blank=True, null=True, verbose_name="first deal")),
                        ("renewal_on", models.DateField(blank=True, null=True, verbose_name="renewal date")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                        ("website", models.URLField(blank=True, verbose_name="web site")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "chart_complete",
                            models.BooleanField(default=False, verbose_name="organisation chart is complete"),
                        ),
                        ("from_ledger", models.BooleanField(default=False, verbose_name="created from the ledger")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                        ("form_key", models.UUIDField(editable=False, null=True, verbose_name="form key")),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived at")),
                        (
                            "archived_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why archived"),
                        ),
                        (
                            "acquisition_channel",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="customers.acquisitionchannel",
                                verbose_name="acquisition channel",
                            ),
                        ),
                        (
                            "archived_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="archived by",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="customers",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subsidiaries",
                                to="customers.customer",
                                verbose_name="group parent",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="customers",
                                to="office.team",
                                verbose_name="team",
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
                            "industry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="customers.industry",
                                verbose_name="industry",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="customers.region",
                                verbose_name="region",
                            ),
                        ),
                        ("tags", models.ManyToManyField(blank=True, to="customers.tag", verbose_name="tags")),
                    ],
                    options={
                        "verbose_name": "customer",
                        "verbose_name_plural": "customers",
                        "ordering": ["sort_key", "id"],
                        "indexes": [
                            models.Index(fields=["sort_key", "id"], name="customers_c_sort_ke_7832dd_idx"),
                            models.Index(fields=["owner", "sort_key", "id"], name="customers_c_owner_i_a5208d_idx"),
                            models.Index(fields=["team", "sort_key", "id"], name="customers_c_team_id_8f750f_idx"),
                            models.Index(fields=["renewal_on", "id"], name="customers_c_renewal_8075e1_idx"),
                            models.Index(
                                condition=models.Q(("archived_at", None)),
                                fields=["sort_key", "id"],
                                name="customer_current_by_name",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("lost_on", None), ("status", "lost"), _connector="OR"),
                                name="customer_lost_on_only_when_lost",
                                violation_error_message="The day of loss belongs to lost customers only.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="customer_not_its_own_parent",
                            ),
                            models.UniqueConstraint(fields=("created_by", "form_key"), name="customer_once_per_form"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExchangeRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("on", models.DateField(verbose_name="on")),
                        ("rate", models.DecimalField(decimal_places=8, max_digits=18, verbose_name="rate")),
                        ("source", models.CharField(blank=True, max_length=80, verbose_name="source")),
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
                    ],
                    options={
                        "verbose_name": "exchange rate",
                        "verbose_name_plural": "exchange rates",
                        "ordering": ["currency", "-on"],
                        "constraints": [
                            models.UniqueConstraint(fields=("currency", "on"), name="one_rate_per_currency_and_day"),
                            models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="rate_is_positive"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Funds",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("on", models.DateField(unique=True, verbose_name="date")),
                        ("cash", customers.money.MoneyField(verbose_name="cash")),
                        ("fixed_monthly", customers.money.MoneyField(verbose_name="fixed cost per month")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                    ],
                    options={
                        "verbose_name": "cash and fixed cost",
                        "verbose_name_plural": "cash and fixed cost",
                        "ordering": ["-on"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAcquisitionSpend",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="manual", max_length=40, verbose_name="system")),
                        ("key", models.CharField(editable=False, max_length=200, verbose_name="key")),
                        ("month", models.DateField(verbose_name="month")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("media", "media"),
                                    ("events", "events and fairs"),
                                    ("agency", "agency"),
                                    ("channel_fee", "channel fees"),
                                    ("sales", "sales and pre-sales"),
                                    ("commission", "commission on first contracts"),
                                    ("other", "other"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("amount", customers.money.MoneyField(verbose_name="amount")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="description")),
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
                            "channel",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.acquisitionchannel",
                                verbose_name="acquisition channel",
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
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.region",
                                verbose_name="region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical acquisition spend",
                        "verbose_name_plural": "historical acquisition spend",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFunds",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("on", models.DateField(db_index=True, verbose_name="date")),
                        ("cash", customers.money.MoneyField(verbose_name="cash")),
                        ("fixed_monthly", customers.money.MoneyField(verbose_name="fixed cost per month")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                    ],
                    options={
                        "verbose_name": "historical cash and fixed cost",
                        "verbose_name_plural": "historical cash and fixed cost",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalHourlyRate",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("role", models.CharField(max_length=20, verbose_name="cost role")),
                        ("since", models.DateField(verbose_name="since")),
                        ("hourly", customers.money.MoneyField(verbose_name="cost per hour")),
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
                    ],
                    options={
                        "verbose_name": "historical hourly rate",
                        "verbose_name_plural": "historical hourly rates",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalTarget",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("revenue", "revenue"),
                                    ("net_profit", "net customer profit"),
                                    ("new_customers", "new customers"),
                                    ("nrr", "net revenue retention"),
                                    ("repurchase_1y", "one-year repurchase rate of the industry"),
                                ],
                                max_length=16,
                                verbose_name="measure",
                            ),
                        ),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="value")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                    ],
                    options={
                        "verbose_name": "historical target",
                        "verbose_name_plural": "historical targets",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HourlyRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("role", models.CharField(max_length=20, verbose_name="cost role")),
                        ("since", models.DateField(verbose_name="since")),
                        ("hourly", customers.money.MoneyField(verbose_name="cost per hour")),
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
                    ],
                    options={
                        "verbose_name": "hourly rate",
                        "verbose_name_plural": "hourly rates",
                        "ordering": ["role", "-since"],
                        "constraints": [
                            models.UniqueConstraint(fields=("role", "since"), name="one_rate_per_role_and_day"),
                            models.CheckConstraint(
                                condition=models.Q(("hourly__gte", 0)), name="hourly_rate_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportUndo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("running", "running"), ("finished", "finished")],
                                default="running",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=0, verbose_name="step")),
                        ("done_to", models.BigIntegerField(default=0, verbose_name="done to record")),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="records")),
                        ("reverted", models.PositiveIntegerField(default=0, verbose_name="reverted records")),
                        ("kept", models.PositiveIntegerField(default=0, verbose_name="kept records")),
                        ("failed", models.PositiveIntegerField(default=0, verbose_name="failed records")),
                        ("removed_customers", models.PositiveIntegerField(default=0, verbose_name="customers removed")),
                        ("touched", models.JSONField(default=list, verbose_name="customers touched")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                        ("finished_at", models.DateTimeField(null=True, verbose_name="finished at")),
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
                            "job",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="office.job",
                                verbose_name="job",
                            ),
                        ),
                        (
                            "run",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="undo",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "undo of an import",
                        "verbose_name_plural": "undos of imports",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="PersonSearchKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", customers.models.fields.SortKeyField(max_length=2, verbose_name="key")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="search_keys",
                                to="customers.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["key", "person"],
                        "indexes": [models.Index(fields=["person"], name="customers_p_person__eb868b_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("key", "person"), name="person_search_key_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RejectedRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("row", models.PositiveIntegerField(verbose_name="row")),
                        ("problems", models.JSONField(verbose_name="problems")),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rejected_rows",
                                to="customers.importrun",
                                verbose_name="import",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["run", "row"],
                        "constraints": [models.UniqueConstraint(fields=("run", "row"), name="rejected_row_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("revenue", "revenue"),
                                    ("net_profit", "net customer profit"),
                                    ("new_customers", "new customers"),
                                    ("nrr", "net revenue retention"),
                                    ("repurchase_1y", "one-year repurchase rate of the industry"),
                                ],
                                max_length=16,
                                verbose_name="measure",
                            ),
                        ),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="value")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                    ],
                    options={
                        "verbose_name": "target",
                        "verbose_name_plural": "targets",
                        "ordering": ["-year", "measure"],
                        "constraints": [
                            models.UniqueConstraint(fields=("year", "measure"), name="one_target_per_year_and_measure")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField(verbose_name="since")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="account_members",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person on the account",
                        "verbose_name_plural": "people on the account",
                        "ordering": ["since", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("customer", "user"),
                                name="one_open_membership_per_person",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
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
                        ("name", models.CharField(max_length=120, verbose_name="certificate")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="expires on")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
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
                    ],
                    options={
                        "verbose_name": "certificate",
                        "verbose_name_plural": "certificates",
                        "ordering": ["name", "-issued_on", "id"],
                        "constraints": [models.UniqueConstraint(fields=("customer", "name"), name="certificate_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Contract",
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
                        ("number", models.CharField(max_length=60, verbose_name="contract number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("subscription", "subscription"),
                                    ("frame", "framework agreement"),
                                    ("project", "project"),
                                ],
                                default="subscription",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="starts on")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                        (
                            "fee",
                            customers.money.MoneyField(blank=True, null=True, verbose_name="recurring fee without VAT"),
                        ),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        (
                            "months",
                            models.PositiveSmallIntegerField(default=12, verbose_name="months the fee pays for"),
                        ),
                        (
                            "payment_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="payment term in days"
                            ),
                        ),
                        (
                            "renewal",
                            models.CharField(
                                choices=[("open", "not decided"), ("renewed", "renewed"), ("ended", "ended")],
                                default="open",
                                max_length=8,
                                verbose_name="renewal",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended early on")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contracts",
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
                    ],
                    options={
                        "verbose_name": "contract",
                        "verbose_name_plural": "contracts",
                        "ordering": ["-starts_on", "-id"],
                        "indexes": [
                            models.Index(fields=["customer", "starts_on"], name="customers_c_custome_43aba2_idx")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "number"), name="contract_natural_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="contract_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("months__gte", 1)), name="contract_fee_pays_for_a_month"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CustomerSearchKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", customers.models.fields.SortKeyField(max_length=2, verbose_name="key")),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="search_keys",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["key", "customer"],
                        "indexes": [models.Index(fields=["customer"], name="customers_c_custome_6315dd_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("key", "customer"), name="customer_search_key_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CustomerStanding",
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
                                default="today",
                                max_length=5,
                                verbose_name="standing",
                            ),
                        ),
                        ("as_of", models.DateField(verbose_name="as of")),
                        ("month", models.DateField(verbose_name="up to month")),
                        ("net_t12", customers.money.MoneyField(null=True, verbose_name="revenue, 12 months")),
                        (
                            "net_p12",
                            customers.money.MoneyField(null=True, verbose_name="revenue, the 12 months before"),
                        ),
                        ("first_order_on", models.DateField(null=True, verbose_name="first order")),
                        ("last_order_on", models.DateField(null=True, verbose_name="last order")),
                        (
                            "order_days_t12",
                            models.PositiveIntegerField(default=0, verbose_name="order days, 12 months"),
                        ),
                        (
                            "tenure_months",
                            models.PositiveIntegerField(null=True, verbose_name="months since the first order"),
                        ),
                        ("mrr", customers.money.MoneyField(null=True, verbose_name="monthly recurring revenue")),
                        ("growth", models.FloatField(null=True, verbose_name="growth")),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("prospect", "prospect"),
                                    ("new", "new"),
                                    ("growing", "growing"),
                                    ("mature", "mature"),
                                    ("declining", "declining"),
                                    ("dormant", "dormant"),
                                    ("won_back", "won back"),
                                    ("lost", "lost"),
                                ],
                                max_length=9,
                                verbose_name="stage",
                            ),
                        ),
                        ("active", models.BooleanField(default=False, verbose_name="active in 90 days")),
                        ("gross_profit", customers.money.MoneyField(null=True, verbose_name="gross profit")),
                        ("contribution", customers.money.MoneyField(null=True, verbose_name="contribution profit")),
                        ("net_profit", customers.money.MoneyField(null=True, verbose_name="net customer profit")),
                        (
                            "net_profit_p12",
                            customers.money.MoneyField(
                                null=True, verbose_name="net customer profit, the 12 months before"
                            ),
                        ),
                        (
                            "net_profit_ever",
                            customers.money.MoneyField(
                                null=True, verbose_name="net customer profit since the first order"
                            ),
                        ),
                        ("cost_to_serve", customers.money.MoneyField(null=True, verbose_name="cost to serve")),
                        (
                            "direct_cost",
                            customers.money.MoneyField(
                                null=True, verbose_name="service, custom R&D and relationship cost"
                            ),
                        ),
                        ("service_minutes", models.PositiveIntegerField(default=0, verbose_name="service minutes")),
                        (
                            "capital_cost",
                            customers.money.MoneyField(null=True, verbose_name="capital cost of payment terms"),
                        ),
                        ("receivable", customers.money.MoneyField(null=True, verbose_name="open receivable")),
                        (
                            "expected_loss",
                            customers.money.MoneyField(null=True, verbose_name="expected loss of what is open"),
                        ),
                        ("allowance", customers.money.MoneyField(null=True, verbose_name="expected credit loss")),
                        ("net_margin", models.FloatField(null=True, verbose_name="net margin")),
                        ("partial", models.BooleanField(default=False, verbose_name="costs are incomplete")),
                        ("retention", models.FloatField(null=True, verbose_name="retention rate")),
                        ("ltv", customers.money.MoneyField(null=True, verbose_name="lifetime value, 5 years")),
                        (
                            "ltv_basis",
                            models.CharField(blank=True, max_length=12, verbose_name="yearly profit behind it"),
                        ),
                        ("cac", customers.money.MoneyField(null=True, verbose_name="acquisition cost")),
                        ("payback_months", models.PositiveIntegerField(null=True, verbose_name="months to pay back")),
                        ("payback_status", models.CharField(blank=True, max_length=16, verbose_name="payback")),
                        ("wallet_share", models.FloatField(null=True, verbose_name="share of wallet")),
                        ("wallet_flag", models.CharField(blank=True, max_length=16, verbose_name="wallet")),
                        (
                            "curve_status",
                            models.CharField(blank=True, max_length=10, verbose_name="value-return curve"),
                        ),
                        ("lighthouse", models.CharField(blank=True, max_length=16, verbose_name="lighthouse")),
                        (
                            "payment_grade",
                            models.CharField(
                                blank=True,
                                choices=[("A", "A"), ("B", "B"), ("C", "C"), ("D", "D"), ("unrated", "not rated yet")],
                                max_length=7,
                                verbose_name="payment grade",
                            ),
                        ),
                        ("days_late", models.FloatField(null=True, verbose_name="weighted days late")),
                        ("potential", models.FloatField(null=True, verbose_name="potential")),
                        (
                            "profit_class",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A high profit, high potential"),
                                    ("B", "B high profit, low potential"),
                                    ("C", "C low profit, high potential"),
                                    ("D", "D low profit, low potential"),
                                    ("A/B", "A or B: potential unknown"),
                                    ("C/D", "C or D: potential unknown"),
                                    ("unclassified", "not classified"),
                                ],
                                max_length=12,
                                verbose_name="profitability class",
                            ),
                        ),
                        ("tier_score", models.FloatField(null=True, verbose_name="tier score")),
                        (
                            "tier_computed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("S", "S strategic"),
                                    ("A", "A partner"),
                                    ("B", "B value"),
                                    ("C", "C general"),
                                ],
                                max_length=1,
                                verbose_name="computed tier",
                            ),
                        ),
                        (
                            "tier_effective",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("S", "S strategic"),
                                    ("A", "A partner"),
                                    ("B", "B value"),
                                    ("C", "C general"),
                                ],
                                max_length=1,
                                verbose_name="effective tier",
                            ),
                        ),
                        ("scorecard", models.FloatField(null=True, verbose_name="good-customer score")),
                        (
                            "scorecard_band",
                            models.CharField(blank=True, max_length=12, verbose_name="good-customer band"),
                        ),
                        ("satisfied", models.BooleanField(null=True, verbose_name="satisfied")),
                        ("p_trend", models.FloatField(null=True, verbose_name="p of the falling trend")),
                        ("rel_annual", models.FloatField(null=True, verbose_name="trend per year")),
                        ("level", models.FloatField(null=True, verbose_name="level against last year")),
                        ("p_overdue", models.FloatField(null=True, verbose_name="p of the overdue order")),
                        ("leaked_annual", customers.money.MoneyField(null=True, verbose_name="leaked per year")),
                        ("at_stake_annual", customers.money.MoneyField(null=True, verbose_name="at stake per year")),
                        (
                            "alarm",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("confirmed", "confirmed"),
                                    ("suspect", "suspect"),
                                    ("unsaid", "no opinion and falling"),
                                ],
                                max_length=9,
                                verbose_name="silent defector",
                            ),
                        ),
                        ("severity", models.CharField(blank=True, max_length=8, verbose_name="severity")),
                        ("money_at_risk", customers.money.MoneyField(null=True, verbose_name="money at risk")),
                        ("profit_at_risk", customers.money.MoneyField(null=True, verbose_name="profit at risk")),
                        ("missing", models.JSONField(default=list, verbose_name="what is missing")),
                        ("parts", models.JSONField(default=dict, verbose_name="parts")),
                        ("inputs_digest", models.CharField(max_length=64, verbose_name="digest of the inputs")),
                        ("formula_version", models.CharField(max_length=12, verbose_name="formula")),
                        (
                            "settings_number",
                            models.PositiveIntegerField(default=0, verbose_name="version of the settings"),
                        ),
                        ("computed_at", models.DateTimeField(verbose_name="computed at")),
                        (
                            "current_for",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="standing",
                                to="customers.customer",
                                verbose_name="today's of",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="standings",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "standing",
                        "verbose_name_plural": "standings",
                        "ordering": ["customer_id", "-as_of", "kind"],
                        "indexes": [
                            models.Index(fields=["kind", "as_of"], name="customer_standing_day"),
                            models.Index(fields=["customer", "as_of"], name="customer_standing_of"),
                            models.Index(
                                condition=models.Q(("current_for", None), _negated=True),
                                fields=["net_t12", "current_for"],
                                name="customer_now_by_net_t12",
                            ),
                            models.Index(
                                condition=models.Q(("current_for", None), _negated=True),
                                fields=["net_margin", "current_for"],
                                name="customer_now_by_net_margin",
                            ),
                            models.Index(
                                condition=models.Q(
                                    models.Q(("current_for", None), _negated=True),
                                    models.Q(("money_at_risk", None), _negated=True),
                                ),
                                fields=["money_at_risk", "current_for"],
                                name="customer_now_by_money_at_risk",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "today"), _negated=True),
                                fields=("customer", "kind", "as_of"),
                                name="customer_standing_frozen_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("current_for", models.F("customer")), ("kind", "today")),
                                    models.Q(models.Q(("kind", "today"), _negated=True), ("current_for", None)),
                                    _connector="OR",
                                ),
                                name="customer_standing_now_is_today",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CustomerYear",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "revenue",
                            customers.money.MoneyField(blank=True, null=True, verbose_name="its yearly revenue"),
                        ),
                        ("employees", models.PositiveIntegerField(blank=True, null=True, verbose_name="employees")),
                        ("told_by", models.CharField(blank=True, max_length=200, verbose_name="source")),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="years",
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
                    ],
                    options={
                        "verbose_name": "year of a customer",
                        "verbose_name_plural": "years of customers",
                        "ordering": ["-year", "-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("customer", "year"), name="customer_year_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deal",
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
                        ("number", models.CharField(max_length=60, verbose_name="deal number")),
                        ("name", models.CharField(max_length=200, verbose_name="about")),
                        ("opened_on", models.DateField(verbose_name="opened on")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("open", "open"), ("won", "won"), ("lost", "lost")],
                                default="open",
                                max_length=4,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "amount",
                            customers.money.MoneyField(blank=True, null=True, verbose_name="amount without VAT"),
                        ),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("loss_reason", models.CharField(blank=True, max_length=200, verbose_name="why lost")),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deals",
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
                    ],
                    options={
                        "verbose_name": "deal",
                        "verbose_name_plural": "deals",
                        "ordering": ["-opened_on", "-id"],
                        "indexes": [models.Index(fields=["closed_on"], name="customers_d_closed__40e1e1_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "number"), name="deal_natural_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_on", None), ("outcome", "open")),
                                    models.Q(
                                        models.Q(("outcome", "open"), _negated=True), ("closed_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="deal_closed_when_it_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DefectorAlert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("month", models.DateField(verbose_name="month")),
                        (
                            "status",
                            models.CharField(
                                choices=[("confirmed", "confirmed"), ("suspect", "suspect")],
                                max_length=9,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "severity",
                            models.CharField(
                                choices=[("severe", "severe"), ("moderate", "moderate"), ("mild", "mild")],
                                max_length=8,
                                verbose_name="severity",
                            ),
                        ),
                        ("p", models.FloatField(verbose_name="p")),
                        ("adjusted_p", models.FloatField(verbose_name="adjusted p")),
                        ("money_at_risk", customers.money.MoneyField(verbose_name="money at risk")),
                        ("profit_at_risk", customers.money.MoneyField(verbose_name="profit at risk")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("open", "not looked into"),
                                    ("true", "true: it is leaving"),
                                    ("recovered", "true and won over"),
                                    ("false", "false alarm"),
                                ],
                                default="open",
                                max_length=9,
                                verbose_name="outcome",
                            ),
                        ),
                        ("outcome_note", models.TextField(blank=True, verbose_name="what was found")),
                        ("outcome_on", models.DateField(blank=True, null=True, verbose_name="found on")),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="defector_alerts",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "outcome_by",
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
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "alert of a silent defector",
                        "verbose_name_plural": "alerts of silent defectors",
                        "ordering": ["-month", "-money_at_risk", "customer"],
                        "constraints": [
                            models.UniqueConstraint(fields=("customer", "month"), name="defector_alert_once_a_month"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "open"), ("outcome_on", None)),
                                    models.Q(
                                        models.Q(("outcome", "open"), _negated=True), ("outcome_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="defector_alert_outcome_has_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Department",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="departments",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="children",
                                to="customers.department",
                                verbose_name="reports to",
                            ),
                        ),
                        (
                            "function",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="customers.departmentfunction",
                                verbose_name="function",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "department",
                        "verbose_name_plural": "departments",
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "name"), name="department_name_once_per_customer"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExternalId",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(default="ledger", max_length=40, verbose_name="system")),
                        ("value", models.CharField(max_length=80, verbose_name="number")),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="external_ids",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "external id",
                        "verbose_name_plural": "external ids",
                        "ordering": ["source", "value"],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "value"), name="external_id_once_per_source")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCertificate",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="manual", max_length=40, verbose_name="system")),
                        ("name", models.CharField(max_length=120, verbose_name="certificate")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="expires on")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                    ],
                    options={
                        "verbose_name": "historical certificate",
                        "verbose_name_plural": "historical certificates",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContract",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="manual", max_length=40, verbose_name="system")),
                        ("number", models.CharField(max_length=60, verbose_name="contract number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("subscription", "subscription"),
                                    ("frame", "framework agreement"),
                                    ("project", "project"),
                                ],
                                default="subscription",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="starts on")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                        (
                            "fee",
                            customers.money.MoneyField(blank=True, null=True, verbose_name="recurring fee without VAT"),
                        ),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        (
                            "months",
                            models.PositiveSmallIntegerField(default=12, verbose_name="months the fee pays for"),
                        ),
                        (
                            "payment_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="payment term in days"
                            ),
                        ),
                        (
                            "renewal",
                            models.CharField(
                                choices=[("open", "not decided"), ("renewed", "renewed"), ("ended", "ended")],
                                default="open",
                                max_length=8,
                                verbose_name="renewal",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended early on")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
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
                    ],
                    options={
                        "verbose_name": "historical contract",
                        "verbose_name_plural": "historical contracts",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCustomer",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("short_name", models.CharField(blank=True, max_length=80, verbose_name="short name")),
                        ("english_name", models.CharField(blank=True, max_length=200, verbose_name="English name")),
                        (
                            "uscc",
                            models.CharField(
                                blank=True,
                                db_index=True,
                                max_length=18,
                                null=True,
                                verbose_name="unified social credit code",
                            ),
                        ),
                        (
                            "size",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("micro", "under 20 people"),
                                    ("small", "20–99 people"),
                                    ("medium", "100–499 people"),
                                    ("large", "500–4,999 people"),
                                    ("giant", "5,000 people and more"),
                                ],
                                max_length=10,
                                verbose_name="size",
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
                        (
                            "status",
                            models.CharField(
                                choices=[("prospect", "prospect"), ("current", "customer"), ("lost", "lost")],
                                default="current",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("lost_on", models.DateField(blank=True, null=True, verbose_name="lost on")),
                        ("first_deal_on", models.DateField(blank=True, null=True, verbose_name="first deal")),
                        ("renewal_on", models.DateField(blank=True, null=True, verbose_name="renewal date")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                        ("website", models.URLField(blank=True, verbose_name="web site")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "chart_complete",
                            models.BooleanField(default=False, verbose_name="organisation chart is complete"),
                        ),
                        ("from_ledger", models.BooleanField(default=False, verbose_name="created from the ledger")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created at")),
                        ("archived_at", models.DateTimeField(editable=False, null=True, verbose_name="archived at")),
                        (
                            "archived_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why archived"),
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
                            "acquisition_channel",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.acquisitionchannel",
                                verbose_name="acquisition channel",
                            ),
                        ),
                        (
                            "archived_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="archived by",
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
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="group parent",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="office.team",
                                verbose_name="team",
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
                            "industry",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.industry",
                                verbose_name="industry",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.region",
                                verbose_name="region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical customer",
                        "verbose_name_plural": "historical customers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCustomerYear",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="manual", max_length=40, verbose_name="system")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "revenue",
                            customers.money.MoneyField(blank=True, null=True, verbose_name="its yearly revenue"),
                        ),
                        ("employees", models.PositiveIntegerField(blank=True, null=True, verbose_name="employees")),
                        ("told_by", models.CharField(blank=True, max_length=200, verbose_name="source")),
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
                    ],
                    options={
                        "verbose_name": "historical year of a customer",
                        "verbose_name_plural": "historical years of customers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDeal",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="manual", max_length=40, verbose_name="system")),
                        ("number", models.CharField(max_length=60, verbose_name="deal number")),
                        ("name", models.CharField(max_length=200, verbose_name="about")),
                        ("opened_on", models.DateField(verbose_name="opened on")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("open", "open"), ("won", "won"), ("lost", "lost")],
                                default="open",
                                max_length=4,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "amount",
                            customers.money.MoneyField(blank=True, null=True, verbose_name="amount without VAT"),
                        ),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("loss_reason", models.CharField(blank=True, max_length=200, verbose_name="why lost")),
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
                    ],
                    options={
                        "verbose_name": "historical deal",
                        "verbose_name_plural": "historical deals",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLead",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="manual", max_length=40, verbose_name="system")),
                        ("number", models.CharField(max_length=60, verbose_name="lead number")),
                        ("name", models.CharField(max_length=200, verbose_name="company")),
                        ("created_on", models.DateField(verbose_name="came on")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("open", "open"), ("won", "won"), ("lost", "lost"), ("unfit", "not a fit")],
                                default="open",
                                max_length=6,
                                verbose_name="outcome",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
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
                            "channel",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.acquisitionchannel",
                                verbose_name="acquisition channel",
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
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.region",
                                verbose_name="region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical lead",
                        "verbose_name_plural": "historical leads",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLighthouseRecord",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "benchmark_industry",
                            models.BooleanField(default=False, verbose_name="sets the benchmark of its industry"),
                        ),
                        ("innovator", models.BooleanField(default=False, verbose_name="innovates with us")),
                        ("opens_market", models.BooleanField(default=False, verbose_name="opens a market")),
                        ("capability_pull", models.BooleanField(default=False, verbose_name="pulls our abilities up")),
                        ("evidence", models.TextField(verbose_name="evidence")),
                        ("cap", customers.money.MoneyField(blank=True, null=True, verbose_name="most we invest")),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="review on")),
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
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
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
                        "verbose_name": "historical lighthouse record",
                        "verbose_name_plural": "historical lighthouse records",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalNeed",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("title", models.CharField(max_length=120, verbose_name="need")),
                        (
                            "importance",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="importance",
                            ),
                        ),
                        ("needed_by", models.DateField(blank=True, null=True, verbose_name="needed by")),
                        (
                            "met",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "not met"), (50, "met in part"), (100, "met")],
                                default=0,
                                verbose_name="how far met",
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
                        "verbose_name": "historical need",
                        "verbose_name_plural": "historical needs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReferral",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("referrer", "brought by"), ("reference", "convinced by")],
                                default="referrer",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                            "named",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                                verbose_name="named customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical referral",
                        "verbose_name_plural": "historical referrals",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalValuePlan",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("starts_on", models.DateField(verbose_name="starts on")),
                        ("years", models.JSONField(verbose_name="planned net value by year")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
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
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
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
                        "verbose_name": "historical value plan",
                        "verbose_name_plural": "historical value plans",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalWalletEstimate",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="manual", max_length=40, verbose_name="system")),
                        ("on", models.DateField(verbose_name="date")),
                        ("category", models.CharField(blank=True, max_length=80, verbose_name="category")),
                        ("total", customers.money.MoneyField(verbose_name="yearly spend in the category")),
                        ("told_by", models.CharField(max_length=200, verbose_name="source")),
                        (
                            "confidence",
                            models.CharField(
                                choices=[("low", "low"), ("medium", "medium"), ("high", "high")],
                                default="medium",
                                max_length=6,
                                verbose_name="confidence",
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
                    ],
                    options={
                        "verbose_name": "historical wallet estimate",
                        "verbose_name_plural": "historical wallet estimates",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoryEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("verb", models.CharField(max_length=40, verbose_name="verb")),
                        ("at", models.DateTimeField(verbose_name="at")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="why")),
                        ("detail", models.JSONField(blank=True, default=dict, verbose_name="details")),
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
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="history_entries",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "history entry",
                        "verbose_name_plural": "history entries",
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["customer", "-at", "-id"], name="customers_h_custome_5d96c3_idx")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invoice",
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
                        ("number", models.CharField(max_length=60, verbose_name="invoice number")),
                        ("issued_on", models.DateField(verbose_name="issued on")),
                        ("delivered_on", models.DateField(blank=True, null=True, verbose_name="delivered on")),
                        ("due_on", models.DateField(verbose_name="due on")),
                        ("amount", customers.money.MoneyField(verbose_name="amount with VAT")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("disputed", models.BooleanField(default=False, verbose_name="disputed")),
                        ("written_off_on", models.DateField(blank=True, null=True, verbose_name="written off on")),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="description")),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invoices",
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
                    ],
                    options={
                        "verbose_name": "invoice",
                        "verbose_name_plural": "invoices",
                        "ordering": ["-issued_on", "-id"],
                        "indexes": [
                            models.Index(fields=["customer", "issued_on", "id"], name="customers_i_custome_e4add0_idx")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "number"), name="invoice_natural_key"),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("issued_on"))),
                                name="invoice_due_after_issue",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lead",
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
                        ("number", models.CharField(max_length=60, verbose_name="lead number")),
                        ("name", models.CharField(max_length=200, verbose_name="company")),
                        ("created_on", models.DateField(verbose_name="came on")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("open", "open"), ("won", "won"), ("lost", "lost"), ("unfit", "not a fit")],
                                default="open",
                                max_length=6,
                                verbose_name="outcome",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "channel",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="customers.acquisitionchannel",
                                verbose_name="acquisition channel",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leads",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="customers.region",
                                verbose_name="region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lead",
                        "verbose_name_plural": "leads",
                        "ordering": ["-created_on", "-id"],
                        "indexes": [models.Index(fields=["created_on"], name="customers_l_created_39a4ca_idx")],
                        "constraints": [models.UniqueConstraint(fields=("source", "number"), name="lead_natural_key")],
                    },
                ),
                migrations.CreateModel(
                    name="LighthouseRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "benchmark_industry",
                            models.BooleanField(default=False, verbose_name="sets the benchmark of its industry"),
                        ),
                        ("innovator", models.BooleanField(default=False, verbose_name="innovates with us")),
                        ("opens_market", models.BooleanField(default=False, verbose_name="opens a market")),
                        ("capability_pull", models.BooleanField(default=False, verbose_name="pulls our abilities up")),
                        ("evidence", models.TextField(verbose_name="evidence")),
                        ("cap", customers.money.MoneyField(blank=True, null=True, verbose_name="most we invest")),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="review on")),
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
                        (
                            "customer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lighthouse_record",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lighthouse record",
                        "verbose_name_plural": "lighthouse records",
                        "ordering": ["customer"],
                    },
                ),
                migrations.CreateModel(
                    name="MonthlyTotal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="month")),
                        ("kind", models.CharField(max_length=24, verbose_name="kind")),
                        ("amount", customers.money.MoneyField(verbose_name="amount")),
                        ("lines", models.PositiveIntegerField(verbose_name="lines")),
                        (
                            "lines_without_rate",
                            models.PositiveIntegerField(default=0, verbose_name="lines without a rate"),
                        ),
                        ("order_days", models.PositiveSmallIntegerField(default=0, verbose_name="order days")),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="monthly_totals",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "monthly total",
                        "verbose_name_plural": "monthly totals",
                        "ordering": ["customer", "month", "kind"],
                        "indexes": [models.Index(fields=["month", "kind"], name="customers_m_month_baea0d_idx")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "month", "kind"), name="one_total_per_month_and_kind"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Need",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("title", models.CharField(max_length=120, verbose_name="need")),
                        (
                            "importance",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="importance",
                            ),
                        ),
                        ("needed_by", models.DateField(blank=True, null=True, verbose_name="needed by")),
                        (
                            "met",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "not met"), (50, "met in part"), (100, "met")],
                                default=0,
                                verbose_name="how far met",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="needs",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "need",
                        "verbose_name_plural": "needs",
                        "ordering": ["-importance", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("importance__range", (1, 5))), name="need_importance_1_to_5"
                            ),
                            models.UniqueConstraint(fields=("customer", "title"), name="need_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnerAssignment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField(verbose_name="since")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="until")),
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
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="owner_assignments",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="colleague",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-since", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("customer",),
                                name="one_open_owner_per_customer",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
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
                        ("reference", models.CharField(max_length=60, verbose_name="payment reference")),
                        ("paid_on", models.DateField(verbose_name="received on")),
                        ("amount", customers.money.MoneyField(verbose_name="amount")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("transfer", "bank transfer"),
                                    ("bill", "bank acceptance bill"),
                                    ("card", "card or wallet"),
                                    ("cash", "cash"),
                                    ("other", "other"),
                                ],
                                default="transfer",
                                max_length=10,
                                verbose_name="way to pay",
                            ),
                        ),
                        ("matures_on", models.DateField(blank=True, null=True, verbose_name="bill matures on")),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="description")),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
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
                    ],
                    options={
                        "verbose_name": "payment",
                        "verbose_name_plural": "payments",
                        "ordering": ["-paid_on", "-id"],
                        "indexes": [
                            models.Index(fields=["customer", "paid_on", "id"], name="customers_p_custome_f71207_idx")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "reference"), name="payment_natural_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rating",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        (
                            "dimension",
                            models.CharField(
                                choices=[
                                    ("communication", "communication"),
                                    ("value_recognition", "value recognition"),
                                    ("feedback_quality", "feedback quality"),
                                    ("decision_rationality", "decision rationality"),
                                    ("risk_sharing", "risk sharing"),
                                    ("industry_influence", "industry influence"),
                                    ("innovation_openness", "openness to innovation"),
                                    ("compliance", "compliance"),
                                    ("culture_fit", "culture fit"),
                                    ("outlook", "industry outlook"),
                                    ("strategic", "strategic value"),
                                ],
                                max_length=24,
                                verbose_name="dimension",
                            ),
                        ),
                        (
                            "value",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="rating",
                            ),
                        ),
                        ("evidence", models.TextField(blank=True, verbose_name="evidence")),
                        ("rated_on", models.DateField(verbose_name="rated on")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="recorded at")),
                        ("key", models.CharField(editable=False, max_length=120, null=True, verbose_name="key")),
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
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ratings",
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
                    ],
                    options={
                        "verbose_name": "rating",
                        "verbose_name_plural": "ratings",
                        "ordering": ["-rated_on", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["customer", "dimension", "-rated_on", "-id"],
                                name="customers_r_custome_5d816c_idx",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("key",), name="rating_natural_key"),
                            models.CheckConstraint(condition=models.Q(("value__range", (1, 5))), name="rating_1_to_5"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value__in", (2, 3)), models.Q(("evidence", ""), _negated=True), _connector="OR"
                                ),
                                name="rating_with_evidence_at_the_ends",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("referrer", "brought by"), ("reference", "convinced by")],
                                default="referrer",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="referrals",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "named",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pulled",
                                to="customers.customer",
                                verbose_name="named customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "referral",
                        "verbose_name_plural": "referrals",
                        "ordering": ["-on", "-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("customer", "named", "kind"), name="referral_once"),
                            models.CheckConstraint(
                                condition=models.Q(("customer", models.F("named")), _negated=True),
                                name="referral_names_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RevenueLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="ledger", max_length=40, verbose_name="system")),
                        ("document", models.CharField(max_length=60, verbose_name="document")),
                        ("item", models.CharField(blank=True, max_length=80, verbose_name="item")),
                        ("ordinal", models.PositiveIntegerField(default=1, verbose_name="ordinal")),
                        ("booked_on", models.DateField(verbose_name="date")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("order", "order"), ("subscription", "subscription")],
                                default="order",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("net", customers.money.MoneyField(verbose_name="net amount")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="quantity"
                            ),
                        ),
                        ("discount", customers.money.MoneyField(blank=True, null=True, verbose_name="discount given")),
                        (
                            "tax_rate",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=5, null=True, verbose_name="VAT rate"
                            ),
                        ),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="description")),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revenue_lines",
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
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="customers.product",
                                verbose_name="product",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "revenue line",
                        "verbose_name_plural": "revenue lines",
                        "ordering": ["-booked_on", "-id"],
                        "indexes": [
                            models.Index(fields=["customer", "booked_on", "id"], name="customers_r_custome_2be270_idx"),
                            models.Index(
                                condition=models.Q(("product__isnull", False)),
                                fields=["product"],
                                name="revenue_line_of_product",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "document", "item", "ordinal"), name="revenue_line_natural_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SatisfactionScore",
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
                        ("on", models.DateField(verbose_name="date")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("nps", "NPS 0–10"),
                                    ("csat5", "satisfaction 1–5"),
                                    ("csat10", "satisfaction 1–10"),
                                    ("ces7", "made it easy 1–7"),
                                ],
                                max_length=6,
                                verbose_name="kind",
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
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
                    ],
                    options={
                        "verbose_name": "satisfaction score",
                        "verbose_name_plural": "satisfaction scores",
                        "ordering": ["-on", "-id"],
                        "indexes": [models.Index(fields=["customer", "on"], name="customers_s_custome_efb906_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "key"), name="satisfaction_score_natural_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "nps"), ("score__range", (0, 10))),
                                    models.Q(("kind", "csat5"), ("score__range", (1, 5))),
                                    models.Q(("kind", "csat10"), ("score__range", (1, 10))),
                                    models.Q(("kind", "ces7"), ("score__range", (1, 7))),
                                    _connector="OR",
                                ),
                                name="satisfaction_score_within_its_scale",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TierOverride",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(
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
                        ("reason", models.CharField(max_length=300, verbose_name="reason")),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("expires_on", models.DateField(verbose_name="expires on")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="recorded at")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="taken back on")),
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
                                related_name="tier_overrides",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tier override",
                        "verbose_name_plural": "tier overrides",
                        "ordering": ["-starts_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_on__gte", models.F("starts_on"))),
                                name="tier_override_ends_after_it_starts",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UndoneRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("reverted", "reverted"), ("kept", "kept"), ("failed", "failed")],
                                max_length=10,
                                verbose_name="verdict",
                            ),
                        ),
                        ("record_id", models.BigIntegerField(verbose_name="record")),
                        ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                        ("why", models.CharField(max_length=20, verbose_name="why")),
                        ("detail", models.JSONField(default=dict, verbose_name="details")),
                        (
                            "undo",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="records",
                                to="customers.importundo",
                                verbose_name="undo of an import",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "record of an undo",
                        "verbose_name_plural": "records of undos",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["undo", "verdict", "id"], name="customers_u_undo_id_42ec05_idx")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ValuePlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("starts_on", models.DateField(verbose_name="starts on")),
                        ("years", models.JSONField(verbose_name="planned net value by year")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
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
                        (
                            "customer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="value_plan",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "value plan",
                        "verbose_name_plural": "value plans",
                        "ordering": ["customer"],
                    },
                ),
                migrations.CreateModel(
                    name="WalletEstimate",
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
                        ("on", models.DateField(verbose_name="date")),
                        ("category", models.CharField(blank=True, max_length=80, verbose_name="category")),
                        ("total", customers.money.MoneyField(verbose_name="yearly spend in the category")),
                        ("told_by", models.CharField(max_length=200, verbose_name="source")),
                        (
                            "confidence",
                            models.CharField(
                                choices=[("low", "low"), ("medium", "medium"), ("high", "high")],
                                default="medium",
                                max_length=6,
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wallet_estimates",
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
                    ],
                    options={
                        "verbose_name": "wallet estimate",
                        "verbose_name_plural": "wallet estimates",
                        "ordering": ["-on", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "category", "on"), name="wallet_estimate_once_a_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("total__gt", 0)), name="wallet_estimate_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Allocation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount", customers.money.MoneyField(verbose_name="amount")),
                        ("by_hand", models.BooleanField(default=False, verbose_name="set by hand")),
                        (
                            "invoice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allocations",
                                to="customers.invoice",
                                verbose_name="invoice",
                            ),
                        ),
                        (
                            "payment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="allocations",
                                to="customers.payment",
                                verbose_name="payment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "allocation",
                        "verbose_name_plural": "allocations",
                        "ordering": ["payment", "invoice"],
                        "constraints": [models.UniqueConstraint(fields=("payment", "invoice"), name="allocation_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("title", models.CharField(blank=True, max_length=80, verbose_name="title")),
                        (
                            "seniority",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "staff"),
                                    (2, "supervisor"),
                                    (3, "manager"),
                                    (4, "director"),
                                    (5, "top executive"),
                                ],
                                default=1,
                                verbose_name="seniority",
                            ),
                        ),
                        ("key_person", models.BooleanField(default=False, verbose_name="key person")),
                        (
                            "influence",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="influence",
                            ),
                        ),
                        ("joined_on", models.DateField(blank=True, null=True, verbose_name="joined")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="left")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        ("placeholder", models.BooleanField(default=False, verbose_name="unknown person")),
                        ("attitude", models.SmallIntegerField(editable=False, null=True, verbose_name="attitude")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                        ("form_key", models.UUIDField(editable=False, null=True, verbose_name="form key")),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="created by",
                            ),
                        ),
                        (
                            "reports_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reports",
                                to="customers.contact",
                                verbose_name="reports to",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="predecessors",
                                to="customers.contact",
                                verbose_name="successor",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="contacts",
                                to="customers.department",
                                verbose_name="department",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="customers.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "contact",
                        "verbose_name_plural": "contacts",
                        "ordering": ["-seniority", "person__sort_key", "id"],
                        "indexes": [
                            models.Index(fields=["customer", "-seniority", "id"], name="customers_c_custome_b5e9c9_idx")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("joined_on", None),
                                    ("left_on", None),
                                    ("left_on__gte", models.F("joined_on")),
                                    _connector="OR",
                                ),
                                name="contact_leaves_after_joining",
                                violation_error_message="The day of leaving is before the day of joining.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None)),
                                fields=("customer", "person"),
                                name="one_open_position_per_customer",
                            ),
                            models.UniqueConstraint(fields=("created_by", "form_key"), name="contact_once_per_form"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited at")),
                        ("source", models.CharField(default="ledger", max_length=40, verbose_name="system")),
                        ("key", models.CharField(editable=False, max_length=200, verbose_name="key")),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="document")),
                        ("booked_on", models.DateField(verbose_name="date")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("product_cost", "product cost"),
                                    ("rebates", "rebates"),
                                    ("variable_selling", "variable selling cost"),
                                    ("service_cost", "dedicated service"),
                                    ("custom_rd", "custom R&D"),
                                    ("retention_cost", "relationship cost"),
                                    ("capital_cost", "capital cost of payment terms"),
                                    ("write_offs", "write-offs"),
                                    ("recoveries", "recoveries"),
                                    ("other_risk", "other risk cost"),
                                    ("acquisition", "acquisition cost"),
                                ],
                                max_length=20,
                                verbose_name="kind of cost",
                            ),
                        ),
                        ("amount", customers.money.MoneyField(verbose_name="amount")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="description")),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cost_lines",
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
                    ],
                    options={
                        "verbose_name": "cost line",
                        "verbose_name_plural": "cost lines",
                        "ordering": ["-booked_on", "-id"],
                        "indexes": [
                            models.Index(fields=["customer", "booked_on", "id"], name="customers_c_custome_664271_idx")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "key"), name="cost_line_natural_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EffortEntry",
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
                        ("on", models.DateField(verbose_name="date")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("service_cost", "dedicated service"),
                                    ("custom_rd", "custom R&D"),
                                    ("retention_cost", "relationship cost"),
                                    ("acquisition", "acquisition cost"),
                                ],
                                default="service_cost",
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("role", models.CharField(max_length=20, verbose_name="cost role")),
                        ("minutes", models.PositiveIntegerField(default=0, verbose_name="minutes")),
                        ("booked", customers.money.MoneyField(blank=True, null=True, verbose_name="booked amount")),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="description")),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="effort_entries",
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
                    ],
                    options={
                        "verbose_name": "effort entry",
                        "verbose_name_plural": "effort entries",
                        "ordering": ["-on", "-id"],
                        "indexes": [
                            models.Index(fields=["customer", "on", "id"], name="customers_e_custome_c379c5_idx")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "key"), name="effort_entry_natural_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCustomer_tags",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "history",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="customers.historicalcustomer",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.tag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "HistoricalCustomer_tags",
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDepartment",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
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
                            "function",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.departmentfunction",
                                verbose_name="function",
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
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.department",
                                verbose_name="reports to",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical department",
                        "verbose_name_plural": "historical departments",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AttitudeRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "attitude",
                            models.SmallIntegerField(
                                choices=[
                                    (-2, "works against us"),
                                    (-1, "sceptical"),
                                    (0, "neutral"),
                                    (1, "favourable"),
                                    (2, "speaks for us"),
                                ],
                                verbose_name="attitude",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="on")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
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
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attitudes",
                                to="customers.contact",
                                verbose_name="contact",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attitude",
                        "verbose_name_plural": "attitudes",
                        "ordering": ["-on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="ContactExternalId",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(default="ledger", max_length=40, verbose_name="system")),
                        ("value", models.CharField(max_length=80, verbose_name="number")),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="external_ids",
                                to="customers.contact",
                                verbose_name="contact",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["source", "value"],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "value"), name="contact_external_id_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionRole",
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
                        ("since", models.DateField(verbose_name="since")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="until")),
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
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decision_roles",
                                to="customers.contact",
                                verbose_name="contact",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "decision role",
                        "verbose_name_plural": "decision roles",
                        "ordering": ["role", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("contact", "role"),
                                name="decision_role_open_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalContact",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("title", models.CharField(blank=True, max_length=80, verbose_name="title")),
                        (
                            "seniority",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "staff"),
                                    (2, "supervisor"),
                                    (3, "manager"),
                                    (4, "director"),
                                    (5, "top executive"),
                                ],
                                default=1,
                                verbose_name="seniority",
                            ),
                        ),
                        ("key_person", models.BooleanField(default=False, verbose_name="key person")),
                        (
                            "influence",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="influence",
                            ),
                        ),
                        ("joined_on", models.DateField(blank=True, null=True, verbose_name="joined")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="left")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        ("placeholder", models.BooleanField(default=False, verbose_name="unknown person")),
                        ("attitude", models.SmallIntegerField(editable=False, null=True, verbose_name="attitude")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created at")),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.department",
                                verbose_name="department",
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
                            "reports_to",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.contact",
                                verbose_name="reports to",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.contact",
                                verbose_name="successor",
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="customers.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical contact",
                        "verbose_name_plural": "historical contacts",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ]
        ),
        migrations.RunPython(fill, take_back),
    ]
