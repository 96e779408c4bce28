"""Files that show a measured value: kept under names that say nothing, never shown by a browser, never lost by a click."""

import os
import secrets
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.access import may_edit_people, require
from customers.errors import CustomersError, FieldRefusedError, ReasonMissingError
from customers.services import recording
from office.models import User
from relationships.access import loggable_by
from relationships.errors import AlreadyVoidedError, CustomerNotFoundError, NotVoidedError
from relationships.models import EvidenceFile, OutcomeReading

ADDED, REMOVED, RESTORED = "evidence_file_added", "evidence_file_removed", "evidence_file_restored"
LARGEST = 10 * 1024 * 1024
MOST = 10
HEAD = 16


class TooManyFilesError(CustomersError):
    field = "file"
    message = _("A reading has at most ten files. Take one away first.")


class FileKnownError(CustomersError):
    field = "file"
    message = _("This file stands beside the reading already.")


def _text(head: bytes) -> bool:
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return bool(begins) and b"\x00" not in head and not begins.startswith(b"<")


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(marks)


# By what its first bytes say, not by what its sender calls it; nothing that a browser would run.
KINDS: dict[str, Callable[[bytes], bool]] = {
    ".pdf": _begins(b"%PDF-"),
    ".png": _begins(b"\x89PNG\r\n\x1a\n"),
    ".jpg": _begins(b"\xff\xd8\xff"),
    ".jpeg": _begins(b"\xff\xd8\xff"),
    ".xlsx": _begins(b"PK\x03\x04"),
    ".docx": _begins(b"PK\x03\x04"),
    ".pptx": _begins(b"PK\x03\x04"),
    ".csv": _text,
    ".txt": _text,
}


def folder() -> Path:
    """For the owner of the process only."""
    path = Path(settings.MEDIA_ROOT) / "evidence"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def path_of(file: EvidenceFile) -> Path:
    return folder() / file.stored


def add(reading: OutcomeReading, upload: "UploadedFile[bytes]", *, by: User) -> EvidenceFile:
    """Keep a file beside a reading. Errors: CustomerNotFoundError, FieldRefusedError, TooManyFilesError, FileKnownError.

    What was written to disk goes again when the row cannot be kept.
    """
    if not loggable_by(by).filter(pk=reading.customer_id).exists():
        raise CustomerNotFoundError
    name = _name(upload.name or "")
    path = folder() / secrets.token_hex(16)
    try:
        size, digest = _write(path, upload, Path(name).suffix.casefold())
        with transaction.atomic():
            return _keep(reading, name, path.name, size, digest, by)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _keep(reading: OutcomeReading, name: str, stored: str, size: int, digest: str, by: User) -> EvidenceFile:
    locked = OutcomeReading.objects.select_for_update(of=("self",)).select_related("customer").get(pk=reading.pk)
    there = EvidenceFile.objects.filter(reading=locked, removed_at=None)
    if there.filter(sha256=digest).exists():
        raise FileKnownError
    if there.count() >= MOST:
        raise TooManyFilesError
    file = EvidenceFile.objects.create(reading=locked, name=name, stored=stored, size=size, sha256=digest, added_by=by)
    recording.record(locked.customer, ADDED, by=by, reading=locked.pk, file=file.pk)
    return file


@transaction.atomic
def remove(file: EvidenceFile, *, reason: str, by: User) -> EvidenceFile:
    """Into the bin. Errors: AlreadyVoidedError, ReasonMissingError, PermissionDenied."""
    locked = _locked(file, by)
    if locked.removed_at is not None:
        raise AlreadyVoidedError
    if not reason.strip():
        raise ReasonMissingError(field="reason")
    locked.removed_at, locked.removed_by, locked.remove_reason = timezone.now(), by, reason.strip()[:300]
    return _save(locked, REMOVED, by, reason)


@transaction.atomic
def restore(file: EvidenceFile, *, by: User) -> EvidenceFile:
    """Errors: NotVoidedError, FileKnownError when the same file was added again meanwhile, PermissionDenied."""
    locked = _locked(file, by)
    if locked.removed_at is None:
        raise NotVoidedError
    locked.removed_at, locked.removed_by, locked.remove_reason = None, None, ""
    try:
        with transaction.atomic():
            return _save(locked, RESTORED, by, "")
    except IntegrityError as error:
        raise FileKnownError from error


def forget(files: QuerySet[EvidenceFile]) -> None:
    """Rows and what lies on disk, for good: their customers go too."""
    for file in files:
        transaction.on_commit(partial(path_of(file).unlink, missing_ok=True))
    files.delete()


def may_remove(file: EvidenceFile, user: User) -> bool:
    """Who added it, and who keeps the customer's people and goals."""
    return file.added_by_id == user.pk or may_edit_people(user, file.reading.customer)


def _locked(file: EvidenceFile, by: User) -> EvidenceFile:
    rows = EvidenceFile.objects.select_for_update(of=("self",)).select_related("reading__customer")
    locked = rows.get(pk=file.pk)
    require(may_remove(locked, by))
    return locked


def _save(file: EvidenceFile, verb: str, by: User, why: str) -> EvidenceFile:
    file.save(update_fields=["removed_at", "removed_by", "remove_reason"])
    recording.record(file.reading.customer, verb, by=by, why=why, reading=file.reading_id, file=file.pk)
    return file


def _name(told: str) -> str:
    """The file's own name without the way to it and without what no file system shows."""
    bare = told.replace("\\", "/").rsplit("/", 1)[-1]
    name = " ".join("".join(one for one in bare if one.isprintable()).split())
    stem, suffix = Path(name).stem, Path(name).suffix
    if suffix.casefold() not in KINDS:
        raise FieldRefusedError(
            _("Files of this kind are not kept. Choose one of: %(kinds)s.") % {"kinds": " ".join(sorted(KINDS))},
            field="file",
        )
    return f"{stem[: 200 - len(suffix)]}{suffix}"


def _write(path: Path, upload: "UploadedFile[bytes]", suffix: str) -> tuple[int, str]:
    """Size and fingerprint of what was written. Errors: FieldRefusedError."""
    size, digest, head = 0, sha256(), b""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in upload.chunks():
            size += len(chunk)
            if size > LARGEST:
                raise FieldRefusedError(_("The file is larger than 10 MB."), field="file")
            head = head or chunk[:HEAD]
            digest.update(chunk)
            file.write(chunk)
    if not KINDS[suffix](head):
        raise FieldRefusedError(
            _("What is in the file is not what its name says (%(suffix)s). Save it anew and try again.")
            % {"suffix": suffix},
            field="file",
        )
    return size, digest.hexdigest()
