"""The supervisor of `bin/demo`: one stack on one storage, nothing survives it, what dies comes back."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config import supervisor
from config.supervisor import Part, StartError, Supervisor

ROOT = Path(__file__).resolve().parents[2]
# A part with a child of its own; it writes both their ids down and would sleep for long.
PARENT = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"])
open(sys.argv[1], "w").write(f"{os.getpid()} {child.pid}")
time.sleep(120)
"""


def eventually(true: Callable[[], object]) -> bool:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.05)
    return False


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def family(note: Path) -> list[int]:
    assert eventually(lambda: note.exists() and len(note.read_text().split()) == 2)
    return [int(number) for number in note.read_text().split()]


@pytest.fixture
def stack(tmp_path):
    stack = Supervisor("127.0.0.1", 1, tmp_path)
    yield stack
    stack.stop()


@pytest.fixture
def note(tmp_path):
    return tmp_path / "family"


def part(note: Path) -> Part:
    return Part("part", [sys.executable, "-c", PARENT, str(note)])


linux_only = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")


@linux_only
def test_stopping_ends_the_children_of_the_parts_too(stack, note):
    stack._begin(part(note))
    numbers = family(note)
    stack.stop()
    assert eventually(lambda: not any(map(alive, numbers)))


@linux_only
def test_a_part_that_is_killed_leaves_no_orphan_and_comes_back(stack, note, monkeypatch, capsys):
    stack._begin(part(note))
    first = family(note)
    note.unlink()
    os.kill(first[0], signal.SIGKILL)
    monkeypatch.setattr(stack.asked_to_stop, "wait", lambda _seconds: note.exists() or time.sleep(0.1))
    stack.watch()
    assert eventually(lambda: not any(map(alive, first)))
    assert all(map(alive, family(note)))
    assert "the part ended (code -9) and is started again" in capsys.readouterr().err


def test_a_part_that_dies_again_and_again_stops_the_stack_with_a_word(stack):
    stack._begin(Part("part", [sys.executable, "-c", "raise SystemExit(3)"]))
    with pytest.raises(StartError, match=r"part ended again and again \(code 3\)"):
        stack.watch()


@linux_only
def test_the_parts_end_when_the_supervisor_itself_is_killed(tmp_path, note):
    program = (
        "import time; from pathlib import Path; from config.supervisor import Part, Supervisor; import sys; "
        f"s = Supervisor('127.0.0.1', 1, Path({str(tmp_path)!r})); "
        f"s._begin(Part('part', [sys.executable, '-c', {PARENT!r}, {str(note)!r}])); time.sleep(120)"
    )
    guardian = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    numbers = family(note)
    guardian.kill()
    guardian.wait()
    try:
        assert eventually(lambda: not alive(numbers[0]))
    finally:
        for number in numbers:
            if alive(number):
                os.kill(number, signal.SIGKILL)


def test_a_second_stack_on_the_same_storage_is_told_where_the_first_one_is(tmp_path):
    with (
        supervisor.sole_user_of(tmp_path, "http://localhost:8000"),
        pytest.raises(StartError, match="http://localhost:8000"),
        supervisor.sole_user_of(tmp_path, "other"),
    ):
        pass
    with supervisor.sole_user_of(tmp_path, "http://localhost:8001"):
        assert (tmp_path / "running").read_text() == "http://localhost:8001"


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_port_that_is_taken_is_refused_with_a_cure():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        with pytest.raises(StartError, match="PORT=8001 bin/demo"):
            supervisor.refuse_taken_port("127.0.0.1", holder.getsockname()[1])
    supervisor.refuse_taken_port("127.0.0.1", supervisor.free_port())


def test_the_embedded_broker_answers_on_its_socket_also_below_a_path_with_blanks():
    storage = Path(tempfile.mkdtemp(prefix="zhike test "))  # pytest's own folders may lie too deep for a socket
    stack = Supervisor("127.0.0.1", 1, storage)
    try:
        broker = supervisor.valkey(storage)
        if broker is None:
            pytest.skip("no embedded Valkey for this machine")
        stack._begin(broker)
        assert eventually(lambda: supervisor._answers(storage / "valkey.sock"))
    finally:
        stack.stop()
        shutil.rmtree(storage)


@pytest.mark.parametrize(
    ("host", "address", "near"),
    [
        ("127.0.0.1", "http://localhost:8000", "127.0.0.1"),
        ("0.0.0.0", "http://localhost:8000", "127.0.0.1"),
        ("::", "http://localhost:8000", "[::1]"),
        ("192.0.2.7", "http://192.0.2.7:8000", "192.0.2.7"),
    ],
)
def test_the_address_is_one_a_person_can_open(host, address, near, tmp_path):
    stack = Supervisor(host, 8000, tmp_path)
    assert (stack.address, stack._near()) == (address, near)


@pytest.mark.parametrize("script", ["setup", "demo", "test", "manage"])
def test_the_scripts_are_plain_shell(script):
    assert subprocess.run(["sh", "-n", str(ROOT / "bin" / script)], capture_output=True, check=False).stderr == b""
