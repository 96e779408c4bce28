from django.db import migrations, models
from django.db.models.functions import TruncDate


def take_the_day_they_were_made(apps, schema_editor):
    """A reminder was made in the night its reading was first missing: until now its day stood in its words only."""
    actions = apps.get_model("relationships", "NextAction")
    actions.objects.exclude(goal=None).update(expected_on=TruncDate("created_at"))


class Migration(migrations.Migration):
    dependencies = [("relationships", "0001_squashed_0028_evidence_files")]

    operations = [
        migrations.AddField(
            model_name="nextaction",
            name="expected_on",
            field=models.DateField(editable=False, null=True, verbose_name="reading expected on"),
        ),
        migrations.RunPython(take_the_day_they_were_made, migrations.RunPython.noop, elidable=True),
    ]
