"""Fee, place, skills, supervisor and the way seats fill."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from portal.scope.formats import SHAPES
from portal.scope.rule import Rule, Values, error, warning, when
from portal.scope.told import hours, money
from portal.scope.view import View, an_hour
from portal.vocabulary import Place, Selection

MOST_SKILLS = 5
MINUTES_A_CHECK_IN = 600
ON_THE_SPOT = (Place.HYBRID, Place.ONSITE)


def _below_floor(view: View) -> Iterator[Values]:
    rate = an_hour(view.fee, view.minutes)
    if rate is not None and view.minutes and rate < view.bounds.fee_floor:
        least = -(-view.bounds.fee_floor * view.minutes // 60)
        yield {
            "rate": money(rate, view.currency),
            "floor": money(view.bounds.fee_floor, view.currency),
            "hours": hours(view.minutes),
            "least": money(least, view.currency),
        }


def _unusual_place(view: View) -> Iterator[Values]:
    usual = SHAPES[view.format].place
    if usual and view.place and view.place is not usual:
        yield {"format": view.format.label, "place": usual.label}


def _too_many_skills(view: View) -> Iterator[Values]:
    if len(view.must_skills) > MOST_SKILLS:
        yield {"count": len(view.must_skills), "most": MOST_SKILLS}


def _foreign(view: View) -> Iterator[Values]:
    if view.supervisor and not view.supervisor_is_free_mail and not view.supervisor_is_at_home:
        yield {"mail": view.supervisor.rpartition("@")[2], "domain": view.employer}


def _few_check_ins(view: View) -> Iterator[Values]:
    promised = max(view.check_ins or 0, sum(stop.check_in for stop in view.milestones))
    needed = -(-(view.minutes or 0) // MINUTES_A_CHECK_IN)
    if promised < needed:
        yield {"promised": promised, "needed": needed}


RULES: tuple[Rule, ...] = (
    error(
        "fee.floor",
        "fee",
        "fee",
        _l("%(rate)s an hour is below this campus's floor of %(floor)s: %(hours)s hours need %(least)s."),
        _below_floor,
    ),
    error(
        "address.missing",
        "place",
        "address",
        _l("Say where the student comes to."),
        when(lambda view: view.place in ON_THE_SPOT and not view.address.strip()),
    ),
    error(
        "access.missing",
        "place",
        "access_note",
        _l("Say how one gets in and about: steps, doors, lifts, toilets. Some students decide by it."),
        when(lambda view: view.place in ON_THE_SPOT and not view.access_note.strip()),
    ),
    warning(
        "format.place",
        "place",
        "place",
        _l("Projects of the format “%(format)s” are usually done like this: %(place)s."),
        _unusual_place,
    ),
    error(
        "skills.many",
        "skills",
        "must_skills",
        _l("Ask for at most %(most)s skills, not %(count)s; what can be learned on the way goes below."),
        _too_many_skills,
    ),
    warning(
        "supervisor.free",
        "people",
        "supervisor_id",
        _l("The supervisor's address is at a free mail service, which proves nothing."),
        when(lambda view: view.supervisor and view.supervisor_is_free_mail),
    ),
    warning(
        "supervisor.elsewhere",
        "people",
        "supervisor_id",
        _l("The supervisor's address is at %(mail)s, your website at %(domain)s."),
        _foreign,
    ),
    warning(
        "checkins.few",
        "people",
        "check_ins",
        _l("One check-in for every ten hours would be %(needed)s; this promises %(promised)s."),
        _few_check_ins,
    ),
    error(
        "decide.missing",
        "selection",
        "decide_by",
        _l("Say by when you decide between the applications."),
        when(lambda view: view.selection is Selection.APPLY and not view.decide_by),
    ),
)
