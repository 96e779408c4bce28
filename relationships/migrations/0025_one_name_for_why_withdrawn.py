from django.db import migrations

ENTRIES = (
    "organisationalitem",
    "riskclause",
    "volumeagreement",
    "solvencywarning",
    "winbackattempt",
    "jointreview",
    "promise",
)


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0024_more_warnings"),
    ]

    operations = [
        migrations.RenameField(prefix + name, "withdraw_reason", "withdrawn_reason")
        for name in ENTRIES
        for prefix in ("", "historical")
    ]
