"""For whom an open project is, is written down whenever that changes, and only then."""

from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal import clock
from portal.database import db
from portal.models.audiences import AudienceTerms
from portal.models.projects import Eligibility
from portal.services import audiences, exclusivity_facts
from portal.vocabulary import AfterExclusive, EligibilityKind
from tests.factories import claims as make

ENGINES = ("sqlite",)
BEGIN = datetime.fromisoformat("2026-10-20T12:00:00+00:00")
ZONES = ("Europe/London", "America/New_York", "Pacific/Apia")
RULES = [(EligibilityKind.COLLEGE, "Arts"), (EligibilityKind.COLLEGE, "Law"), (EligibilityKind.YEAR, "Arts")]
days = st.none() | st.integers(1, 14)
whom = st.lists(st.sampled_from(RULES), unique=True)
given_terms = st.tuples(days, st.sampled_from(AfterExclusive), st.none() | st.just(6), whom, st.booleans())


@pytest.fixture
def project(app):
    here = make.world()
    return here.first


def change(project, terms) -> tuple:
    """Give the project these terms, its lines in the order they come in; what should be kept of them."""
    days, then, graduates, lines, must = terms
    last = days and BEGIN.date() + timedelta(days=days)
    project.exclusive_until, project.after_exclusive, project.graduates_within = last, then, graduates
    db.session.query(Eligibility).filter_by(project_id=project.id).delete()
    db.session.add_all(
        Eligibility(project_id=project.id, kind=kind, value=value, must=must) for kind, value in lines
    )
    db.session.flush()
    return last, then, graduates, frozenset((kind, value, must) for kind, value in lines)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(zone=st.sampled_from(ZONES), story=st.lists(given_terms, min_size=1, max_size=5), twice=st.booleans())
def test_what_is_kept_is_every_change_and_nothing_else(project, zone, story, twice):
    with db.session.begin_nested() as trial:
        project.zone, wanted, moment = zone, [], BEGIN
        for terms in story:
            moment += timedelta(hours=1)
            wanted.append(change(project, terms))
            with clock.travel(moment):
                for _again in range(1 + twice):
                    audiences.keep(project)
        assert kept(project) == [terms for terms, _same in groupby(wanted)]
        rows = db.session.query(AudienceTerms).filter_by(project_id=project.id).all()
        assert len({row.from_at for row in rows}) == len(rows), "each from its own moment on"
        trial.rollback()
    db.session.expire_all()


def kept(project) -> list[tuple]:
    """As `change` tells it: the last day is the one before the midnight, local, at which it is over."""
    return [
        (last_day(one, project.zone), one.after_exclusive, one.graduates_within, frozenset(one.eligibility))
        for one in exclusivity_facts.kept(project.id)
    ]


def last_day(terms, zone: str):
    if terms.exclusive_until_at is None:
        return None
    midnight = terms.exclusive_until_at.astimezone(ZoneInfo(zone))
    assert (midnight.hour, midnight.minute) == (0, 0)
    return midnight.date() - timedelta(days=1)
