from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0007_worth"),
        ("office", "0002_job_hint"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["renewal_on", "id"], name="customers_c_renewal_8075e1_idx"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                condition=models.Q(("archived_at", None)), fields=["sort_key", "id"], name="customer_current_by_name"
            ),
        ),
        migrations.AddIndex(
            model_name="customerstanding",
            index=models.Index(
                condition=models.Q(("current_for", None), _negated=True),
                fields=["net_t12", "current_for"],
                name="customer_now_by_net_t12",
            ),
        ),
    ]
