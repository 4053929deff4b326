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
    within: str = "/"
    """They read only pages whose address begins so; the others are read by somebody else."""

    def __str__(self) -> str:
        """Return the name for a test's id."""
        return self.name


READERS = (
    Reader(
        "nobody",
        start=("/", "/verify", "/partner", "/sign-in", "/reset", "/no-such-page"),
        must=frozenset({"/", "/verify", "/partner", "/sign-in", "/c/*/", "/c/*/which-fits"}),
    ),
    Reader(
        "student",
        f"student@{DEMO}",
        "",
        ("/student/projects", "/student/claims", "/student/placements", "/student/profile", "/account"),
        "/student/projects",
        frozenset(
            {
                "/student/projects",
                "/student/projects/*",
                "/student/projects/*/apply",
                "/student/projects/*/draw",
                "/student/certificates/*",
                "/student/record",
                "/student/record/*",
                "/student/record/transcripts",
                "/student/record/portfolio",
                "/student/record/portfolio/items/*",
                "/p/*",
                "/student/placements",
                "/student/placements/*",
                "/student/placements/*/messages",
                "/calendar",
                "/student/placements/*/milestones/*",
                "/student/placements/*/check-ins/*",
                "/student/placements/*/hours",
                "/student/placements/*/kick-off/sheet",
                "/student/employers/*",
                "/student/disclosures",
                "/c/*/terms/*",
            }
        ),
    ),
    Reader(
        "employer",
        f"supervisor@{DEMO}",
        "",
        ("/employer/", "/employer/projects", "/employer/examples", "/employer/placements"),
        "/employer/projects",
        frozenset(
            {
                "/employer/",
                "/employer/projects",
                "/employer/projects/*",
                "/employer/projects/*/change",
                "/employer/projects/*/applicants",
                "/employer/projects/*/applicants/compare",
                "/employer/placements/*/messages",
                "/employer/placements/*/milestones/*",
                "/employer/placements/*/check-ins/*",
                "/employer/profile",
                "/employer/people",
                "/employer/examples",
                "/employer/examples/*",
            }
        ),
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
            {
                "/staff/review",
                "/staff/placements",
                "/staff/placements/*",
                "/staff/placements/*/messages",
                "/staff/rosters",
                "/staff/filling",
                "/staff/answers",
                "/staff/projects/*/audience",
                "/staff/projects/*/match",
                "/staff/projects/*/waiting",
                "/staff/projects/*/draw",
                "/staff/partnerships/due",
                "/staff/partnerships/*/checklist",
                "/staff/partnerships/*/review",
                "/staff/partnerships/*/students",
                "/staff/partnerships/*/memory",
                "/staff/policy",
                "/staff/policy/numbers",
                "/staff/policy/letters/*",
                "/staff/policy/evaluation/*",
                "/staff/policy/versions/words/*",
            }
        ),
    ),
    Reader(
        "other office",
        "careers.desk@southport.example",
        "",
        ("/staff/projects",),
        "/staff/projects",
        frozenset({"/staff/projects", "/staff/audience-requests/*"}),
        within="/staff/audience-requests",
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

# A number, a serial, a token or a word of a list stands for itself: one page of each shape is enough.
LISTS = "answers|c|evaluation|examples|letters|reflections|terms"
VALUE = re.compile(rf"(?<=/)(?:\d+|MI-[\w-]+|[\w-]{{22,}})(?=/|$)|(?<=/)(?P<list>{LISTS})/[^/]+")
SKIPPED = re.compile(r"^/(?:static/|theme\.css|files/|dev/|healthz|readyz|sign-out)|\.(?:pdf|csv|ics|zip)$")


def shape(path: str) -> str:
    """Return the address with `*` for what differs from record to record."""
    plain = path.split("?", maxsplit=1)[0]
    return VALUE.sub(lambda found: f"{found['list']}/*" if found["list"] else "*", plain)


def skipped(path: str) -> bool:
    """Say whether an address is no page: a file, a letter of the demo, a way out."""
    return bool(SKIPPED.search(path.split("?", maxsplit=1)[0]))
