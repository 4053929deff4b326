"""The words of docs/storm.md around its figures."""

INTRODUCTION = """# Storms

`make storm` lets crowds loose on real processes, on SQLite and on PostgreSQL: many students who want few seats, web
processes and workers killed at any moment, a database that somebody holds. The rows below are what the last run gave.
Times are of bursts on a small shared machine: the last of a crowd waits for all others.
"""

MACHINE = """## The machine

{cores} cores, Python {python}, SQLite {sqlite}; clients, servers, workers and the database run side by side on it.
`load` is the load average of the last minute as the storm ended: well above 2, other work took most of the machine.
"""

ANSWERS = ("got a seat", "told in words", "5xx or cut off", "other")
FOUND = ("seats counted", "claims that sit")
PACE = ("median", "slowest")

SECTIONS = {
    "crowd": (
        "Ten thousand claims",
        """
400 students claim 25 times each, over 25 projects of 4 seats, against gunicorn (4 workers of 2 threads). Most undo the
seat they get at once, so that it is fought over again; a few accept or keep it. Nobody may sit on a seat that is not
there, every answer is a success or a sentence, and `flask check` finds nothing afterwards. `wrong` counts projects
whose seats, count and claims disagree.
""",
        ("attempts", *ANSWERS, "undone", "accepted", "kept", *FOUND, "wrong", "took", *PACE),
    ),
    "burst": (
        "Two hundred at once",
        """
200 students claim 5 seats of one project in the same instant, each with one POST, against gunicorn (2 workers of 2
threads).
""",
        (*ANSWERS, *FOUND, *PACE),
    ),
    "unguarded": (
        "The same, without guards",
        """
A second claim, which exists only in `tests/storm/unguarded.py`, reads first and writes then, under a plain BEGIN and in
a database without the CHECK: the same burst must oversell or lock it, else it would prove nothing.
""",
        (*ANSWERS, *FOUND, *PACE),
    ),
    "kills": (
        "Two hundred kills",
        """
Workers deliver letters to a mail server and do work in the database while students claim and accept seats, which
writes more letters. `kill -9` hits the worker that holds a job, a web process, and now and then the whole server, each
time after so many letters arrived or so many requests were answered; at the end everything is killed at once and
merely started again. Every job must be done, every letter arrive (a second copy has the same Message-ID, by which
mail servers know it), work in the database happen exactly once, every acceptance that was answered be there, and
`flask check` find nothing. `begun again` counts jobs that a kill interrupted.
""",
        (
            "jobs", "lost", "dead", "letters", "arrived twice", "database work", "done twice", "begun again",
            "kills of workers", "of web", "requests answered", "cut off", "violations", "took",
        ),
    ),
    "held": (
        "A database that is held",
        """
Another process holds the database's write lock for 40 seconds (on PostgreSQL: the tables of claims and letters). Who
wants to write meanwhile is told to come back (503 with Retry-After), nobody gets a 500, reading goes on, and as soon as
the lock is gone the same processes write again.
""",
        ("held", "writes told 503", "other", "slowest", "pages read", "not 200", "slowest page", "first write after"),
    ),
}  # fmt: skip
