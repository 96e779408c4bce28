from django.db import models
from django.utils.translation import gettext_lazy as _


class Versioned(models.Model):
    """A record that people edit: a form or an API call that read version n may write only over version n."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True
