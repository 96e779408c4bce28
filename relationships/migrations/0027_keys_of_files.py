from django.db import migrations, models

import relationships.models.filed


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0026_from_files"),
    ]

    operations = [
        migrations.AlterField(
            model_name="controlpoint",
            name="key",
            field=models.CharField(
                default=relationships.models.filed.random_key, editable=False, max_length=120, verbose_name="key"
            ),
        ),
        migrations.AlterField(
            model_name="plannedcontact",
            name="key",
            field=models.CharField(
                default=relationships.models.filed.random_key, editable=False, max_length=120, verbose_name="key"
            ),
        ),
        migrations.AlterField(
            model_name="promise",
            name="key",
            field=models.CharField(
                default=relationships.models.filed.random_key, editable=False, max_length=120, verbose_name="key"
            ),
        ),
        migrations.AlterField(
            model_name="volumeagreement",
            name="key",
            field=models.CharField(
                default=relationships.models.filed.random_key, editable=False, max_length=120, verbose_name="key"
            ),
        ),
        migrations.AlterField(
            model_name="historicalpromise",
            name="key",
            field=models.CharField(
                default=relationships.models.filed.random_key, editable=False, max_length=120, verbose_name="key"
            ),
        ),
        migrations.AlterField(
            model_name="historicalvolumeagreement",
            name="key",
            field=models.CharField(
                default=relationships.models.filed.random_key, editable=False, max_length=120, verbose_name="key"
            ),
        ),
        migrations.AddConstraint(
            model_name="controlpoint",
            constraint=models.UniqueConstraint(fields=("key",), name="control_point_natural_key"),
        ),
        migrations.AddConstraint(
            model_name="plannedcontact",
            constraint=models.UniqueConstraint(fields=("key",), name="plan_natural_key"),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.UniqueConstraint(fields=("key",), name="promise_natural_key"),
        ),
        migrations.AddConstraint(
            model_name="volumeagreement",
            constraint=models.UniqueConstraint(fields=("key",), name="volume_natural_key"),
        ),
    ]
