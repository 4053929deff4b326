"""A throw-away PostgreSQL cluster: on a socket, without fsync, never as root."""

import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg

OWNER = "portal"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


def binary(name: str) -> str:
    """Return the newest installed server program of this name; Debian keeps them off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[4]))
    program = str(found[-1]) if found else shutil.which(name)
    if not program:
        raise RuntimeError("PostgreSQL is not installed; `make test` installs it.")
    return program


def unprivileged() -> list[str]:
    """Return what to put before a command: the server refuses to run as root."""
    if os.getuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]


def run(name: str, *arguments: str) -> None:
    """Run a server program quietly; its own words when it fails."""
    done = subprocess.run(
        [*unprivileged(), binary(name), *arguments],
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    if done.returncode:
        raise RuntimeError(f"{name} failed: {done.stdout}{done.stderr}")


class Cluster:
    """One server for all test processes; each makes a database of its own in it."""

    def __init__(self) -> None:
        """Make the folder; nothing runs yet."""
        self.folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")

    def start(self) -> "Cluster":
        """Make the cluster and wait until it answers."""
        data = str(self.folder / "data")
        run("initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        only_socket = f"-c listen_addresses='' -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        run("pg_ctl", "-D", data, "-w", "-s", "-l", log, "-o", f"{FAST} {only_socket}", "start")
        atexit.register(self.stop)
        return self

    def stop(self) -> None:
        """End the server and remove all it wrote; harmless a second time."""
        if self.folder.exists():
            run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-s", "stop")
            shutil.rmtree(self.folder, ignore_errors=True)


def fresh(folder: str, name: str) -> str:
    """Make an empty database of this name in the cluster and return its address."""
    server = f"postgresql://{OWNER}@/postgres?host={folder}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql+psycopg://{OWNER}@/{name}?host={folder}"
