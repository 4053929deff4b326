"""What must hold in the data: nothing to complain of in a whole world, and each harm is found."""

import pytest
from sqlalchemy import delete

from portal import clock
from portal.database import db
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.placements import Fee, Placement
from portal.models.projects import ProjectAudience
from portal.services import invariants
from portal.uploads import store
from portal.vocabulary import PlacementStatus as P
from tests.factories import placements as make
from tests.factories import records


@pytest.fixture
def here(app):
    """A completed placement with an evaluation and a certificate, on a project that the campus sees."""
    made = make.world()
    see(made)
    records.ready(made)
    records.evaluated(made)
    made.certificate = records.issued(made)
    return made


def see(here) -> None:
    """The project is on the campus's board."""
    on = {"project_id": here.project.id, "campus_id": here.north.id}
    db.session.add(ProjectAudience(**on, from_at=clock.now(), approved_by=here.staff.actor.label))


def broken() -> set[str]:
    db.session.flush()
    return {words for words, ids in invariants.violations().items() if ids}


def test_a_world_is_whole(here):
    assert broken() == set()
    assert len(invariants.violations()) == len(invariants.INVARIANTS)


@pytest.mark.parametrize("status", P)
def test_every_end_leaves_it_whole(app, status):
    made = make.world()
    see(made)
    make.move(made, status)
    assert broken() == set()


def a_seat_too_many(here):
    here.project.seats_taken += 1


def a_claim_without_a_placement(here):
    make.begun(here.project, here.other)
    made = db.session.scalars(db.select(Placement).order_by(Placement.id.desc())).first()
    lost_evaluation(made)
    db.session.execute(delete(Fee).where(Fee.placement_id == made.id))
    db.session.execute(delete(Placement).where(Placement.id == made.id))


def lost_evaluation(placement):
    mine = db.select(Evaluation.id).where(Evaluation.placement_id == placement.id)
    db.session.execute(delete(EvaluationRequest).where(EvaluationRequest.evaluation_id.in_(mine)))
    db.session.execute(delete(Evaluation).where(Evaluation.placement_id == placement.id))


def a_placement_without_a_fee(here):
    db.session.execute(delete(Fee))


def an_evaluation_nobody_was_asked_for(here):
    db.session.execute(delete(EvaluationRequest))


def an_open_project_nobody_sees(here):
    db.session.execute(delete(ProjectAudience))


def a_certificate_of_unfinished_work(here):
    here.placement.status = P.DELIVERED


def a_file_without_bytes(here):
    store.delete(here.certificate.sha256)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (a_seat_too_many, "count of taken seats"),
        (a_claim_without_a_placement, "Accepted claims without a placement"),
        (a_placement_without_a_fee, "Placements without a fee"),
        (an_evaluation_nobody_was_asked_for, "nobody was ever asked for"),
        (an_open_project_nobody_sees, "no campus may see"),
        (a_certificate_of_unfinished_work, "cannot have one"),
        (a_file_without_bytes, "bytes are missing"),
    ],
)
def test_each_harm_is_found(here, harm, words):
    harm(here)
    found = broken()
    assert len(found) == 1
    assert words in found.pop()
