"""Where the files of imports lie: private, under names that say nothing, handed out by a view that checks rights."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile


def folder() -> Path:
    """The folder of imports, for the owner of the process only."""
    path = Path(settings.MEDIA_ROOT) / "imports"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def keep(upload: "UploadedFile[bytes]") -> Path:
    """Store what somebody uploaded under a random name."""
    path = folder() / secrets.token_hex(16)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return path


def of_rejected(run_id: int, suffix: str) -> Path:
    return folder() / f"rejected-{run_id}-{secrets.token_hex(8)}{suffix}"


@contextmanager
def workspace() -> Iterator[Path]:
    """A folder for what a run needs while it runs."""
    path = Path(tempfile.mkdtemp(prefix="work-", dir=folder()))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
