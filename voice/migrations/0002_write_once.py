from django.db import migrations

from voice import guards


def install(apps, schema_editor):
    guards.install(schema_editor.connection)


def drop(apps, schema_editor):
    guards.drop(schema_editor.connection)


class Migration(migrations.Migration):
    """The triggers that make customers' words write-once; every later `migrate` puts them back."""

    dependencies = [("voice", "0001_initial")]

    operations = [migrations.RunPython(install, drop)]
