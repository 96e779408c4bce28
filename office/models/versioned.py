from django.db import models


class Versioned(models.Model):
    """A record that people edit: a form or an API call that read version n may write only over version n."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
