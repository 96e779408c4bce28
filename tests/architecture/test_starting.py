"""Production refuses to start with each unsafe setting, with one clear word about it and no page of trace (T40)."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.starting import refuse_published_logins
from office.checks import no_demo_login_works
from office.demo import DOMAIN, PASSWORD
from office.models import User

SAFE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "a-key-of-fifty-signs-or-more-that-nobody-else-has-0123456789",
    "ALLOWED_HOSTS": "crm.example.com",
    "SITE_URL": "https://crm.example.com",
    "DATABASE_URL": "postgres://zhike@127.0.0.1:1/zhike",
    "BROKER_URL": "redis://127.0.0.1:1/0",
    "CACHE_URL": "redis://127.0.0.1:1/1",
    "EMAIL_URL": "smtp://127.0.0.1:1",
}


def start(tmp_path, changes: dict[str, str | None], command: str = "check") -> subprocess.CompletedProcess[str]:
    surroundings = {"PATH": os.environ["PATH"], "STORAGE_DIR": str(tmp_path)} | SAFE | changes
    return subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False, timeout=60,
        env={name: value for name, value in surroundings.items() if value is not None},
    )  # fmt: skip


def test_with_safe_settings_it_starts(tmp_path):
    done = start(tmp_path, {})
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        pytest.param({"DEBUG": "true"}, "DEBUG", id="debugging on"),
        pytest.param({"SECRET_KEY": None}, "SECRET_KEY", id="no key"),
        pytest.param({"SECRET_KEY": "short"}, "SECRET_KEY", id="short key"),
        pytest.param({"SECRET_KEY": "a" * 60}, "SECRET_KEY", id="key of one letter"),
        pytest.param({"SECRET_KEY": settings.SECRET_KEY}, "SECRET_KEY", id="the suite's key"),
        pytest.param({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS", id="no hosts"),
        pytest.param({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS", id="any host"),
        pytest.param({"SITE_URL": "http://crm.example.com"}, "SITE_URL", id="address without encryption"),
        pytest.param({"DATABASE_URL": None}, "DATABASE_URL", id="no database"),
        pytest.param({"DATABASE_URL": "sqlite:////data/zhike.sqlite3"}, "DATABASE_URL", id="SQLite"),
        pytest.param({"BROKER_URL": None}, "BROKER_URL", id="no broker"),
        pytest.param({"CACHE_URL": None}, "CACHE_URL", id="no shared cache"),
        pytest.param({"EMAIL_URL": None}, "EMAIL_URL", id="no mail server"),
        pytest.param({"TIME_ZONE": "Mars/Olympus"}, "TIME_ZONE", id="unknown time zone"),
        pytest.param({"DEFAULT_LANGUAGE": "fr"}, "DEFAULT_LANGUAGE", id="unknown language"),
        pytest.param({"SECURE_HSTS_SECONDS": "a year"}, "SECURE_HSTS_SECONDS", id="words for a number"),
        pytest.param({"DEBUG": "perhaps"}, "DEBUG", id="words for yes or no"),
    ],
)
def test_one_fault_stops_the_start_and_is_named(changes, word, tmp_path):
    done = start(tmp_path, changes)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("zhike: ")
    assert [line for line in done.stderr.splitlines() if word in line] == [done.stderr.strip().splitlines()[-1]]


def test_a_web_process_sets_aside_what_it_has_loaded_without_asking_the_database(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import gc, sys, config.wsgi; print(gc.get_freeze_count(), 'office.views' in sys.modules)"],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=60,
        env={"PATH": os.environ["PATH"], "STORAGE_DIR": str(tmp_path), "DATABASE_URL": SAFE["DATABASE_URL"]},
    )  # fmt: skip
    count, loaded = done.stdout.split()
    assert (int(count) > 100_000, loaded) == (True, "True")


@pytest.fixture
def demo_person(db):
    return User.objects.create_user("mei", PASSWORD, email=f"mei@{DOMAIN}")


def test_production_does_not_start_while_the_published_password_opens_an_account(demo_person, settings):
    refuse_published_logins()  # the demo itself may
    settings.DEMO_ALLOWED = False
    with pytest.raises(ImproperlyConfigured, match="mei"):
        refuse_published_logins()


@pytest.mark.parametrize("cure", ["deactivated", "own password", "renamed with own password"])
def test_a_demo_account_nobody_can_open_is_no_fault(demo_person, cure, settings):
    if cure == "deactivated":
        demo_person.is_active = False
    else:
        demo_person.set_password("a password of her own 81")
    if cure.startswith("renamed"):
        demo_person.username = "mei.lin"
    demo_person.save()
    settings.DEMO_ALLOWED = False
    refuse_published_logins()


def test_the_deploy_check_names_the_account_also_under_another_user_name(demo_person):
    demo_person.username = "renamed"
    demo_person.save()
    assert [(fault.id, "renamed" in fault.msg) for fault in no_demo_login_works(None)] == [("office.E001", True)]
