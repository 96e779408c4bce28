import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0011_standing_orders"),
        ("office", "0002_job_hint"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="beforeimage",
            name="version",
            field=models.PositiveIntegerField(null=True, verbose_name="version"),
        ),
        migrations.CreateModel(
            name="ImportUndo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="UndoneRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                "indexes": [models.Index(fields=["undo", "verdict", "id"], name="customers_u_undo_id_42ec05_idx")],
            },
        ),
    ]
