"""Partnerships: the whole lifecycle, who sees them, and how an employer is recognised."""

import pytest

from portal import clock
from portal.actor import NOBODY, SYSTEM
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.employers import ApplicationDraft, Employer
from portal.models.history import HistoryEntry
from portal.services import applications, checks, domains, partnerships, threads, vetting
from portal.services.vetting import Approval
from portal.vocabulary import DeclineCode
from portal.vocabulary import PartnershipStatus as S
from tests.factories import campus, employers

OFFICE, OWN = {"desk"}, {"own"}
TABLE = {
    "open": ({S.APPLIED}, S.IN_REVIEW, OFFICE),
    "approve": ({S.IN_REVIEW}, S.APPROVED, OFFICE),
    "ask_changes": ({S.IN_REVIEW}, S.CHANGES_REQUESTED, OFFICE),
    "decline": ({S.IN_REVIEW}, S.DECLINED, OFFICE),
    "answer": ({S.CHANGES_REQUESTED}, S.IN_REVIEW, OWN),
    "withdraw": ({S.APPLIED, S.IN_REVIEW, S.CHANGES_REQUESTED}, S.WITHDRAWN, OWN),
    "suspend": ({S.APPROVED}, S.SUSPENDED, OFFICE),
    "resume": ({S.SUSPENDED}, S.APPROVED, OFFICE),
    "end": ({S.APPROVED, S.SUSPENDED}, S.ENDED, OFFICE),
}
UNTICKED = Approval(dict.fromkeys(vetting.REQUIRED, "We know them well."))
VERBS = {
    "open": lambda record, by: partnerships.begin_review(record, by=by),
    "approve": lambda record, by: partnerships.approve(record, UNTICKED, by=by),
    "ask_changes": lambda record, by: partnerships.ask_changes(record, by=by, note="Why?"),
    "decline": lambda record, by: partnerships.decline(record, DeclineCode.OTHER, by=by, note="No."),
    "answer": lambda record, by: partnerships.answer(record, by=by, note="Because."),
    "withdraw": lambda record, by: partnerships.withdraw(record, by=by),
    "suspend": lambda record, by: partnerships.suspend(record, by=by, note="Wait."),
    "resume": lambda record, by: partnerships.resume(record, by=by),
    "end": lambda record, by: partnerships.end(record, by=by, note="Over."),
}
PEOPLE = ("desk", "own", "far", "stranger", "student", "nobody", "system")


def test_the_table_is_the_lifecycle():
    steps = {step.verb: (set(step.sources), step.target) for step in partnerships.LIFECYCLE.steps}
    assert steps == {verb: (sources, target) for verb, (sources, target, _who) in TABLE.items()}


@pytest.mark.parametrize("status", S)
def test_every_person_every_step(app, status):
    here = employers.world()
    subject = employers.partner(
        here.north, status, here.desk, website="moor.example", email="mo@moor.example"
    )
    people = dict(
        zip(PEOPLE, (here.desk, subject.actor, here.far, here.crest.actor, here.student), strict=False)
    )
    people |= {"nobody": NOBODY, "system": SYSTEM}
    record = subject.partnership
    for verb, (sources, target, who) in TABLE.items():
        for name, actor in people.items():
            with db.session.begin_nested() as attempt:
                if name in who and status in sources:
                    VERBS[verb](record, actor)
                    assert record.status is target
                else:
                    with pytest.raises(NotAllowed if name not in who else RuleBroken):
                        VERBS[verb](record, actor)
                    assert record.status is status
                attempt.rollback()


def test_each_step_leaves_a_history_row_and_the_thread(app):
    here = employers.world()
    record = employers.partner(
        here.south, S.CHANGES_REQUESTED, here.far, website="a.example", email="a@a.example"
    )
    partnerships.answer(record.partnership, by=record.actor, note="In the charity register.")
    rows = db.session.query(HistoryEntry.action).filter_by(
        subject="partnership", subject_id=record.partnership.id
    )
    assert [row.action for row in rows.order_by(HistoryEntry.id)] == [
        "apply",
        "open",
        "ask_changes",
        "answer",
    ]
    said = threads.read(record.partnership)
    assert [(line.from_office, line.text) for line in said] == [
        (True, "Which register are you in?"),
        (False, "In the charity register."),
    ]


def test_words_and_codes_are_needed(app):
    here = employers.world()
    record = employers.partner(
        here.south, S.IN_REVIEW, here.far, website="a.example", email="a@a.example"
    ).partnership
    with pytest.raises(RuleBroken):
        partnerships.ask_changes(record, by=here.far, note="  ")
    with pytest.raises(RuleBroken):
        partnerships.decline(record, None, by=here.far, note="No.")
    assert record.status is S.IN_REVIEW


def test_each_sees_only_their_own(app):
    here = employers.world()
    record = here.brook.partnership
    assert partnerships.get(here.desk, record.id) is record
    assert partnerships.get(here.brook.actor, record.id) is record
    for stranger in (here.far, here.crest.actor, here.student, NOBODY, SYSTEM):
        with pytest.raises(NotFound):
            partnerships.get(stranger, record.id)
    assert [row.id for row in partnerships.listing(here.brook.actor)] == [record.id]


def test_only_approved_is_in_force(app):
    here = employers.world()
    for number, status in enumerate(S):
        made = employers.partner(
            here.south, status, here.far, website=f"e{number}.example", email=f"a@e{number}.example"
        )
        assert partnerships.is_in_force(here.south.id, made.employer.id) is (status is S.APPROVED)


def test_a_verified_domain_is_recognised_at_another_campus(app):
    here = employers.world()
    second = employers.application(here.south, email="eve@riverbank.example", contact_name="Eve")
    assert second.employer_id == here.brook.employer.id
    assert second.applicant_id != here.brook.contact.id


@pytest.mark.parametrize("email", ["dana@gmail.com", "dana@elsewhere.example"])
def test_another_domain_makes_a_new_employer(app, email):
    here = employers.world()
    second = employers.application(here.south, email=email)
    assert second.employer_id != here.brook.employer.id


@pytest.mark.parametrize(
    "host", ["north.example.edu", "lab.north.example.edu", "gmail.com", "mailinator.com"]
)
def test_an_address_that_anybody_may_have_joins_nobody(app, host):
    """Not even an approved employer's whose website is there: the office looks at who it is."""
    here = employers.world()
    here.brook.employer.domain = host
    second = employers.application(here.south, email=f"eve@{host}", website=f"https://{host}")
    assert second.employer_id != here.brook.employer.id
    assert second.status is S.APPLIED
    assert checks.of_partnership(second)[0].state in {checks.LOOK, checks.STOP}


def test_a_domain_nobody_vetted_is_not_recognised(app):
    north = campus("north")
    first = employers.application(north)
    second = employers.application(north, email="eve@riverbank.example")
    assert second.employer_id != first.employer_id


def test_one_live_partnership_for_two(app):
    here = employers.world()
    with pytest.raises(RuleBroken):
        employers.application(here.north)


@pytest.mark.parametrize("status", [S.DECLINED, S.ENDED, S.WITHDRAWN])
def test_a_new_application_is_linked_to_the_old_one(app, status):
    here = employers.world()
    old = employers.partner(here.south, status, here.far, website="moor.example", email="mo@moor.example")
    new = employers.application(here.south, website="moor.example", email="mo@moor.example")
    assert (new.employer_id, new.previous_id) == (old.employer.id, old.partnership.id)


def test_sent_twice_is_one_application(app):
    north = campus("north")
    secret, draft = applications.begin()
    applications.save(draft, {**employers.TYPED, "campus_id": north.id, "status": "approved"})
    first = applications.send(draft)
    assert applications.send(applications.find(secret)) is first
    assert first.status is S.APPLIED
    assert db.session.query(Employer).count() == 1
    with pytest.raises(RuleBroken):
        applications.save(draft, {"name": "Other"})


def test_the_draft_keeps_only_the_hash(app):
    secret, _draft = applications.begin()
    db.session.flush()
    assert secret not in str(db.session.query(ApplicationDraft.hash).all())
    assert applications.find("another") is None


def test_the_applicant_may_come_in_by_mail(app, letters):
    employers.application(campus("north"))
    told = {letter["To"]: letter for letter in letters()}
    assert "/invitation/" in told["dana@riverbank.example"].get_content()
    assert "careers@north.example.edu" in told


def test_colleagues_learn_of_a_newcomer(app, letters):
    here = employers.world()
    employers.application(here.south, email="eve@riverbank.example")
    assert any(
        "Is this a colleague" in letter["Subject"] for letter in letters() if letter["To"].startswith("dana")
    )


def test_approval_sets_the_yearly_review(app):
    here = employers.world()
    record = here.brook.partnership
    assert (record.review_on - clock.today(here.north.zone)).days == 365


@pytest.mark.parametrize(
    ("address", "domain"),
    [("https://www.brook.example/x", "brook.example"), ("Brook.example", "brook.example"), ("http://[", "")],
)
def test_domains_of_websites(address, domain):
    assert domains.of_website(address) == domain


@pytest.mark.parametrize(
    ("email", "belongs"),
    [
        ("a@brook.example", True),
        ("a@mail.brook.example", True),
        ("a@notbrook.example", False),
        ("a@x.example", False),
    ],
)
def test_addresses_of_a_domain(email, belongs):
    assert domains.belongs(email, "brook.example") is belongs
