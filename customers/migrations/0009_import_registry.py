import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Concat

import customers.importing.kinds


def name_the_app(apps, schema_editor):
    """Images name their model with its app, now that other apps import facts."""
    images = apps.get_model("customers", "BeforeImage")._default_manager.exclude(model__contains=".")
    images.update(model=Concat(Value("customers."), F("model")))


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0008_list_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="acquisitionspend",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="beforeimage",
            name="previous_run",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="customers.importrun",
                verbose_name="earlier import",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="contract",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="costline",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="customeryear",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="deal",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="effortentry",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="exchangerate",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="exchangerate",
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
            model_name="funds",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="funds",
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
            model_name="historicalacquisitionspend",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="historicalcertificate",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="historicalcontract",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="historicalcustomeryear",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="historicaldeal",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="historicalfunds",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="historicalfunds",
            name="import_run",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicallead",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="historicaltarget",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="historicaltarget",
            name="import_run",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalwalletestimate",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="invoice",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="lead",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="payment",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="revenueline",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="satisfactionscore",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="target",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AddField(
            model_name="target",
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
            model_name="walletestimate",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited at"),
        ),
        migrations.AlterField(
            model_name="beforeimage",
            name="model",
            field=models.CharField(max_length=60, verbose_name="kind of line"),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="kind",
            field=models.CharField(choices=customers.importing.kinds.choices, max_length=30, verbose_name="kind"),
        ),
        migrations.RunPython(name_the_app, migrations.RunPython.noop, elidable=True),
    ]
