"""Who is shown what: the roles, where each begins, and the shapes of pages that must be met on the way."""

import re
from dataclasses import dataclass, field

DEMO = "demo.example"


@dataclass(frozen=True)
class Reader:
    """Somebody who walks through the portal; `main` is the page they use most.

    They sign in with `email`, or follow a link from a letter: `letter` is its pattern.
    """

    name: str
    email: str = ""
    letter: str = ""
    start: tuple[str, ...] = ("/",)
    main: str = "/"
    must: frozenset[str] = field(default=frozenset())

    def __str__(self) -> str:
        """Return the name for a test's id."""
        return self.name


READERS = (
    Reader(
        "nobody",
        start=("/", "/verify", "/partner", "/sign-in", "/reset", "/no-such-page"),
        must=frozenset({"/", "/verify", "/partner", "/sign-in"}),
    ),
    Reader(
        "student",
        f"student@{DEMO}",
        "",
        ("/student/projects", "/student/claims", "/student/placements", "/student/profile", "/account"),
        "/student/projects",
        frozenset(
            {"/student/projects", "/student/projects/*", "/student/placements", "/student/placements/*"}
        ),
    ),
    Reader(
        "employer",
        f"supervisor@{DEMO}",
        "",
        ("/employer/", "/employer/projects", "/employer/examples", "/employer/placements"),
        "/employer/projects",
        frozenset({"/employer/", "/employer/projects", "/employer/projects/*"}),
    ),
    Reader(
        "supervisor",
        letter=r"/e/[\w-]{20,}",
        start=("/e/check", "/e/answers"),
        main="/e/check",
        must=frozenset({"/e/check"}),
    ),
    Reader(
        "staff",
        f"staff@{DEMO}",
        "",
        (
            "/staff/review",
            "/staff/placements",
            "/staff/rosters",
            "/staff/audit",
            "/staff/certificates",
            "/staff/policy",
        ),
        "/staff/review",
        frozenset(
            {"/staff/review", "/staff/placements", "/staff/placements/*", "/staff/rosters", "/staff/policy"}
        ),
    ),
    Reader(
        "admin",
        f"admin@{DEMO}",
        "",
        ("/admin/campuses", "/admin/people"),
        "/admin/campuses",
        frozenset({"/admin/campuses", "/admin/people"}),
    ),
)

# A number, a serial or a token stands for itself: one page of each shape is enough.
VALUE = re.compile(r"(?<=/)(?:\d+|MI-[\w-]+|[\w-]{22,})(?=/|$)")
SKIPPED = re.compile(r"^/(?:static/|theme\.css|files/|dev/|healthz|readyz|sign-out)|\.(?:pdf|csv|ics|zip)$")


def shape(path: str) -> str:
    """Return the address with `*` for what differs from record to record."""
    return VALUE.sub("*", path.split("?", maxsplit=1)[0])


def skipped(path: str) -> bool:
    """Say whether an address is no page: a file, a letter of the demo, a way out."""
    return bool(SKIPPED.search(path.split("?", maxsplit=1)[0]))
