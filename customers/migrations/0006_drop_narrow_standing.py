from django.db import migrations


class Migration(migrations.Migration):
    """The narrow standing is derived, so the wide one of the next migration takes its place and is computed anew."""

    dependencies = [("customers", "0005_standing")]

    operations = [migrations.DeleteModel("CustomerStanding")]
