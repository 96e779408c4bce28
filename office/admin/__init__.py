from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group

from office.admin import company, machinery, people

# Rights come from role grants and a colleague has one mail address, so these two of our neighbours stay closed.
admin.site.unregister([Group, EmailAddress])

__all__ = ["company", "machinery", "people"]
