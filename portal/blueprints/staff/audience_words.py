"""The proof of an audience as lines of words: for whom a project was, and the rows of its export."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from portal import clock
from portal.display import day, moment


def terms(held) -> list[str]:
    """For whom a project was, a line each; one line for everybody."""
    if held is None:
        return []
    told = [
        _("%(kind)s: %(value)s only", kind=kind.label, value=value)
        if must
        else _("%(kind)s: %(value)s preferred", kind=kind.label, value=value)
        for kind, value, must in held.eligibility
    ]
    within = held.graduates_within
    if within:
        months = ngettext("within %(num)s month", "within %(num)s months", within)
        only = held.graduates_must
        told.append(
            _("Graduates %(when)s only", when=months)
            if only
            else _("Graduates %(when)s preferred", when=months)
        )
    return told or [_("Every student of the campus")]


def table(project, campus: str, shown: dict) -> list[list[object]]:
    """The proof as rows: what was asked, the clauses, the time so far, and the students."""
    return [
        [_("Project"), project.id, project.title],
        [_("Employer"), project.employer.name],
        [_("Campus"), campus],
        [_("Moment"), iso(shown["moment"])],
        [_("Made"), iso(clock.now())],
        [],
        [_("Rule"), _("Met"), _("Why")],
        *([line.about, yes(line.ok), line.text] for line in shown["lines"]),
        [],
        [_("From"), _("Until"), _("Shown"), _("For whom"), _("Why")],
        *periods(shown["periods"]),
        [],
        [_("Name"), _("E-mail"), _("Number"), _("College"), _("Programme"), _("Year"), _("Graduates")],
        *(student(row) for row in shown["crowd"].students),
    ]


def periods(found) -> Iterator[list[object]]:
    for one in found:
        until = iso(one.until_at) if one.until_at else ""
        whom = "; ".join(terms(one.terms))
        yield [iso(one.from_at), until, yes(one.shown), whom, " ".join(one.why)]


def student(row) -> list[object]:
    enrolled = (row.college, row.programme, row.year)
    return [row.name, row.email, row.number or "", *(part or "" for part in enrolled), day(row.graduates_on)]


def yes(fact: bool) -> str:
    return _("yes") if fact else _("no")


def iso(instant) -> str:
    return f"{instant.isoformat(timespec='minutes')} ({moment(instant)})"
