"""Checking a stranger's file in a process of its own, with little memory and time: a trap hurts nobody."""

import base64
import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from .checking import Finding, Verdict
from .checking import check as checked

BEGIN = "import sys; sys.path.append(sys.argv[1]); from certificates import apart; apart.main()"
"""This room alone: it needs nothing of the portal, whose modules take a second to load."""
SECONDS = 20
MEMORY = 512 * 2**20


def check(content: bytes, roots: Sequence[bytes]) -> Finding:
    """As checking.check; a file that takes too much time or memory, or ends the process, cannot be read."""
    told = {"content": base64.b64encode(content).decode(), "roots": [root.decode() for root in roots]}
    command = [sys.executable, "-I", "-c", BEGIN, str(Path(__file__).parents[1])]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module; the file comes by its input
            command, input=json.dumps(told).encode(), capture_output=True, timeout=SECONDS, check=True
        )
        return found(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError):
        return Finding(Verdict.UNREADABLE)


def found(told: dict) -> Finding:
    signed_at = told["signed_at"] and datetime.fromisoformat(told["signed_at"])
    return Finding(Verdict(told["verdict"]), told["serial"], signed_at)


def limit() -> None:
    """Take no more than a certificate could need."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Read {content, roots} and write {verdict, serial, signed_at}, as JSON."""
    limit()
    told = json.load(sys.stdin)
    finding = checked(base64.b64decode(told["content"]), [root.encode() for root in told["roots"]])
    answer = {
        "verdict": finding.verdict,
        "serial": finding.serial,
        "signed_at": finding.signed_at.isoformat() if finding.signed_at else None,
    }
    sys.stdout.write(json.dumps(answer))
