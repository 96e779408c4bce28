"""Trigram indexes for search by parts of three characters and more, where the database has them and lets us."""

from django.db import migrations, transaction
from django.db.utils import DatabaseError

INDEXES = {
    "customers_customer_trigrams": "customers_customer",
    "customers_person_trigrams": "customers_person",
}


def add(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql" or not has_trigrams(schema_editor.connection):
        return
    for name, table in INDEXES.items():
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin (search_text gin_trgm_ops)")


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


def has_trigrams(connection):
    """Whether the extension stands ready; a role that may not create it searches by scanning instead."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return False
    return True


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
