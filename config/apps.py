from django.contrib.admin.apps import AdminConfig


class ZhikeAdminConfig(AdminConfig):
    """The admin with our own door (django-allauth) and our own rule who may enter."""

    default_site = "config.admin_site.ZhikeAdminSite"
