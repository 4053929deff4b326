"""Who could see a project at a moment, clause by clause, in words over what was kept. See `exclusivity`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import format_date, format_time
from flask_babel import gettext as _
from flask_babel import ngettext as _n
from sqlalchemy import Row

from portal.services.exclusivity import LEAVING, month, plain
from portal.services.exclusivity_facts import Facts, Person, Span, Terms, at
from portal.vocabulary import AfterExclusive, EligibilityKind, stages


@dataclass(frozen=True)
class Line:
    """One clause of the rule: what it is about, whether it held, and why in words."""

    about: str
    ok: bool
    text: str


def when(moment: datetime | None) -> str:
    """ "24 Nov 2026, 14:05" where the reader is."""
    return f"{format_date(moment, 'medium')}, {format_time(moment, 'HH:mm')}" if moment else ""


def of_campus(facts: Facts, moment: datetime) -> list[Line]:
    """Whether the campus's students could see it at all."""
    held = at(facts.terms, moment)
    terms = held.what if held else None
    return [
        _state(facts, moment),
        _last_day(terms, moment),
        _partnership(facts, moment),
        _approval(facts, moment),
        _exclusive(facts, terms, moment),
    ]


def of_student(facts: Facts, person: Person, moment: datetime) -> list[Line]:
    """Whether this student met what it asked for."""
    held, enrolled = at(facts.terms, moment), person.enrolled(moment)
    return [_member(person, moment), *of_row(facts, held, enrolled.what if enrolled else None, moment)]


def of_row(facts: Facts, held: Span | None, row: Row | None, moment: datetime) -> list[Line]:
    """The same from the enrolment row that counted then; None when nothing is recorded."""
    if held is None:
        return [Line(_("Meant for"), False, _("Not said yet: it was not open."))]
    return [
        _roster(row, moment, facts.window(moment)),
        *(_asked(held.what, row, kind) for kind in EligibilityKind),
        _graduates(held.what, row, moment),
    ]


def seen(lines: Sequence[Line]) -> bool:
    return all(line.ok for line in lines)


def wishes(terms: Terms, row: Any, moment: datetime) -> Iterator[str]:
    """The *prefer* lines that the student met: they order and explain, and hide nobody."""
    for kind, value, must in terms.eligibility:
        if not must and row and plain(getattr(row, kind.value)) == plain(value):
            yield value
    within, on = terms.graduates_within, row.graduates_on if row else None
    if within and not terms.graduates_must and on and month(on) - month(moment) <= within:
        yield _n("Graduates within %(num)s month", "Graduates within %(num)s months", within)


def _state(facts: Facts, moment: datetime) -> Line:
    span = at(facts.statuses, moment)
    if span is None:
        return Line(_("State"), False, _("It did not exist yet."))
    told = _("%(state)s since %(when)s.", state=span.what.label, when=when(span.from_at))
    return Line(_("State"), span.what in stages.SHOWN, told)


def _last_day(terms: Terms | None, moment: datetime) -> Line:
    last = terms.apply_by_at if terms else None
    if last is None:
        return Line(_("Last day to ask"), False, _("Not set yet."))
    ok = last > moment
    words = _("Requests were taken until %(when)s.") if ok else _("Requests had ended on %(when)s.")
    return Line(_("Last day to ask"), ok, words % {"when": when(last)})


def _partnership(facts: Facts, moment: datetime) -> Line:
    span = at(facts.partnership, moment)
    if span:
        return Line(_("Partnership"), True, _("In force since %(when)s.", when=when(span.from_at)))
    ended = max((s.until_at for s in facts.partnership if s.until_at and s.until_at <= moment), default=None)
    words = _("None in force since %(when)s.", when=when(ended)) if ended else _("None was in force yet.")
    return Line(_("Partnership"), False, words)


def _approval(facts: Facts, moment: datetime) -> Line:
    span = at(facts.audience, moment)
    if span is None:
        return Line(_("Approved for this campus"), False, _("This campus's office had not approved it."))
    told = _("By %(who)s on %(when)s.", who=span.by, when=when(span.from_at))
    return Line(_("Approved for this campus"), True, told)


def _exclusive(facts: Facts, terms: Terms | None, moment: datetime) -> Line:
    until = terms.exclusive_until_at if terms else None
    home, told = facts.campus_id == facts.project.campus_id, when(until)
    if until is None:
        return Line(_("Exclusivity"), True, _("No end was set: for the campuses that approved it."))
    if moment < until:
        words = _("Only for the campus it was posted at, until %(when)s.", when=told)
        return Line(_("Exclusivity"), home, words)
    if terms.after_exclusive == AfterExclusive.OPEN:
        words = _("Over since %(when)s: for the other campuses that approved it too.", when=told)
        return Line(_("Exclusivity"), True, words)
    return Line(_("Exclusivity"), False, _("Over since %(when)s, and closed with it.", when=told))


def _member(person: Person, moment: datetime) -> Line:
    span = at(person.memberships, moment)
    if span:
        return Line(_("Student here"), True, _("Since %(when)s.", when=when(span.from_at)))
    return Line(_("Student here"), False, _("Was no student of this campus then."))


def _roster(row: Row | None, moment: datetime, window: int) -> Line:
    about = _("Roster")
    if row is None:
        return Line(about, True, _("No enrolment is recorded: only projects that ask for nothing."))
    what = ", ".join(filter(None, (row.college, row.programme, row.year)))
    on = row.graduates_on
    left = row.until_at is not None and row.until_at <= moment
    if left and not (on and month(on) - month(row.until_at) <= LEAVING):
        return Line(about, False, _("Left on %(when)s without graduating.", when=when(row.until_at)))
    since = month(moment) - month(on) if on else 0
    if not left and since <= 0:
        return Line(about, True, _("Enrolled: %(what)s.", what=what) if what else _("Enrolled."))
    words = _n(
        "%(what)s; graduates in %(on)s. Graduates take part for %(num)s month.",
        "%(what)s; graduates in %(on)s. Graduates take part for %(num)s months.",
        window,
        what=what,
        on=format_date(on, "MMMM yyyy"),
    )
    return Line(about, since <= window, words)


def _asked(terms: Terms, row: Row | None, kind: EligibilityKind) -> Line:
    musts = terms.musts(kind)
    if not musts:
        return Line(str(kind.label), True, _("Any."))
    mine = getattr(row, kind.value) if row else ""
    told = _("Asked for: %(musts)s. Recorded: %(mine)s.", musts=", ".join(musts), mine=mine or _("nothing"))
    return Line(str(kind.label), plain(mine) in map(plain, musts), told)


def _graduates(terms: Terms, row: Row | None, moment: datetime) -> Line:
    within, on = terms.graduates_within, row.graduates_on if row else None
    if within is None or not terms.graduates_must:
        return Line(_("Graduates"), True, _("Any time."))
    asked = _n("Asked for: within %(num)s month.", "Asked for: within %(num)s months.", within)
    if on is None:
        return Line(_("Graduates"), False, f"{asked} {_('Recorded: nothing.')}")
    mine = _("Recorded: %(on)s.", on=format_date(on, "MMMM yyyy"))
    return Line(_("Graduates"), month(on) - month(moment) <= within, f"{asked} {mine}")
