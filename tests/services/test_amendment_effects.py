"""What follows from a change in force: deliverables, certificate, evaluation, days on the way, hours and fee."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from portal.database import db
from portal.models.evaluations import EvaluationRequest
from portal.services import amendments, certificate_facts, check_ins, evaluations, placements
from portal.vocabulary import PlacementStatus as S
from portal.vocabulary import RequestStatus
from tests.factories.amendments import accept, allow, found, propose
from tests.factories.placements import begun, move, world

ENGINES = ("sqlite",)


def test_deliverables_are_this_placements_own(app):
    here = world()
    beside = begun(here.project, here.other)
    lines = [
        {"name": "The map", "format": "PDF", "criterion": "Every path is on it"},
        {"name": "A legend", "format": "", "criterion": "A child can read it"},
    ]
    placement = accept(here, propose(here, here.supervisor, deliverables=lines), here.student)
    assert [one.name for one in placement.deliverables] == ["The map", "A legend"]
    again = accept(here, propose(here, here.supervisor, deliverables=lines[1:]), here.student)
    assert [one.name for one in again.deliverables] == ["A legend"]
    assert [one.name for one in placements.get(here.other.actor, beside.id).deliverables] == ["The map"]
    assert [one.name for one in evaluations.of_placement(again.id).placement.deliverables] == ["A legend"]


def test_the_certificate_says_what_is_in_force(app):
    here = world()
    lines = [{"name": "A legend", "format": "", "criterion": "A child can read it"}]
    accept(here, propose(here, minutes=1320, deliverables=lines))
    here.placement = found(here)
    placement = move(here, S.ACCEPTED)
    facts = certificate_facts.gather(
        placement, None, "MI-0000000000000", certificate_facts.minutes(placement, None)
    )
    assert (facts.minutes, facts.deliverables) == (1320, ("A legend",))


def test_the_evaluation_follows_the_supervisor(app, letters):
    here = world()
    move(here, S.DELIVERED)
    made = propose(here, here.supervisor, supervisor_id=here.colleague.actor.contact_id)
    assert made.before == {"supervisor_id": "Priya"}
    placement = accept(here, made, here.student)
    assert placement.supervisor.name == "Quinn"
    requests = db.session.scalars(select(EvaluationRequest).order_by(EvaluationRequest.id)).all()
    assert [(one.name, one.status) for one in requests] == [
        ("Priya", RequestStatus.REVOKED),
        ("Quinn", RequestStatus.SENT),
    ]
    for address in ("priya@brook.example", "quinn@brook.example", "amara@north.example"):
        assert f"A change is in force: {here.project.title}" in [
            one["Subject"] for one in letters() if one["To"] == address
        ]


def test_what_is_open_on_the_way_is_due_with_the_work(app):
    here = world()
    here.project.check_ins, first = 2, here.placement.starts_on
    check_ins.plan(here.placement)
    accept(here, propose(here, due_on=first))
    assert {one.due_on for one in check_ins.of(here.placement)} == {first}


STEPS = some.lists(
    some.tuples(
        some.booleans(),
        some.sampled_from(["minutes", "fee"]),
        some.integers(1, 9),
        some.sampled_from(["accept", "refuse", "withdraw", "wait"]),
    ),
    max_size=6,
)


@given(steps=STEPS)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_in_force_is_what_was_accepted(app, steps):
    """Whatever is proposed and answered: hours and fee are those of the last change everybody agreed to."""
    here = world_again(app)
    expected = {"minutes": 1200, "fee": 48000}
    for by_student, name, size, answer in steps:
        one, other = (here.student, here.supervisor) if by_student else (here.supervisor, here.student)
        value = size * (300 if name == "minutes" else 12000)
        if amendments.waiting(here.placement.id) or value == expected[name]:
            continue
        made = propose(here, one, **{name: value})
        if answer == "accept":
            accept(here, made, other)
            if made.asks_office:
                allow(here, made)
            expected[name] = value
        elif answer == "refuse":
            amendments.refuse(made, "No.", by=other.actor)
        elif answer == "withdraw":
            amendments.withdraw(made, by=one.actor)
    placement = found(here)
    assert {"minutes": placement.minutes, "fee": placement.fee.amount} == expected


def world_again(app):
    """A world of its own for each example."""
    db.session.rollback()
    return world()
