import os

from django.core.wsgi import get_wsgi_application

from config.starting import refuse_published_logins, said_plainly, set_aside_what_stays

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
with said_plainly():
    application = get_wsgi_application()
    refuse_published_logins()
    set_aside_what_stays()
