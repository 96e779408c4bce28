from django.db import migrations

import customers.money


class Migration(migrations.Migration):
    dependencies = [("customers", "0016_effort_scores")]

    operations = [
        migrations.AddField(
            model_name="customerstanding",
            name="expected_loss",
            field=customers.money.MoneyField(null=True, verbose_name="expected loss of what is open"),
        ),
    ]
