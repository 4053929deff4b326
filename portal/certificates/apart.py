"""Checking a stranger's file in a process of its own, with little memory and time: a trap hurts nobody."""

import base64
import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from .checking import check as checked
from .finding import Finding, Verdict

BEGIN = "import sys; sys.path.append(sys.argv[1]); from certificates import apart; apart.main()"
"""This room alone: it needs nothing of the portal, whose modules take a second to load."""
SECONDS = 20
MEMORY = 512 * 2**20


def check(content: bytes, roots: Sequence[bytes], keys: Sequence[str] = ()) -> Finding:
    """As checking.check; a file that takes too much time or memory, or ends the process, cannot be read."""
    told = {
        "content": base64.b64encode(content).decode(),
        "roots": [root.decode() for root in roots],
        "keys": list(keys),
    }
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
    return Finding(Verdict(told["verdict"]), told["serial"], signed_at, told["digest"])


def limit() -> None:
    """Take no more than a certificate could need."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Read {content, roots, keys} and write {verdict, serial, signed_at, digest}, as JSON."""
    limit()
    told = json.load(sys.stdin)
    roots = [root.encode() for root in told["roots"]]
    finding = checked(base64.b64decode(told["content"]), roots, told["keys"])
    answer = {
        "verdict": finding.verdict,
        "serial": finding.serial,
        "signed_at": finding.signed_at.isoformat() if finding.signed_at else None,
        "digest": finding.digest,
    }
    sys.stdout.write(json.dumps(answer))
