"""The schema as one step for a new database: each table is made whole, where the steps replaced made it bit by bit."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import customers.models.fields
from office.whole_tables import CreateModels


def _of(name):
    """The migration that brought first content or triggers; its rows stand there once."""
    return import_module(f"{__package__}.{name}")


def fill(apps, schema_editor):
    _of("0002_write_once").install(apps, schema_editor)


def take_back(apps, schema_editor):
    _of("0002_write_once").drop(apps, schema_editor)


class Migration(migrations.Migration):
    replaces = [("voice", "0001_initial"), ("voice", "0002_write_once")]

    initial = True

    dependencies = [
        ("customers", "0001_initial"),
        ("office", "__first__"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="DisplayLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="Where it hangs, such as: second floor corridor.",
                                max_length=80,
                                verbose_name="screen",
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
                            "token_hash",
                            models.CharField(
                                editable=False, max_length=64, unique=True, verbose_name="digest of the address"
                            ),
                        ),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="issued")),
                        (
                            "revoked_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="revoked"),
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
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="revoked by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "screen link",
                        "verbose_name_plural": "screen links",
                        "ordering": ["-created_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="DutyAbsence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "week",
                            customers.models.fields.SortKeyField(
                                max_length=8,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^\\d{4}-W(0[1-9]|[1-4]\\d|5[0-3])\\Z", "A week reads like 2026-W47."
                                    )
                                ],
                                verbose_name="week",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                        ("at", models.DateTimeField(editable=False, verbose_name="at")),
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
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken by",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="executive",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "absence from duty",
                        "verbose_name_plural": "absences from duty",
                        "ordering": ["-week", "id"],
                        "constraints": [models.UniqueConstraint(fields=("week", "user"), name="away_once_a_week")],
                    },
                ),
                migrations.CreateModel(
                    name="DutyRoster",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "anchor_week",
                            customers.models.fields.SortKeyField(
                                max_length=8,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^\\d{4}-W(0[1-9]|[1-4]\\d|5[0-3])\\Z", "A week reads like 2026-W47."
                                    )
                                ],
                                verbose_name="from week",
                            ),
                        ),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="created at")),
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
                    ],
                    options={
                        "verbose_name": "duty roster",
                        "verbose_name_plural": "duty rosters",
                        "ordering": ["-anchor_week"],
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "week",
                            customers.models.fields.SortKeyField(
                                max_length=8,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^\\d{4}-W(0[1-9]|[1-4]\\d|5[0-3])\\Z", "A week reads like 2026-W47."
                                    )
                                ],
                                verbose_name="week",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(editable=False, verbose_name="opened at")),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published"),
                        ),
                        ("payload", models.JSONField(blank=True, editable=False, null=True, verbose_name="content")),
                        ("sample", models.BooleanField(default=False, editable=False, verbose_name="sample data")),
                        (
                            "duty",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="duty executive",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opened by",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="published by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wall edition",
                        "verbose_name_plural": "wall editions",
                        "ordering": ["-week"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("payload", None), ("published_at", None), ("published_by", None)),
                                    models.Q(
                                        ("payload__isnull", False),
                                        ("published_at__isnull", False),
                                        ("published_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="edition_published_whole_or_not",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Erasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("verbatim_id", models.BigIntegerField(unique=True, verbose_name="verbatim")),
                        ("fingerprint", models.CharField(max_length=64, verbose_name="fingerprint")),
                        ("reason", models.CharField(max_length=300, verbose_name="reason")),
                        ("at", models.DateTimeField(verbose_name="at")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "erasure",
                        "verbose_name_plural": "erasures",
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="SampleWords",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("verbatim_id", models.BigIntegerField(unique=True, verbose_name="verbatim")),
                    ],
                    options={
                        "verbose_name": "sample words",
                        "verbose_name_plural": "sample words",
                        "ordering": ["verbatim_id"],
                    },
                ),
                migrations.CreateModel(
                    name="Verbatim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="words")),
                        ("fingerprint", models.CharField(db_index=True, max_length=64, verbose_name="fingerprint")),
                        ("said_at", models.DateTimeField(verbose_name="said")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("visit", "visit"),
                                    ("call", "call"),
                                    ("wecom", "WeCom or WeChat"),
                                    ("mail", "mail"),
                                    ("meeting", "meeting"),
                                    ("survey", "survey"),
                                    ("hotline", "hotline"),
                                    ("roast", "roast session"),
                                    ("interview", "interview"),
                                    ("social", "social media"),
                                    ("on_site", "on site"),
                                    ("other", "other"),
                                ],
                                max_length=10,
                                verbose_name="channel",
                            ),
                        ),
                        (
                            "captured_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verbatim",
                        "verbose_name_plural": "verbatims",
                        "ordering": ["-said_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="verbatim_is_never_empty"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="executive",
                            ),
                        ),
                        (
                            "roster",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="voice.dutyroster",
                                verbose_name="duty roster",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "executive on the roster",
                        "verbose_name_plural": "executives on the roster",
                        "ordering": ["order", "id"],
                        "constraints": [models.UniqueConstraint(fields=("roster", "user"), name="once_on_a_roster")],
                    },
                ),
                migrations.CreateModel(
                    name="Erratum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="correction")),
                        ("at", models.DateTimeField(verbose_name="at")),
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
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="errata",
                                to="voice.edition",
                                verbose_name="wall edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "erratum",
                        "verbose_name_plural": "errata",
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Redaction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("start", models.PositiveIntegerField(verbose_name="from character")),
                        ("end", models.PositiveIntegerField(verbose_name="to character")),
                        ("reason", models.CharField(max_length=300, verbose_name="reason")),
                        ("at", models.DateTimeField(verbose_name="at")),
                        ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted")),
                        ("lifted_reason", models.CharField(blank=True, max_length=300, verbose_name="why lifted")),
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
                            "lifted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lifted by",
                            ),
                        ),
                        (
                            "verbatim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redactions",
                                to="voice.verbatim",
                                verbose_name="verbatim",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mask",
                        "verbose_name_plural": "masks",
                        "ordering": ["start", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("end__gt", models.F("start"))), name="redaction_covers_something"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VoiceItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("anonymous", models.BooleanField(default=False, verbose_name="anonymous by request")),
                        ("received_at", models.DateTimeField(verbose_name="received")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("praise", "praise"),
                                    ("criticism", "criticism"),
                                    ("request", "request"),
                                    ("complaint", "complaint"),
                                    ("question", "question"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("capability_missing", "missing capability"),
                                    ("quality", "quality"),
                                    ("price", "price"),
                                    ("service_response", "service response"),
                                    ("service_attitude", "service attitude"),
                                    ("delivery", "delivery"),
                                    ("competitor_move", "competitor's move"),
                                    ("business_change", "change of the customer's business"),
                                    ("other", "other"),
                                ],
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        (
                            "secondary_categories",
                            models.JSONField(blank=True, default=list, verbose_name="further categories"),
                        ),
                        (
                            "sentiment",
                            models.SmallIntegerField(
                                blank=True,
                                choices=[
                                    (-2, "−2 very bad"),
                                    (-1, "−1 bad"),
                                    (0, "0 neutral"),
                                    (1, "+1 good"),
                                    (2, "+2 very good"),
                                ],
                                null=True,
                                verbose_name="sentiment",
                            ),
                        ),
                        (
                            "severity",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "1, line stopped, safety or renewal at risk"),
                                    (2, "2, daily work suffers"),
                                    (3, "3, a nuisance"),
                                    (4, "4, minor"),
                                ],
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(4),
                                ],
                                verbose_name="severity",
                            ),
                        ),
                        ("summary", models.CharField(blank=True, max_length=200, verbose_name="summary")),
                        ("translation", models.TextField(blank=True, verbose_name="translation")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("new", "new"),
                                    ("triaged", "sorted"),
                                    ("assigned", "assigned"),
                                    ("answered", "answered"),
                                    ("acknowledged", "acknowledged"),
                                    ("closed_confirmed", "solved, confirmed by the customer"),
                                    ("closed_no_reply", "closed without their reply"),
                                    ("reopened", "reopened"),
                                    ("duplicate", "duplicate"),
                                ],
                                default="new",
                                editable=False,
                                max_length=16,
                                verbose_name="status",
                            ),
                        ),
                        ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="due")),
                        (
                            "clock",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("triage", "sort"),
                                    ("answer", "answer"),
                                    ("close", "close"),
                                    ("reaction", "their reaction"),
                                    ("", "none"),
                                ],
                                default="triage",
                                editable=False,
                                max_length=10,
                                verbose_name="clock",
                            ),
                        ),
                        (
                            "clock_due_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="clock runs out at"),
                        ),
                        ("root_cause", models.CharField(blank=True, max_length=300, verbose_name="root cause")),
                        ("action", models.CharField(blank=True, max_length=300, verbose_name="action")),
                        ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                        (
                            "confirmed_how",
                            models.CharField(blank=True, max_length=200, verbose_name="how they confirmed"),
                        ),
                        (
                            "superseded_reason",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="why replaced"),
                        ),
                        (
                            "origin_kind",
                            models.CharField(blank=True, editable=False, max_length=20, verbose_name="came from"),
                        ),
                        (
                            "origin_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="number of its origin"),
                        ),
                        ("sample", models.BooleanField(default=False, editable=False, verbose_name="sample data")),
                        (
                            "idempotency_key",
                            models.CharField(
                                blank=True, editable=False, max_length=64, null=True, verbose_name="key against repeats"
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="customers.contact",
                                verbose_name="confirmed by",
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
                                related_name="voices",
                                to="customers.customer",
                                verbose_name="customer",
                            ),
                        ),
                        (
                            "duplicate_of",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duplicates",
                                to="voice.voiceitem",
                                verbose_name="duplicate of",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="voices",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="voices",
                                to="customers.contact",
                                verbose_name="speaker",
                            ),
                        ),
                        (
                            "superseded_by",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supersedes",
                                to="voice.voiceitem",
                                verbose_name="replaced by",
                            ),
                        ),
                        (
                            "verbatim",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="item",
                                to="voice.verbatim",
                                verbose_name="verbatim",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "voice",
                        "verbose_name_plural": "voices",
                        "ordering": ["-received_at", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["customer", "-received_at", "-id"], name="voice_voice_custome_99ac52_idx"
                            ),
                            models.Index(fields=["owner", "clock_due_at", "id"], name="voice_voice_owner_i_d04fab_idx"),
                            models.Index(fields=["status", "clock_due_at", "id"], name="voice_voice_status_80bc20_idx"),
                            models.Index(fields=["-received_at", "-id"], name="voice_voice_receive_424b2b_idx"),
                            models.Index(fields=["origin_kind", "origin_id"], name="voice_voice_origin__caf141_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("created_by", "idempotency_key"), name="voice_captured_once_per_key"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("severity", None), ("severity__range", (1, 4)), _connector="OR"),
                                name="voice_severity_1_to_4",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentiment", None), ("sentiment__range", (-2, 2)), _connector="OR"),
                                name="voice_sentiment_within_2",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["assigned", "answered"]), _negated=True),
                                    models.Q(
                                        models.Q(("owner", None), _negated=True),
                                        models.Q(("due_at", None), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="voice_assigned_has_owner_and_due",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "closed_confirmed"), _negated=True),
                                    models.Q(
                                        ("root_cause", ""),
                                        ("action", ""),
                                        ("confirmed_how", ""),
                                        ("confirmed_on", None),
                                        _connector="OR",
                                        _negated=True,
                                    ),
                                    _connector="OR",
                                ),
                                name="voice_closed_confirmed_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("superseded_by", None),
                                    models.Q(("superseded_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="voice_superseded_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "duplicate"), _negated=True),
                                    models.Q(("duplicate_of", None), _negated=True),
                                    _connector="OR",
                                ),
                                name="voice_duplicate_names_the_first",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "new",
                                            "triaged",
                                            "assigned",
                                            "answered",
                                            "acknowledged",
                                            "closed_confirmed",
                                            "closed_no_reply",
                                            "reopened",
                                            "duplicate",
                                        ],
                                    )
                                ),
                                name="voice_status_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EditionQuote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                        ("fingerprint", models.CharField(max_length=64, verbose_name="fingerprint")),
                        ("old", models.BooleanField(default=False, verbose_name="older voice")),
                        ("picked_at", models.DateTimeField(verbose_name="picked at")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quotes",
                                to="voice.edition",
                                verbose_name="wall edition",
                            ),
                        ),
                        (
                            "picked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="picked by",
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quotes",
                                to="voice.voiceitem",
                                verbose_name="voice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "quote on the wall",
                        "verbose_name_plural": "quotes on the wall",
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "voice"), name="voice_once_per_edition")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VoiceTransition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("new", "new"),
                                    ("triaged", "sorted"),
                                    ("assigned", "assigned"),
                                    ("answered", "answered"),
                                    ("acknowledged", "acknowledged"),
                                    ("closed_confirmed", "solved, confirmed by the customer"),
                                    ("closed_no_reply", "closed without their reply"),
                                    ("reopened", "reopened"),
                                    ("duplicate", "duplicate"),
                                ],
                                max_length=16,
                                verbose_name="status",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="at")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transitions",
                                to="voice.voiceitem",
                                verbose_name="voice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step",
                        "verbose_name_plural": "steps",
                        "ordering": ["at", "id"],
                        "indexes": [models.Index(fields=["item", "at", "id"], name="voice_voice_item_id_69c97f_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("line", models.CharField(max_length=300, verbose_name="what happened")),
                        ("at", models.DateTimeField(verbose_name="at")),
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
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="voice.edition",
                                verbose_name="wall edition",
                            ),
                        ),
                        (
                            "quote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="voice.editionquote",
                                verbose_name="quote on the wall",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "what happened since",
                        "verbose_name_plural": "what happened since",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "quote"), name="one_line_per_quote_and_edition"),
                            models.CheckConstraint(
                                condition=models.Q(("line", ""), _negated=True), name="follow_up_says_something"
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunPython(fill, take_back),
    ]
