import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import customers.models.fields
import customers.money


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("office", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AcquisitionChannel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name="code")),
                ("label_zh_hans", models.CharField(max_length=80, verbose_name="label (Simplified)")),
                ("label_zh_hant", models.CharField(blank=True, max_length=80, verbose_name="label (Traditional)")),
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
            name="DepartmentFunction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name="code")),
                ("label_zh_hans", models.CharField(max_length=80, verbose_name="label (Simplified)")),
                ("label_zh_hant", models.CharField(blank=True, max_length=80, verbose_name="label (Traditional)")),
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
            name="Industry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name="code")),
                ("label_zh_hans", models.CharField(max_length=80, verbose_name="label (Simplified)")),
                ("label_zh_hant", models.CharField(blank=True, max_length=80, verbose_name="label (Traditional)")),
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
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name="code")),
                ("label_zh_hans", models.CharField(max_length=80, verbose_name="label (Simplified)")),
                ("label_zh_hant", models.CharField(blank=True, max_length=80, verbose_name="label (Traditional)")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name="code")),
                ("label_zh_hans", models.CharField(max_length=80, verbose_name="label (Simplified)")),
                ("label_zh_hant", models.CharField(blank=True, max_length=80, verbose_name="label (Traditional)")),
                ("label_en", models.CharField(blank=True, max_length=80, verbose_name="label (English)")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("retired", models.BooleanField(default=False, verbose_name="retired")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("city_tier", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="city tier")),
            ],
            options={
                "verbose_name": "region",
                "verbose_name_plural": "regions",
                "ordering": ["order", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
                "ordering": ["-seniority", "person__sort_key", "id"],
            },
        ),
        migrations.CreateModel(
            name="AttitudeRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="Customer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("short_name", models.CharField(blank=True, max_length=80, verbose_name="short name")),
                ("english_name", models.CharField(blank=True, max_length=200, verbose_name="English name")),
                (
                    "sort_key",
                    customers.models.fields.SortKeyField(editable=False, max_length=240, verbose_name="sort key"),
                ),
                ("search_text", models.TextField(editable=False, verbose_name="search text")),
                (
                    "uscc",
                    models.CharField(
                        blank=True, max_length=18, null=True, unique=True, verbose_name="unified social credit code"
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
                        choices=[("S", "S strategic"), ("A", "A partner"), ("B", "B value"), ("C", "C general")],
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
                ("chart_complete", models.BooleanField(default=False, verbose_name="organisation chart is complete")),
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
            ],
            options={
                "verbose_name": "customer",
                "verbose_name_plural": "customers",
                "ordering": ["sort_key", "id"],
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contacts",
                to="customers.customer",
                verbose_name="customer",
            ),
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="department",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="contacts",
                to="customers.department",
                verbose_name="department",
            ),
        ),
        migrations.CreateModel(
            name="ExchangeRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("on", models.DateField(verbose_name="on")),
                ("rate", models.DecimalField(decimal_places=8, max_digits=18, verbose_name="rate")),
                ("source", models.CharField(blank=True, max_length=80, verbose_name="source")),
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
            name="ExternalId",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            },
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
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
            name="HistoricalPerson",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("family_name", models.CharField(max_length=60, verbose_name="surname")),
                ("given_name", models.CharField(blank=True, max_length=60, verbose_name="given name")),
                ("name", models.CharField(editable=False, max_length=125, verbose_name="name")),
                ("form_of_address", models.CharField(blank=True, max_length=40, verbose_name="form of address")),
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
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
            name="HistoryEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("customers", "customers"),
                            ("contacts", "contacts"),
                            ("revenue", "revenue"),
                            ("costs", "costs"),
                        ],
                        max_length=12,
                        verbose_name="kind",
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
        migrations.AddField(
            model_name="customer",
            name="import_run",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.importrun",
                verbose_name="import",
            ),
        ),
        migrations.CreateModel(
            name="CostLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ],
            options={
                "verbose_name": "cost line",
                "verbose_name_plural": "cost lines",
                "ordering": ["-booked_on", "-id"],
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="import_run",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.importrun",
                verbose_name="import",
            ),
        ),
        migrations.AddField(
            model_name="customer",
            name="industry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="customers.industry",
                verbose_name="industry",
            ),
        ),
        migrations.CreateModel(
            name="MonthlyTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="month")),
                ("kind", models.CharField(max_length=24, verbose_name="kind")),
                ("amount", customers.money.MoneyField(verbose_name="amount")),
                ("lines", models.PositiveIntegerField(verbose_name="lines")),
                ("lines_without_rate", models.PositiveIntegerField(default=0, verbose_name="lines without a rate")),
                ("order_days", models.PositiveSmallIntegerField(default=0, verbose_name="order days")),
                (
                    "customer",
                    models.ForeignKey(
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
            },
        ),
        migrations.CreateModel(
            name="OwnerAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("family_name", models.CharField(max_length=60, verbose_name="surname")),
                ("given_name", models.CharField(blank=True, max_length=60, verbose_name="given name")),
                ("name", models.CharField(editable=False, max_length=125, verbose_name="name")),
                (
                    "sort_key",
                    customers.models.fields.SortKeyField(editable=False, max_length=240, verbose_name="sort key"),
                ),
                ("search_text", models.TextField(editable=False, verbose_name="search text")),
                ("form_of_address", models.CharField(blank=True, max_length=40, verbose_name="form of address")),
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
                ("attitude", models.SmallIntegerField(editable=False, null=True, verbose_name="attitude")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created at")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    models.CharField(db_index=True, editable=False, max_length=200, verbose_name="in normal form"),
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
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="positions",
                to="customers.person",
                verbose_name="person",
            ),
        ),
        migrations.CreateModel(
            name="ConsentRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="PersonSearchKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            },
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
                        blank=True, db_index=True, max_length=18, null=True, verbose_name="unified social credit code"
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
                        choices=[("S", "S strategic"), ("A", "A partner"), ("B", "B value"), ("C", "C general")],
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
                ("chart_complete", models.BooleanField(default=False, verbose_name="organisation chart is complete")),
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
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
        migrations.AddField(
            model_name="customer",
            name="region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="customers.region",
                verbose_name="region",
            ),
        ),
        migrations.CreateModel(
            name="RevenueLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "tax_rate",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True, verbose_name="VAT rate"),
                ),
                ("description", models.CharField(blank=True, max_length=200, verbose_name="description")),
                (
                    "customer",
                    models.ForeignKey(
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
        migrations.AddField(
            model_name="customer",
            name="tags",
            field=models.ManyToManyField(blank=True, to="customers.tag", verbose_name="tags"),
        ),
        migrations.CreateModel(
            name="ContactExternalId",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                "constraints": [models.UniqueConstraint(fields=("source", "value"), name="contact_external_id_once")],
            },
        ),
        migrations.CreateModel(
            name="AccountMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="CustomerSearchKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                "constraints": [models.UniqueConstraint(fields=("key", "customer"), name="customer_search_key_once")],
            },
        ),
        migrations.CreateModel(
            name="DecisionRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        condition=models.Q(("until", None)), fields=("contact", "role"), name="decision_role_open_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.UniqueConstraint(fields=("customer", "name"), name="department_name_once_per_customer"),
        ),
        migrations.AddConstraint(
            model_name="externalid",
            constraint=models.UniqueConstraint(fields=("source", "value"), name="external_id_once_per_source"),
        ),
        migrations.AddIndex(
            model_name="historyentry",
            index=models.Index(fields=["customer", "-at", "-id"], name="customers_h_custome_5d96c3_idx"),
        ),
        migrations.AddIndex(
            model_name="costline",
            index=models.Index(fields=["customer", "booked_on", "id"], name="customers_c_custome_664271_idx"),
        ),
        migrations.AddConstraint(
            model_name="costline",
            constraint=models.UniqueConstraint(fields=("source", "key"), name="cost_line_natural_key"),
        ),
        migrations.AddIndex(
            model_name="monthlytotal",
            index=models.Index(fields=["month", "kind"], name="customers_m_month_baea0d_idx"),
        ),
        migrations.AddConstraint(
            model_name="monthlytotal",
            constraint=models.UniqueConstraint(
                fields=("customer", "month", "kind"), name="one_total_per_month_and_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownerassignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("customer",), name="one_open_owner_per_customer"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.UniqueConstraint(
                fields=("person", "kind", "normal"), name="contact_point_once_per_person"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["customer", "-seniority", "id"], name="customers_c_custome_b5e9c9_idx"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("joined_on", None), ("left_on", None), ("left_on__gte", models.F("joined_on")), _connector="OR"
                ),
                name="contact_leaves_after_joining",
                violation_error_message="The day of leaving is before the day of joining.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None)),
                fields=("customer", "person"),
                name="one_open_position_per_customer",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(fields=("created_by", "form_key"), name="contact_once_per_form"),
        ),
        migrations.AddIndex(
            model_name="personsearchkey",
            index=models.Index(fields=["person"], name="customers_p_person__eb868b_idx"),
        ),
        migrations.AddConstraint(
            model_name="personsearchkey",
            constraint=models.UniqueConstraint(fields=("key", "person"), name="person_search_key_once"),
        ),
        migrations.AddIndex(
            model_name="revenueline",
            index=models.Index(fields=["customer", "booked_on", "id"], name="customers_r_custome_2be270_idx"),
        ),
        migrations.AddConstraint(
            model_name="revenueline",
            constraint=models.UniqueConstraint(
                fields=("source", "document", "item", "ordinal"), name="revenue_line_natural_key"
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["sort_key", "id"], name="customers_c_sort_ke_7832dd_idx"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["owner", "sort_key", "id"], name="customers_c_owner_i_a5208d_idx"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["team", "sort_key", "id"], name="customers_c_team_id_8f750f_idx"),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("lost_on", None), ("status", "lost"), _connector="OR"),
                name="customer_lost_on_only_when_lost",
                violation_error_message="The day of loss belongs to lost customers only.",
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="customer_not_its_own_parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.UniqueConstraint(fields=("created_by", "form_key"), name="customer_once_per_form"),
        ),
    ]
