"""For real customers' data. It refuses to start while a setting is unsafe and says which one and how to cure it."""

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.settings.base import *
from config.settings.base import ALLOWED_HOSTS, DATABASES, SECRET_KEY, SITE_URL

DEBUG = env.flag("DEBUG", False)
DEMO_ALLOWED = False

_faults = []
if DEBUG:
    _faults.append("DEBUG is on: remove it.")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith(("django-insecure", "only-for-tests")):
    _faults.append("SECRET_KEY is missing, short or known: set at least 50 random characters of your own.")
if not env.words("ALLOWED_HOSTS", []) or "*" in ALLOWED_HOSTS:
    _faults.append("ALLOWED_HOSTS must name your hosts, without '*'.")
if not SITE_URL.startswith("https://"):
    _faults.append("SITE_URL must be your https:// address: links in mails are built from it.")
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    _faults.append("DATABASE_URL must name your PostgreSQL database: SQLite serves one small office on one machine.")
if not env.text("BROKER_URL", ""):
    _faults.append("BROKER_URL is missing: name your Redis or RabbitMQ.")
if not env.text("CACHE_URL", ""):
    _faults.append("CACHE_URL is missing: name your Redis; the sign-in throttle counts there.")
if not env.text("EMAIL_URL", ""):
    _faults.append("EMAIL_URL is missing: name your SMTP server; reports and password links go out by mail.")
if _faults:
    raise ImproperlyConfigured("Zhike does not start with unsafe settings:\n" + "\n".join(f"- {f}" for f in _faults))

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.number("TRUSTED_PROXY_COUNT", 0) else None
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
WHITENOISE_USE_FINDERS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
