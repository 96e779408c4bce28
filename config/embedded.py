"""Where the embedded broker listens. The supervisor starts it; every other process finds it here."""

from pathlib import Path
from urllib.parse import quote

# The system cuts a socket's path at 104 bytes (macOS) or 108 (Linux), its closing zero included.
MOST_SOCKET_PATH = 100


def socket_path(storage: Path) -> Path | None:
    """The embedded Valkey's socket; None where the checkout lies too deep for one, and messages are files then."""
    path = storage / "valkey.sock"
    return path if len(str(path).encode()) <= MOST_SOCKET_PATH else None


def broker_url(storage: Path) -> str:
    """The running embedded Valkey, else the file-system broker: slower by a second, but nothing needs to run for it."""
    path = socket_path(storage)
    return f"redis+socket://{quote(str(path))}" if path and path.exists() else "filesystem://"
