"""The holding bin: what was vetted waits, the old profile stays live, one office decides for all."""

import pytest

from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.employers import Contact
from portal.services import checks, employer_changes, employer_profiles, partnerships, review_queue
from portal.vocabulary import ChangeStatus as S
from portal.vocabulary import PartnershipStatus
from tests.factories import employers

MOVED = {"address": "9 New Street", "website": "https://brook.example/start", "reason": "We have moved."}


@pytest.fixture
def here(app):
    world = employers.world()
    world.employer = world.brook.employer
    return world


def edit(here, **typed):
    answers = employer_profiles.profile(here.employer) | {"reason": ""} | typed
    return employer_profiles.edit(here.employer, answers, by=here.brook.actor)


def test_what_students_read_changes_at_once(here):
    assert edit(here, about="We feed people.", phone="+44 20 0000") is None
    assert (here.employer.about, here.employer.phone) == ("We feed people.", "+44 20 0000")


def test_what_was_vetted_waits_and_the_old_profile_stays(here, letters):
    before = (here.employer.address, here.employer.website, here.employer.domain)
    change = edit(here, **MOVED, phone="+44 20 0000")
    assert (change.status, change.address, change.domain) == (S.WAITING, "9 New Street", "brook.example")
    assert (here.employer.address, here.employer.website, here.employer.domain) == before
    assert here.employer.phone == "+44 20 0000"
    assert MOVED["website"] in [line.after for line in employer_changes.differences(change)]
    assert [line.kind for line in review_queue.queue(here.desk)] == ["change"]
    assert review_queue.counts(here.desk) == (1, 0)
    assert any("waits for your review" in letter["Subject"] for letter in letters())


def test_sending_again_replaces_what_waits(here):
    first = edit(here, **MOVED)
    version = first.version
    again = edit(here, address="10 New Street", website=here.employer.website)
    employers.db.session.flush()
    assert (again.id, again.address, again.website) == (first.id, "10 New Street", None)
    assert again.version > version


def test_sending_what_is_live_takes_the_change_back(here):
    change = edit(here, **MOVED)
    assert edit(here, address=here.employer.address, website=here.employer.website) is None
    assert change.status is S.WITHDRAWN
    assert employer_changes.pending(here.employer.id) is None


def test_accepting_applies_it_and_says_who(here, letters):
    change = edit(here, **MOVED)
    employer_changes.accept(employer_changes.get(here.desk, change.id), by=here.desk)
    assert (here.employer.address, here.employer.domain) == ("9 New Street", "brook.example")
    assert (change.status, change.decided_by, change.decided_campus_id) == (
        S.ACCEPTED,
        here.desk.label,
        here.north.id,
    )
    assert any(letter["Subject"] == "Your profile has changed" for letter in letters())
    with pytest.raises(RuleBroken):
        employer_changes.decline(employer_changes.get(here.desk, change.id), by=here.desk, note="No.")


def test_declining_needs_words_and_changes_nothing(here, letters):
    change = employer_changes.get(here.desk, edit(here, **MOVED).id)
    with pytest.raises(RuleBroken):
        employer_changes.decline(change, by=here.desk, note=" ")
    employer_changes.decline(change, by=here.desk, note="The address is not yours.")
    assert here.employer.address == employers.TYPED["address"]
    latest = employer_changes.latest(here.employer.id)
    assert (latest.status, latest.answer) == (S.DECLINED, "The address is not yours.")
    told = [letter for letter in letters() if letter["Subject"] == "Your profile stays as it was"]
    assert "not yours" not in told[0].get_content()


def test_any_office_in_force_decides_and_no_other(here):
    change = edit(here, **MOVED)
    for stranger in (here.far, here.crest.actor, here.student):
        with pytest.raises(NotFound):
            employer_changes.get(stranger, change.id)
    second = employers.application(here.south, email="dana@riverbank.example")
    with pytest.raises(NotFound):
        employer_changes.get(here.far, change.id)
    employers.begin(second, None, here.far)
    employers.approve(second, None, here.far)
    found = employer_changes.get(here.far, change.id)
    assert found.campus_ids == {here.north.id, here.south.id}
    employer_changes.accept(found, by=here.far)
    assert here.employer.address == "9 New Street"


def test_while_nobody_is_in_force_the_offices_that_look_decide(here):
    partnerships.suspend(here.brook.partnership, by=here.desk, note="A complaint.")
    change = edit(here, **MOVED)
    assert employer_changes.get(here.desk, change.id).campus_ids == {here.north.id}
    partnerships.end(here.brook.partnership, by=here.desk, note="Over.")
    with pytest.raises(NotFound):
        employer_changes.get(here.desk, change.id)


def test_who_may_do_what(here):
    change = employer_changes.get(here.desk, edit(here, **MOVED).id)
    with pytest.raises(NotAllowed):
        employer_changes.accept(change, by=here.brook.actor)
    with pytest.raises(NotAllowed):
        employer_changes.withdraw(change, by=here.desk)
    with pytest.raises(NotAllowed):
        employer_profiles.edit(here.employer, employer_profiles.profile(here.employer), by=here.crest.actor)


def test_a_new_domain_is_compared_and_addresses_left_behind_are_named(here):
    change = edit(here, website="https://cresst.example")
    told = {check.text: check.state for check in checks.of_change(change, here.north.id)}
    assert any("one letter away from crest.example" in text for text in told)
    address = employers.db.session.get_one(Contact, here.brook.actor.contact_id).email
    assert any(address in text and state == "look" for text, state in told.items())


def test_an_employer_still_in_review_waits_too(here):
    moor = employers.partner(
        here.north,
        PartnershipStatus.IN_REVIEW,
        here.desk,
        name="Moor",
        website="moor.example",
        email="mo@moor.example",
    )
    typed = employer_profiles.profile(moor.employer) | {"name": "Moor and Sons", "reason": ""}
    change = employer_profiles.edit(moor.employer, typed, by=moor.actor)
    assert (change.status, moor.employer.name) == (S.WAITING, "Moor")
    assert employer_changes.get(here.desk, change.id).id == change.id
