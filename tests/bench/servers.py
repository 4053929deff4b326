"""Floor and portal on the same server, one process of two threads each: what one core gives."""

import contextlib
import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import seeds
from tests.bench.drive import Case
from tests.storm.yard import Web


@dataclass(frozen=True)
class Yard:
    """What storm's server wants to know: the environment of its processes."""

    environment: dict[str, str]

    def settings(self) -> dict[str, str]:
        return self.environment


@dataclass(frozen=True)
class Served:
    """A running world: `case(name, path, who)` is one of its pages."""

    web: Web
    passes: dict[str, tuple[str, str]]
    ids: dict[str, int]

    def case(self, name: str, path: str, who: str, **headers: str) -> Case:
        url = f"http://127.0.0.1:{self.web.port}{path.format(**self.ids)}"
        return Case(name, self.web.process.pid, url, self.passes[who][0], headers)

    @property
    def workers(self) -> list[int]:
        return self.web.workers()


@contextlib.contextmanager
def portal(rows: int) -> Iterator[Served]:
    """The portal over a world of so many projects."""
    settings, passes, ids = seeds.yard(rows)
    with running(Web(Yard(seeds.environment(settings)), workers=1)) as web:
        yield Served(web, passes, ids)


@contextlib.contextmanager
def floor(folder: Path) -> Iterator[Served]:
    """The floor over a thousand rows of its own, with somebody signed in."""
    folder.mkdir(parents=True, exist_ok=True)
    environment = {
        **seeds.environment(seeds.plain(folder)),
        "FLOOR_DATABASE": f"sqlite:///{folder / 'floor'}",
    }
    with running(Web(Yard(environment), "tests.bench.floor:app", 1)) as web:
        yield Served(web, {"person": entered(web.port)}, {})


@contextlib.contextmanager
def running(web: Web) -> Iterator[Web]:
    web.start()
    try:
        yield web
    finally:
        web.stop()


def entered(port: int) -> tuple[str, str]:
    """The cookie and the token of somebody who signed in to the floor."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/enter")
    answer = connection.getresponse()
    return answer.getheader("Set-Cookie").partition(";")[0], answer.read().decode()
