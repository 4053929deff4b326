"""Serves the portal as one command: web processes in front, the worker beside them."""

import argparse
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
RESTART_AFTER = 2
GRACE = 15
QUEUE = 40


def web(host: str, port: int, workers: int, threads: int) -> list[str]:
    """Return the command of the web server: a few processes, a few threads each.

    A process takes in no more than QUEUE connections, else one hoards a crowd while the others are through.
    """
    size = ["--workers", str(workers), "--threads", str(threads), "--worker-class", "gthread"]
    size += ["--worker-connections", str(QUEUE)]
    quiet = ["--no-control-socket", "--log-level", "warning"]
    long = ["--limit-request-line", "8190"]  # what is being typed is looked at by its address
    return [str(BIN / "gunicorn"), *size, *quiet, *long, "--bind", f"{host}:{port}", "wsgi:app"]


def worker() -> list[str]:
    """Return the command of the worker, kinder than the web processes where the system has `nice`."""
    kind = ["nice", "-n", "5"] if shutil.which("nice") else []
    return [*kind, str(BIN / "flask"), "--app", "wsgi", "worker"]


def busy(host: str, port: int) -> bool:
    """Say whether somebody already answers, or may not be displaced, at this address."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def refuse_busy(host: str, port: int) -> None:
    """End with a sentence when the port is taken."""
    if busy(host, port):
        sys.exit(f"Port {port} is busy. Stop what uses it, or choose another: make demo PORT={port + 1}")


def healthy(address: str) -> bool:
    """Ask once whether the web processes answer."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:  # noqa: S310 our own address
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def announce(address: str, stop: threading.Event) -> None:
    """Print the address once it answers."""
    while not stop.is_set():
        if healthy(address):
            print(f"Ready: {address}/   (stop with Ctrl-C)", flush=True)  # noqa: T201 for the person at the terminal
            return
        stop.wait(0.2)


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own: a Ctrl-C is handled once, by us. gunicorn hangs when told twice."""
    return subprocess.Popen([*bound(), *command], start_new_session=True, cwd=ROOT)


def bound() -> list[str]:
    """Return what makes a child end with us even when we are killed, where the system has `setpriv`."""
    return ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []


def keep(command: list[str], stop: threading.Event) -> None:
    """Run the worker, and run it again whenever it dies, until asked to stop."""
    while not stop.is_set():
        child = start(command)
        while child.poll() is None and not stop.wait(0.2):
            continue
        end(child)
        stop.wait(RESTART_AFTER)


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask a child to finish what it does; after the grace, stop it."""
    with contextlib.suppress(ProcessLookupError):
        child.terminate()
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        child.kill()


def run(host: str, port: int, workers: int, threads: int) -> int:
    """Run both until a signal, or until the web server gives up; return its exit code."""
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    server = start(web(host, port, workers, threads))
    helper = threading.Thread(target=keep, args=(worker(), stop))
    helper.start()
    threading.Thread(target=announce, args=(f"http://{shown(host)}:{port}", stop), daemon=True).start()
    while server.poll() is None and not stop.is_set():
        time.sleep(0.2)
    code = 0 if stop.is_set() else server.returncode
    stop.set()
    end(server)
    helper.join()
    return code


def shown(host: str) -> str:
    """Return the host as a person types it."""
    return "127.0.0.1" if host in {"0.0.0.0", ""} else host  # noqa: S104 compared, not bound


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m portal.serve", description=__doc__)
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "5000")))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--check", action="store_true", help="only say whether the port is free")
    return parser.parse_args()


def main() -> int:
    """Serve until stopped."""
    asked = arguments()
    refuse_busy(asked.host, asked.port)
    return 0 if asked.check else run(asked.host, asked.port, asked.workers, asked.threads)


if __name__ == "__main__":
    sys.exit(main())
