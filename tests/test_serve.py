"""One command runs both: says when its port is taken, brings the worker back, leaves nobody behind."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from portal import serve

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def wait_for(condition, seconds=10):
    """Wait until something holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def gone(pid) -> bool:
    """Say whether a process has ended, be it unburied."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_busy_port_is_said_in_a_sentence(taken):
    with pytest.raises(SystemExit, match=f"Port {taken} is busy.*PORT={taken + 1}"):
        serve.refuse_busy("127.0.0.1", taken)


def test_the_check_ends_with_a_message_and_no_server(taken):
    command = [sys.executable, "-P", serve.__file__, "--port", str(taken), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "is busy" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_free_port_is_free():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not serve.busy("127.0.0.1", port)


def test_a_dead_worker_is_brought_back(monkeypatch):
    monkeypatch.setattr(serve, "RESTART_AFTER", 0.01)
    started = []
    start = serve.start
    monkeypatch.setattr(serve, "start", lambda command: started.append(start(command)) or started[-1])
    stop = threading.Event()
    keeper = threading.Thread(target=serve.keep, args=(SLEEP, stop))
    keeper.start()
    wait_for(lambda: started)
    os.kill(started[0].pid, signal.SIGKILL)
    wait_for(lambda: len(started) == 2)
    stop.set()
    keeper.join(10)
    assert started[1].poll() is not None


def test_a_child_that_does_not_listen_is_stopped(monkeypatch):
    monkeypatch.setattr(serve, "GRACE", 0.2)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    child.stdout.readline()
    serve.end(child)
    child.wait(5)
    child.stdout.close()
    assert child.returncode == -signal.SIGKILL


def test_nobody_outlives_us():
    script = (
        f"from portal import serve; print(serve.start({SLEEP}).pid, flush=True); import time; time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait(5)
    parent.stdout.close()
    wait_for(lambda: gone(child))


def test_everybody_means_this_machine_when_shown():
    assert serve.shown("0.0.0.0") == "127.0.0.1"
    assert serve.shown("portal.example") == "portal.example"
