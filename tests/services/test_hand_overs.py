"""E9: several contacts, and handing over what one looks after."""

import pytest
from sqlalchemy import select

from portal.actor import SYSTEM
from portal.database import db
from portal.errors import NotAllowed, RuleBroken
from portal.models.employers import Contact
from portal.models.jobs import Job
from portal.models.people import Membership
from portal.services import claims, colleagues, contacts, evaluation_requests, hand_overs, people
from portal.vocabulary import RequestStatus
from tests.factories import claims as make


@pytest.fixture
def here(app):
    return make.world()


def colleague(here) -> Contact:
    return colleagues.add("Quinn Quay", "quinn@brook.example", "Editor", by=here.brook.actor)


def letters_to(address: str) -> set[str]:
    payloads = db.session.scalars(select(Job.payload).where(Job.kind == "mail")).all()
    return {letter["template"] for letter in payloads if letter["to"] == address}


def test_a_colleague_gets_an_account_and_an_invitation(here):
    made = colleague(here)
    assert made.user_id and letters_to("quinn@brook.example") == {"invitation"}
    assert [row.name for row in hand_overs.people(here.brook.actor)] == ["Lee Lead", "Quinn Quay"]


@pytest.mark.parametrize("address", ["quinn@crest.example", "quinn@gmail.com", "quinn"])
def test_only_addresses_of_the_organisation(here, address):
    with pytest.raises(RuleBroken):
        colleagues.add("Quinn Quay", address, "", by=here.brook.actor)
    assert people.find(address) is None


def test_projects_placements_and_the_evaluation_go_along(here):
    placement = claims.accept(make.hold(here.first, here.amara), by=here.amara)
    to = colleague(here)
    hand_overs.hand_over(here.brook.contact, to, leaves=False, by=here.brook.actor)
    db.session.flush()
    assert (here.first.supervisor_id, here.choice.supervisor_id) == (to.id, to.id)
    assert placement.supervisor_id == to.id
    request = evaluation_requests.newest(placement.id)
    assert (request.contact_id, request.status) == (to.id, RequestStatus.SCHEDULED)
    assert "hand-over" in letters_to("quinn@brook.example")
    assert contacts.get(here.brook.actor, here.brook.contact.id).archived_at is None


def test_a_link_that_was_mailed_goes_to_the_colleague_instead(here):
    placement = claims.accept(make.hold(here.first, here.amara), by=here.amara)
    before = evaluation_requests.newest(placement.id)
    evaluation_requests.send(before, by=SYSTEM)
    to = colleague(here)
    hand_overs.hand_over(here.brook.contact, to, leaves=False, by=here.brook.actor)
    after = evaluation_requests.newest(placement.id)
    assert (before.status, after.status) == (RequestStatus.REVOKED, RequestStatus.SENT)
    assert "evaluation-link" in letters_to("quinn@brook.example")


def test_who_leaves_acts_for_the_employer_no_longer(here):
    hand_overs.hand_over(here.brook.contact, colleague(here), leaves=True, by=here.brook.actor)
    member = db.session.get(Membership, here.brook.member.id, populate_existing=True)
    assert not people.in_force(member)
    assert [row.name for row in contacts.colleagues(here.brook.actor)] == ["Quinn Quay"]


def test_nobody_hands_over_to_strangers_or_themselves(here):
    to = colleague(here)
    for other in (here.brook.contact, here.crest.contact):
        with pytest.raises(RuleBroken):
            hand_overs.hand_over(here.brook.contact, other, leaves=False, by=here.brook.actor)
    with pytest.raises(NotAllowed):
        hand_overs.hand_over(here.brook.contact, to, leaves=False, by=here.crest.actor)
