"""The suite's settings: fast hashing, mail in memory, tasks in place. DATABASE_URL and CACHE_URL choose the engines."""

import atexit
import os
import shutil
import tempfile

# Before anything reads it: no test touches the files of a running Zhike, whatever the environment says.
os.environ["STORAGE_DIR"] = tempfile.mkdtemp(prefix="zhike-test-")
atexit.register(shutil.rmtree, os.environ["STORAGE_DIR"], ignore_errors=True)

from config.settings.base import *
from config.settings.base import CACHE_URL, CACHES, DATABASES, STATIC_ROOT, STORAGE_DIR

SECRET_KEY = "only-for-tests-and-worth-nothing-elsewhere-0123456789"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = False
if CACHE_URL:
    CACHES["default"]["KEY_PREFIX"] = os.environ.get("PYTEST_XDIST_WORKER", "alone")
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: race tests need several connections.
    DATABASES["default"]["TEST"] = {"NAME": str(STORAGE_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # nobody misses it after a power cut
STATIC_ROOT.mkdir()
# Each test client starts the middleware anew; looking for a file when it is asked for spares it the whole list.
WHITENOISE_AUTOREFRESH = True
