"""Editing an open project: the live version stays, nobody gets a seat meanwhile, and what was agreed is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken, StaleEdit
from portal.models.jobs import Job
from portal.models.people import User
from portal.models.projects import Project
from portal.models.revisions import ProjectVersion
from portal.services import (
    audiences,
    board,
    claims,
    drafts,
    exclusivity_facts,
    placements,
    projects,
    reviews,
    revisions,
    seats,
    versions,
)
from portal.vocabulary import ClaimStatus, ProjectStatus, RevisionStatus
from tests.factories import claims as make

MORE = {"name": "The list", "format": "CSV", "criterion": "Every path has a length"}


@pytest.fixture
def here(app):
    return make.world()


def opened(here) -> Project:
    return projects.get(here.brook.actor, here.first.id)


def proposed(here, **time) -> revisions.Revision:
    """A change of hours or seats that is written, not sent."""
    project = opened(here)
    return revisions.save(project, "time", {**drafts.answers(project, "time"), **time}, by=here.brook.actor)


def sent(here, **time) -> revisions.Revision:
    revision = proposed(here, **time)
    revisions.send(revision, "The archive grew.", by=here.brook.actor)
    return revision


def accepted(here, revision) -> None:
    revisions.accept(revisions.get(here.desk, revision.id), by=here.desk)


def letters_of(template: str) -> list[str]:
    payloads = db.session.scalars(select(Job.payload).where(Job.kind == "mail")).all()
    return [letter["to"] for letter in payloads if letter["template"] == template]


def test_the_live_version_stays_and_gives_no_seat_until_decided(here):
    revision = sent(here, minutes=1500)
    assert board.get(here.amara, here.first.id).minutes == 1200
    with pytest.raises(RuleBroken, match="proposes a change"):
        make.hold(here.first, here.amara)
    accepted(here, revision)
    assert board.get(here.amara, here.first.id).minutes == 1500
    assert make.hold(here.first, here.amara).scope_version == 2


def test_a_seat_held_before_may_be_accepted_and_keeps_its_version(here):
    claim = make.hold(here.first, here.amara)
    revision = sent(here, minutes=1500)
    placement = claims.accept(claim, by=here.amara, seen=1)
    accepted(here, revision)
    assert (placement.minutes, placement.scope_version, claim.scope_version) == (1200, 1, 1)


def test_who_read_the_version_before_is_told_and_not_bound(here):
    claim = make.hold(here.first, here.amara)
    accepted(here, sent(here, minutes=1500))
    with pytest.raises(StaleEdit):
        claims.accept(claim, by=here.amara, seen=1)
    assert [one.after for one in revisions.differences(revisions.since(claim)[0])] == [1500]
    assert claims.accept(claim, by=here.amara, seen=2).minutes == 1500


def test_what_is_handed_over_stays_as_it_was_agreed(here):
    placement = claims.accept(make.hold(here.first, here.amara), by=here.amara)
    project = opened(here)
    versions.keep(project, by=here.desk)
    lines = [*drafts.answers(project, "deliverables")["deliverables"], MORE]
    given = {"deliverables": lines, "out_of_scope": "Drawing new paths"}
    revision = revisions.save(project, "deliverables", given, by=here.brook.actor)
    revisions.send(revision, "We need the list, too.", by=here.brook.actor)
    accepted(here, revision)
    db.session.expire_all()
    page = placements.get(here.amara, placement.id)
    assert [one.name for one in page.deliverables] == ["The map"]
    assert versions.agreed(page).out_of_scope == ""
    assert [one.name for one in opened(here).deliverables] == ["The map", "The list"]
    later = claims.accept(make.hold(here.first, here.bela), by=here.bela)
    assert [one.name for one in placements.get(here.bela, later.id).deliverables] == ["The map", "The list"]


def test_applicants_are_told_when_it_is_decided(here):
    make.apply(here.choice, here.amara)
    project = projects.get(here.brook.actor, here.choice.id)
    given = {**drafts.answers(project, "fee"), "fee": 60000}
    revision = revisions.save(project, "fee", given, by=here.brook.actor)
    revisions.send(revision, "We pay more.", by=here.brook.actor)
    assert letters_of("claim-changed") == []
    accepted(here, revision)
    assert letters_of("claim-changed") == [db.session.get(User, here.amara.user_id).email]
    assert letters_of("project-change-approved") == [here.brook.contact.email]


def test_declined_the_project_goes_on_as_it_was(here):
    revision = sent(here, minutes=1500)
    with pytest.raises(RuleBroken):
        revisions.decline(revision, by=here.desk, note=" ")
    revisions.decline(revision, by=here.desk, note="Too long.")
    assert make.hold(here.first, here.amara).status is ClaimStatus.HELD
    assert opened(here).minutes == 1200
    assert letters_of("project-change-declined") == [here.brook.contact.email]


@pytest.mark.parametrize(("seats", "status"), [(1, ProjectStatus.FILLED), (4, ProjectStatus.OPEN)])
def test_seats_follow_the_new_number(here, seats, status):
    make.hold(here.first, here.amara)
    accepted(here, sent(here, seats=seats))
    db.session.expire_all()
    assert opened(here).status is status


def test_more_seats_go_to_the_waiting_list_first(here):
    here.first.seats = 1
    seats.take_or_refuse(here.first.id)
    waiting = claims.join(board.get(here.bela, here.first.id), by=here.bela)
    accepted(here, sent(here, seats=2))
    db.session.refresh(waiting)
    assert waiting.status is ClaimStatus.HELD


def test_fewer_seats_than_are_taken_are_refused(here):
    make.hold(here.first, here.amara)
    make.hold(here.first, here.bela)
    with pytest.raises(RuleBroken, match="2 seats are taken"):
        sent(here, seats=1)


def test_the_rules_hold_for_changes(here):
    with pytest.raises(RuleBroken, match="an hour"):
        sent(here, minutes=2400)


def test_nothing_changed_is_nothing_to_send(here):
    revision = proposed(here)
    assert revision.content == {}
    with pytest.raises(RuleBroken, match="Nothing is changed"):
        revisions.send(revision, "Just so.", by=here.brook.actor)


def test_one_change_at_a_time(here):
    sent(here, minutes=1500)
    with pytest.raises(RuleBroken, match="waits for the office"):
        proposed(here, minutes=1600)


def test_closing_the_project_drops_what_was_proposed(here):
    revision = sent(here, minutes=1500)
    projects.close(opened(here), by=here.brook.actor)
    assert revision.status is RevisionStatus.WITHDRAWN
    assert opened(here).changing_since is None


def test_strangers_neither_see_nor_decide(here):
    revision = sent(here, minutes=1500)
    with pytest.raises(NotFound):
        revisions.get(here.crest.actor, revision.id)
    with pytest.raises(NotAllowed):
        revisions.accept(revision, by=here.brook.actor)
    with pytest.raises(NotFound):
        reviews.get(here.crest.actor, "revision", revision.id)


def test_each_version_is_kept(here):
    project = opened(here)
    versions.keep(project, by=here.desk)
    accepted(here, sent(here, minutes=1500))
    kept = versions.listing(project.id)
    assert [(one.number, one.content["time"]["minutes"]) for one in kept] == [(2, 1500), (1, 1200)]
    assert isinstance(kept[0], ProjectVersion)


@pytest.mark.parametrize("change", [{}, {"graduates_within": 5}, {"apply_by": True}])
def test_whom_it_was_for_is_written_down_with_each_live_version(here, change):
    audiences.keep(here.first)
    revision = sent(here, minutes=1500)
    if "apply_by" in change:
        change = {"apply_by_at": here.first.apply_by_at + timedelta(days=2)}
    for name, value in change.items():
        setattr(here.first, name, value)
    accepted(here, revision)
    kept = exclusivity_facts.kept(here.first.id)
    assert kept[-1] == exclusivity_facts.standing(here.first)
    assert len(kept) == 1 + bool(change), "nothing is written twice"
