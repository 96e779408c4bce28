from django.db import migrations, models

KINDS = [
    ("", "to be done"),
    ("call", "to be answered with yes or no"),
    ("compare", "only where that answer and the signals differ"),
]


def name_call_and_comparison(apps, schema_editor):
    """Ninety days before a renewal the owner's first step is the call, the founder's the comparison (metrics O2)."""
    steps = apps.get_model("relationships", "PlaybookStep").objects.filter(playbook__trigger="renewal_90")
    steps.filter(role="founder").update(kind="compare")
    call = steps.filter(role="owner").order_by("workdays", "id").first()
    if call is not None:
        steps.filter(pk=call.pk).update(kind="call")


class Migration(migrations.Migration):
    dependencies = [("relationships", "0030_contacts_and_goals_from_files")]

    operations = [
        migrations.AddField(
            model_name="historicalplaybookstep",
            name="kind",
            field=models.CharField(blank=True, choices=KINDS, default="", max_length=7, verbose_name="kind"),
        ),
        migrations.AddField(
            model_name="nextaction",
            name="call",
            field=models.CharField(
                choices=[("", "not asked for"), ("asked", "asked for"), ("yes", "yes"), ("no", "no")],
                default="",
                editable=False,
                max_length=5,
                verbose_name="answer",
            ),
        ),
        migrations.AddField(
            model_name="playbookstep",
            name="kind",
            field=models.CharField(blank=True, choices=KINDS, default="", max_length=7, verbose_name="kind"),
        ),
        migrations.RunPython(name_call_and_comparison, migrations.RunPython.noop),
    ]
