"""What every way of running Zhike shares. Values come from the environment through `config.env` alone."""

from csp.constants import NONCE, NONE, SELF

from config import embedded, env

BASE_DIR = env.BASE_DIR
STORAGE_DIR = env.folder("STORAGE_DIR", BASE_DIR / "var")

SECRET_KEY = env.text("SECRET_KEY", "")
DEBUG = False
DEMO_ALLOWED = True  # the demo company and its published password; production says no
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [])
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)

# The company: these seed one Company row at the first start; afterwards the row rules (decision 54).
COMPANY_NAME = env.text("COMPANY_NAME", "知客")
BASE_CURRENCY = env.text("BASE_CURRENCY", "CNY")
TIME_ZONE = env.zone("TIME_ZONE", "Asia/Shanghai")
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_CODE = env.text("DEFAULT_LANGUAGE", "zh-hans", choices=tuple(code for code, _ in LANGUAGES))
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True

INSTALLED_APPS = [
    "config.apps.ZhikeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "simple_history",
    "django_htmx",
    "template_partials",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "office",
    "customers",
    "relationships",
    "voice",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "office.middleware.PreferencesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "office.dialogs.DialogMiddleware",
]

FORM_RENDERER = "config.forms.HouseRenderer"

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "office.context_processors.shell",
            ],
        },
    }
]

# Database. IMMEDIATE takes the write lock when a transaction begins: without it a third of concurrent writers
# fail with "database is locked". It is also why ATOMIC_REQUESTS stays off: every page would wait for the lock.
DATABASES = {"default": env.database("DATABASE_URL", env.sqlite_address(STORAGE_DIR / "zhike.sqlite3"))}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
            "PRAGMA cache_size=-16000;PRAGMA recursive_triggers=ON;"
        ),
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)

# Counters of the sign-in throttle live here, so the cache must be shared by all web processes.
CACHE_URL = env.text("CACHE_URL", "")
if CACHE_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "config.cache.LockedFileCache",
            "LOCATION": STORAGE_DIR / "cache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

AUTH_USER_MODEL = "office.User"
# Django's own check of a password: it hashes for unknown and inactive accounts too, so all refusals cost the same.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ACCOUNT_ADAPTER = "office.signing_in.OfficeAccountAdapter"
ACCOUNT_FORMS = {"login": "office.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}  # office.services.throttling counts instead
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Files that people upload or we build: private, handed out by views that check rights, never by address.
MEDIA_ROOT = STORAGE_DIR / "files"
STATIC_URL = "static/"
STATIC_ROOT = STORAGE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Without a mail server mails are files under `var/mail`, so that a trial sends nothing to anybody.
_mail = env.mail("EMAIL_URL", "file://")
EMAIL_BACKEND = str(_mail["EMAIL_BACKEND"])
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = str(STORAGE_DIR / "mail")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "zhike@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Jobs. The row in the database is the truth, the message only a hint, so an empty broker loses nothing.
BROKER_URL = env.text("BROKER_URL", "")
CELERY_BROKER_URL = BROKER_URL or embedded.broker_url(STORAGE_DIR)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
if CELERY_BROKER_URL.startswith("filesystem://"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(STORAGE_DIR / "broker"),
        "data_folder_out": str(STORAGE_DIR / "broker"),
        "control_folder": str(STORAGE_DIR / "broker" / "control"),
    }
elif CELERY_BROKER_URL.startswith("redis"):
    # kombu looks for lost messages only every throttle × interval seconds; our leases decide, this only hurries.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "unacked_restore_throttle": 1,
        "unacked_restore_interval": 30,
        "socket_connect_timeout": 2,
        "socket_timeout": 10,
    }
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(STORAGE_DIR / "beat")
CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "office.tasks.tick", "schedule": 30.0, "options": {"expires": 25}},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "EXCEPTION_HANDLER": "office.api.problems.problem_handler",
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Zhike API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "InteractionKind": "relationships.models.interaction.Interaction.Kind",
        "GiftDirection": "relationships.models.courtesy.Gift.Direction",
        "GiftState": "relationships.models.courtesy.Gift.State",
        "PlannedState": "relationships.models.planned.PlannedContact.State",
        "InteractionDirection": "relationships.models.interaction.Interaction.Direction",
        "PlannedKind": "relationships.models.planned.PlannedContact.KINDS",
        "RequestKind": "relationships.models.request.ServiceRequest.Kind",
        "RequestChannel": "relationships.models.request.ServiceRequest.Channel",
        "ControlPointKind": "relationships.models.strategy.ControlPoint.Kind",
        "VoiceKind": "voice.models.item.Kind",
        "RevenueKind": "customers.models.ledger.RevenueLine.Kind",
        "WayToReachKind": "customers.models.people.ContactPoint.Kind",
        "VoiceStatus": "voice.models.item.Status",
        "CustomerStatus": "customers.models.customer.Customer.Status",
    },
}

_level = env.text("LOG_LEVEL", "", choices=("", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.LineFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": _level or "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": _level or "WARNING", "propagate": False},
        # Refusals and unknown addresses are everyday answers, not news for whoever reads the log.
        "django.request": {"level": _level or "ERROR"},
        "zhike": {"handlers": ["stderr"], "level": _level or "INFO", "propagate": False},
    },
}
