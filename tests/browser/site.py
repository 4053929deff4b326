"""A portal of its own to walk through: web processes, worker, mail page, demo accounts."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from email import message_from_bytes
from email.policy import default
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]


def free_port() -> int:
    """Return a port nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """One running portal in a folder; `url` is its address."""

    def __init__(self, folder: Path, database: str = ""):
        """Choose a port; nothing runs yet."""
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        given = {"PORTAL_ENV": "demo", "PORTAL_STATE": str(folder), "PORTAL_URL": self.url}
        self.environ = {**os.environ, **given, **({"PORTAL_DATABASE": database} if database else {})}
        self.process: subprocess.Popen[bytes] | None = None

    def command(self, *words: str) -> str:
        """Run one of the portal's commands on this site and return what it printed."""
        return self.run([*FLASK, *words])

    def scene(self, *words: str) -> dict:
        """Set a scene in this site's database and return who and what is in it; see tests/browser/scene.py."""
        return json.loads(self.run([sys.executable, "-m", "tests.browser.scene", *words]).splitlines()[-1])

    def run(self, command: list[str]) -> str:
        """Run a command beside the site and return what it printed."""
        done = subprocess.run(
            command, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
        return done.stdout

    def fill(self, *seed: str) -> None:
        """Make the tables and the accounts."""
        self.command("db", "upgrade")
        self.command(*seed)

    def copy_of(self, filled: Path) -> "Site":
        """Begin as a copy of a folder that was filled before."""
        shutil.copytree(filled, self.folder, dirs_exist_ok=True)
        return self

    def start(self, workers: int = 1, threads: int = 4) -> "Site":
        """Serve until stopped; returns once it answers."""
        size = ["--workers", str(workers), "--threads", str(threads)]
        command = [sys.executable, "-P", "portal/serve.py", "--port", str(self.port), *size]
        with (self.folder / "serve.log").open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environ, stdout=log, stderr=log)
        self.wait()
        return self

    def wait(self) -> None:
        """Wait until the health page answers; show the log when it does not."""
        until = time.monotonic() + PATIENCE
        while not answers(f"{self.url}/healthz"):
            assert self.process.poll() is None and time.monotonic() < until, self.log()
            time.sleep(0.1)

    def log(self) -> str:
        """Return what the processes wrote."""
        return (self.folder / "serve.log").read_text("utf-8", "replace")

    def links(self, pattern: str) -> list[str]:
        """Return the addresses on this site in letters sent so far that match, latest letter first."""
        files = sorted((self.folder / "mail").glob("*.eml"), reverse=True)
        letters = (message_from_bytes(file.read_bytes(), policy=default) for file in files)
        texts = (letter.get_body(("plain",)).get_content() for letter in letters)
        return [found for text in texts for found in re.findall(rf"https?://[^/\s]+({pattern})", text)]

    def stop(self) -> None:
        """End the web processes and the worker."""
        if self.process:
            self.process.terminate()
            self.process.wait(30)


def answers(address: str) -> bool:
    """Ask once."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
