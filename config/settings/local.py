"""Embedded defaults: SQLite, an embedded broker and files under `var/`, for a trial or one small office."""

from config import env
from config.settings.base import *
from config.settings.base import SECRET_KEY, STATIC_ROOT, STORAGE_DIR


def _own_secret_key() -> str:
    """A key of this installation, made once and kept readable by its owner only."""
    path = STORAGE_DIR / "secret_key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


SECRET_KEY = SECRET_KEY or _own_secret_key()
DEBUG = env.flag("DEBUG", False)
for _folder in (STATIC_ROOT, STORAGE_DIR / "broker" / "control"):
    _folder.mkdir(parents=True, exist_ok=True)
