from django.db import migrations, models

import relationships.triggering.registry


def keep_first_days(apps, schema_editor):
    """Steps that stand already were due when they are due now: nobody kept more."""
    steps = apps.get_model("relationships", "NextAction").objects.exclude(run=None)
    steps.update(planned_on=models.F("due_on"))


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0005_playbooks"),
    ]

    operations = [
        migrations.AddField(
            model_name="nextaction",
            name="planned_on",
            field=models.DateField(editable=False, null=True, verbose_name="first due"),
        ),
        migrations.AddField(
            model_name="playbookrun",
            name="held_at_close",
            field=models.BooleanField(editable=False, null=True, verbose_name="still held when closed"),
        ),
        migrations.AlterField(
            model_name="historicalplaybook",
            name="trigger",
            field=models.CharField(
                choices=relationships.triggering.registry.choices, db_index=True, max_length=40, verbose_name="trigger"
            ),
        ),
        migrations.AlterField(
            model_name="historicalplaybookstep",
            name="role",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="playbook",
            name="trigger",
            field=models.CharField(
                choices=relationships.triggering.registry.choices, max_length=40, unique=True, verbose_name="trigger"
            ),
        ),
        migrations.AlterField(
            model_name="playbookrun",
            name="about",
            field=models.CharField(blank=True, max_length=40, verbose_name="about"),
        ),
        migrations.AlterField(
            model_name="playbookstep",
            name="role",
            field=models.CharField(
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
        migrations.RunPython(keep_first_days, migrations.RunPython.noop),
    ]
