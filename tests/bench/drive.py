"""Drives servers in turn with wrk, and takes medians: A B C, C B A, as often as asked."""

import json
import os
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SCRIPT = Path(__file__).with_name("answers.lua")


@dataclass(frozen=True)
class Case:
    """One page of one server: the process that serves it, its address, the browser's headers."""

    name: str
    process: int
    url: str
    cookie: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True)
class Seen:
    """Medians of one case: CPU milliseconds a request, requests a second, and milliseconds that requests took."""

    cpu: float
    rate: float
    p50: float
    p99: float
    longest: float
    size: int
    wrong: int


def interleaved(cases: Sequence[Case], rounds: int, seconds: int, at_once: int = 2) -> dict[str, Seen]:
    """Drive all cases in turn, there and back; the first time is to warm up and not counted."""
    taken: dict[str, list[dict]] = {case.name: [] for case in cases}
    for case in cases:
        wrk(case, 1, at_once)
    for number in range(rounds):
        for case in cases if number % 2 == 0 else reversed(cases):
            taken[case.name].append(once(case, seconds, at_once))
    return {name: seen(found) for name, found in taken.items()}


def once(case: Case, seconds: int, at_once: int) -> dict:
    """One drive, with the CPU time of the server's processes."""
    before = cpu(case.process)
    found = wrk(case, seconds, at_once)
    found["cpu"] = (cpu(case.process) - before) / max(found["requests"], 1) * 1000
    return found


def wrk(case: Case, seconds: int, at_once: int) -> dict:
    headers = {"Cookie": case.cookie, **case.headers}
    told = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    command = [
        "wrk",
        "-t1",
        f"-c{at_once}",
        f"-d{seconds}s",
        "--timeout",
        "20s",
        "-s",
        str(SCRIPT),
        *told,
        case.url,
    ]
    body = {"BENCH_BODY": case.body} if case.body else {}
    done = subprocess.run(
        command, env={**os.environ, **body}, capture_output=True, text=True, check=True
    ).stdout
    line = next(line for line in done.splitlines() if line.startswith("BENCH "))
    return json.loads(line.removeprefix("BENCH "))


def seen(found: list[dict]) -> Seen:
    def middle(take) -> float:
        return statistics.median(take(each) for each in found)

    return Seen(
        cpu=middle(lambda each: each["cpu"]),
        rate=middle(lambda each: each["requests"] / each["us"] * 1e6),
        p50=middle(lambda each: each["p50"] / 1000),
        p99=middle(lambda each: each["p99"] / 1000),
        longest=middle(lambda each: each["max"] / 1000),
        size=round(middle(lambda each: each["bytes"] / max(each["requests"], 1))),
        wrong=sum(each["broken"] + each["refused"] for each in found),
    )


def family(process: int) -> list[int]:
    """A process and all below it."""
    try:
        told = [path.read_text() for path in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return []
    return [process, *(each for text in told for child in text.split() for each in family(int(child)))]


def cpu(process: int) -> float:
    """Seconds of CPU that a process and all below it have had."""
    total = 0
    for each in family(process):
        for path in Path(f"/proc/{each}/task").glob("*/schedstat"):
            try:
                total += int(path.read_text().split()[0])
            except OSError:
                continue
    return total / 1e9


def memory(process: int) -> float:
    """MiB of one process, what it shares counted by its share."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) / 1024
