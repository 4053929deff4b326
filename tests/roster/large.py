"""Takes a large roster in, in a process of its own, and prints what each verb took: `large ADDRESS FOLDER LINES`."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from portal import create_app
from portal.config import Config
from portal.database import db, take_write_lock
from portal.services import rosters
from tests.factories import campus, officer
from tests.factories.campuses import acting

HEAD = "Student ID,Name,E-mail Address,College,Major 1,Class Standing,Exp. Grad Term"
STATUS = Path("/proc/self/status")
FORGET = "5"
"""What makes the kernel count the peak anew."""


def lines(many: int, major: str = "Biology", domain: str = "north.example.edu") -> bytes:
    """A registrar's export of so many students."""
    rows = [
        f'{n:07},"Family{n * 7919 % many}, Given {n}",given.{n}@{domain},Science,{major},Senior,Spring 2027'
        for n in range(many)
    ]
    return "\n".join([HEAD, *rows]).encode()


def memory(kind: str) -> float:
    """MiB now (VmRSS) or at the peak (VmHWM)."""
    [line] = [line for line in STATUS.read_text().splitlines() if line.startswith(kind)]
    return int(line.split()[1]) / 1024


def processor() -> float:
    """Seconds of the processor so far: this process's, and those of its server process on PostgreSQL."""
    if db.engine.dialect.name != "postgresql":
        return time.process_time()
    server = db.session.scalar(text("SELECT pg_backend_pid()"))
    ticks = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[11:13]
    return time.process_time() + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


class Locks:
    """Ends transactions, and knows how long by the processor's clock the longest kept others from writing."""

    def __init__(self) -> None:
        self.longest, self.since = 0.0, processor()

    def commit(self) -> None:
        """End this one."""
        db.session.commit()
        self.longest, self.since = max(self.longest, processor() - self.since), processor()


def measured(verb: Callable[[Callable], object]) -> dict[str, float]:
    """Seconds until it is committed, of the processor, and of its longest transaction; MiB above what there was."""
    Path("/proc/self/clear_refs").write_text(FORGET)
    before, began, worked = memory("VmRSS"), time.perf_counter(), processor()
    locks = Locks()
    verb(locks.commit)
    locks.commit()
    spent = {"seconds": time.perf_counter() - began, "cpu": processor() - worked, "lock": locks.longest}
    return {**spent, "mib": memory("VmHWM") - before}


def taken_in(office, data: bytes) -> dict[str, dict[str, float]]:
    """One import from the file to the tables."""
    kept = []
    stage = measured(
        lambda commit: kept.append(
            rosters.stage(data, "all.csv", by=office, campus_id=office.campus_id, pause=commit)
        )
    )
    roster = kept.pop()
    check = measured(lambda commit: rosters.check(roster, roster.mapping, full=True, by=office, pause=commit))
    return {
        "stage": stage,
        "check": check,
        "apply": measured(lambda _commit: rosters.apply(roster, by=office)),
    }


def main(address: str, folder: str, many: int) -> dict[str, dict]:
    """New students, the same again, another programme for all, another address for all."""
    app = create_app(
        Config(env="development", secret="s" * 40, database=address, state=folder, log_level="ERROR")
    )
    with app.app_context():
        take_write_lock()
        db.create_all()
        office = acting(officer(campus()), "Olive Officer")
        db.session.commit()
        files = {
            "new": lines(many),
            "same": lines(many),
            "programme": lines(many, "Physics"),
            "address": lines(many, "Physics", "north.example.edu").replace(b"given.", b"g."),
        }
        return {name: taken_in(office, data) for name, data in files.items()}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
