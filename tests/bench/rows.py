"""What is measured: each function gives rows of the table of goals."""

import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from sqlalchemy import create_engine, text

from tests.bench import seeds
from tests.bench.drive import Case, Seen, interleaved, memory
from tests.bench.servers import Served

PAGES = {
    "board": ("1: project list", "/student/projects", "student", 0.7, 1.2),
    "staff": ("1: staff board", "/staff/placements", "staff", 0.7, 1.2),
    "project": ("2: project", "/student/projects/{project}", "student", 0.7, 1.0),
    "placement": ("2: placement, staff", "/staff/placements/{placement}", "staff", 0.7, 1.0),
    "student": ("2: dashboard, student", "/student/placements", "student", 0.5, 0.8),
    "employer": ("2: dashboard, employer", "/employer/", "supervisor", 0.5, 0.8),
    "review": ("2: dashboard, staff", "/staff/review", "staff", 0.5, 0.8),
}
DETAILS = {"project", "placement"}
BIG = {
    "list": ("5: list", "/student/projects", "student", 1.5, 1.2),
    "next": ("5: next page, nine tenths down", "/student/projects?after={after}", "student", 1.5, 1.2),
    "detail": ("5: detail", "/student/projects/{project}", "student", 1.5, 1.2),
    "board": ("5: staff board", "/staff/placements", "staff", 1.5, 1.2),
    "search": ("6: search", "/student/projects?q=museum", "student", 2.5, 1.5),
}
SHEETS = """
import time
from portal.certificates import render
from tests.certificates.samples import facts
while True:
    began = time.monotonic(); render(facts()); time.sleep(max(0, 0.5 - (time.monotonic() - began)))
"""
START = """
import time
began = time.perf_counter()
from portal import create_app
create_app()
print(time.perf_counter() - began)
"""


@dataclass(frozen=True)
class Row:
    """One goal. `higher`: reached is to be at least the goal, else at most."""

    what: str
    must: float
    aim: float
    reached: float
    seen: str
    higher: bool = True


@dataclass(frozen=True)
class Effort:
    """How long to drive: rounds, and seconds each."""

    rounds: int = 5
    seconds: int = 3


def pages(floor: Served, small: Served, effort: Effort) -> list[Row]:
    """Rows 1 and 2: CPU of the floor's page over CPU of ours."""
    cases = [floor.case("list", "/list", "person"), floor.case("detail", "/detail/7", "person")]
    cases += [small.case(name, path, who) for name, (_, path, who, _, _) in PAGES.items()]
    found = interleaved(cases, effort.rounds, effort.seconds)
    rows = []
    for name, (what, _path, _who, must, aim) in PAGES.items():
        least = found["detail" if name in DETAILS else "list"]
        rows.append(Row(what, must, aim, least.cpu / found[name].cpu, told(found[name], least)))
    return rows


def told(seen: Seen, other: Seen) -> str:
    """Both sides in numbers."""
    wrong = f", {seen.wrong} refused" if seen.wrong else ""
    return f"{seen.cpu:.1f} ms CPU, {seen.size // 1000} kB; beside it {other.cpu:.1f} ms{wrong}"


def sizes(small: Served, large: Served, effort: Effort) -> list[Row]:
    """Rows 5 and 6: how much slower the slowest hundredth is in the large world."""
    rows = []
    for what, path, who, must, aim in BIG.values():
        cases = [deep(world, side, path, who) for side, world in (("small", small), ("large", large))]
        found = interleaved(cases, effort.rounds, effort.seconds)
        little, much = found["small"], found["large"]
        seen = f"p99 {little.p99:.0f} and {much.p99:.0f} ms, CPU {little.cpu:.1f} and {much.cpu:.1f} ms"
        rows.append(Row(what, must, aim, much.p99 / little.p99, seen, higher=False))
    return rows


def deep(world: Served, side: str, path: str, who: str) -> Case:
    """A case of this world, its mark far down the list."""
    return world.case(side, path.replace("{after}", after(world)), who)


def after(world: Served) -> str:
    """The mark that nine tenths of the open projects are before."""
    engine = create_engine(world.web.yard.settings()["PORTAL_DATABASE"])
    asked = (
        "SELECT id, strftime('%s', apply_by_at) FROM project WHERE status = 'open' ORDER BY apply_by_at, id"
    )
    with engine.connect() as connection:
        marks = [f"{moment}-{key}" for key, moment in connection.execute(text(asked))]
    return marks[len(marks) * 9 // 10 - 21]


def unchanged(small: Served, effort: Effort) -> list[Row]:
    """Row 3: the same list asked for again with the tag it came with."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", small.web.port, timeout=20)
    connection.request("GET", "/student/projects", headers={"Cookie": small.passes["student"][0]})
    tag = connection.getresponse().getheader("ETag") or '"none"'
    cases = [
        small.case("full", "/student/projects", "student"),
        small.case("again", "/student/projects", "student", **{"If-None-Match": tag}),
    ]
    found = interleaved(cases, effort.rounds, effort.seconds)
    reached = found["full"].cpu / found["again"].cpu
    return [Row("3: list unchanged", 3, 5, reached, told(found["again"], found["full"]))]


def beside_sheets(small: Served, effort: Effort) -> list[Row]:
    """Row 11: the list while another process makes two certificates a second, in turn with alone."""
    alone, beside = [], []
    for _ in range(effort.rounds):
        alone.append(
            interleaved([small.case("list", "/student/projects", "student")], 1, effort.seconds, 2)["list"]
        )
        maker = subprocess.Popen(["nice", "-n", "5", sys.executable, "-c", SHEETS], cwd=seeds.ROOT.parents[1])
        time.sleep(3)
        beside.append(
            interleaved([small.case("list", "/student/projects", "student")], 1, effort.seconds, 2)["list"]
        )
        maker.kill()
        maker.wait()
    few, many = (statistics.median(each.p99 for each in found) for found in (alone, beside))
    return [
        Row(
            "11: list while PDFs are made",
            2,
            1.3,
            many / few,
            f"p99 {few:.0f} and {many:.0f} ms",
            higher=False,
        )
    ]


def weight(small: Served, _effort: Effort) -> list[Row]:
    """Rows 16 and 17: reported."""
    web = max(memory(worker) for worker in small.workers)
    starts = [float(run(START, small.web.yard.settings())) for _ in range(5)]
    return [
        Row("16: memory of a web worker, MiB", 100, 80, web, "PSS after all drives above", higher=False),
        Row(
            "17: create_app(), seconds", 0.6, 0.4, statistics.median(starts), "imports included", higher=False
        ),
    ]


def run(program: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=seeds.ROOT.parents[1], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout
