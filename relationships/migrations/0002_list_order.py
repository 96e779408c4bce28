from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="relationshipstanding",
            name="relationship_now_temp",
        ),
        migrations.AddIndex(
            model_name="relationshipstanding",
            index=models.Index(
                condition=models.Q(("current_for", None), _negated=True),
                fields=["temperature", "current_for"],
                name="relationship_now_by_temp",
            ),
        ),
        migrations.AddIndex(
            model_name="relationshipstanding",
            index=models.Index(
                condition=models.Q(("current_for", None), _negated=True),
                fields=["delta28", "current_for"],
                name="relationship_now_by_delta28",
            ),
        ),
    ]
