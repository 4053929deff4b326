"""Who sees which project, in one table; finding, counting and paging; why it fits and why not."""

from datetime import date, timedelta

import pytest

from portal import clock
from portal.database import db
from portal.errors import NotFound
from portal.models.employers import Partnership
from portal.models.projects import Eligibility, ProjectAudience
from portal.services import board, claims, fits, obstacles, policies
from portal.services.board import Filters
from portal.vocabulary import EligibilityKind, Field, PartnershipStatus, Place, ProjectStatus
from tests.factories import claims as make
from tests.factories import student


@pytest.fixture
def here(app):
    """The world with two projects on the board; what the office fills is another test's matter."""
    made = make.world()
    if hasattr(made, "match"):
        made.match.status = ProjectStatus.CLOSED
        db.session.flush()
    return made


def sees(actor, project) -> bool:
    try:
        board.get(actor, project.id)
    except NotFound:
        listed = False
    else:
        listed = True
    found, _following = board.search(actor, Filters())
    assert (project.id in {row.id for row in found}) is listed, "the list and the page agree"
    return listed


def partnership(status):
    def change(here):
        here.first_partnership = (
            db.session.query(Partnership).filter_by(employer_id=here.brook.employer.id).one()
        )
        here.first_partnership.status = status

    return change


def status(word):
    return lambda here: setattr(here.first, "status", word)


def audience(**changes):
    def change(here):
        row = db.session.query(ProjectAudience).filter_by(project_id=here.first.id).one()
        for name, value in changes.items():
            setattr(row, name, value(here) if callable(value) else value)

    return change


def asks(kind, *values, must=True):
    def change(here):
        rows = [Eligibility(project_id=here.first.id, kind=kind, value=value, must=must) for value in values]
        db.session.add_all(rows)

    return change


def over(here):
    here.first.apply_by_at = clock.now() - timedelta(seconds=1)


def graduates(months):
    return lambda here: setattr(here.first, "graduates_within", months)


HIDDEN = {
    "partnership suspended": partnership(PartnershipStatus.SUSPENDED),
    "partnership ended": partnership(PartnershipStatus.ENDED),
    "draft": status(ProjectStatus.DRAFT),
    "waiting for review": status(ProjectStatus.SUBMITTED),
    "closed": status(ProjectStatus.CLOSED),
    "expired": status(ProjectStatus.EXPIRED),
    "cancelled": status(ProjectStatus.CANCELLED),
    "last day to apply is over": over,
    "for the other campus": audience(campus_id=lambda here: here.south.id),
    "audience not begun": audience(from_at=lambda here: clock.now() + timedelta(hours=1)),
    "audience over": audience(until_at=lambda here: clock.now() - timedelta(seconds=1)),
    "another college": asks(EligibilityKind.COLLEGE, "Law"),
    "another programme": asks(EligibilityKind.PROGRAMME, "Physics", "Chemistry"),
    "another year": asks(EligibilityKind.YEAR, "Senior"),
    "graduates too late": graduates(1),
}
SHOWN = {
    "as it is": lambda here: None,
    "filled": status(ProjectStatus.FILLED),
    "own college, however written": asks(EligibilityKind.COLLEGE, "Law", "arts"),
    "own year": asks(EligibilityKind.YEAR, "Junior"),
    "another programme is only preferred": asks(EligibilityKind.PROGRAMME, "Physics", must=False),
    "graduates in time": graduates(48),
}


@pytest.mark.parametrize("change", HIDDEN.values(), ids=HIDDEN)
def test_hidden(here, change):
    change(here)
    db.session.flush()
    assert not sees(here.amara, here.first)


@pytest.mark.parametrize("change", SHOWN.values(), ids=SHOWN)
def test_shown(here, change):
    change(here)
    db.session.flush()
    assert sees(here.amara, here.first)


def test_the_other_campus_needs_its_own_audience_and_its_own_partnership(here):
    assert not sees(here.cato, here.first)
    make.open_to(here.first, here.south)
    assert not sees(here.cato, here.first)
    make.join(here.south, here.brook.employer, here.brook.contact)
    assert sees(here.cato, here.first)


@pytest.mark.parametrize("who", ["desk", "contact"])
def test_the_board_is_for_students(here, who):
    actor = here.desk if who == "desk" else here.brook.actor
    assert not sees(actor, here.first)


def test_a_student_with_a_live_claim_keeps_the_page(here):
    make.hold(here.first, here.amara)
    here.first.apply_by_at = clock.now() - timedelta(seconds=1)
    db.session.flush()
    assert board.get(here.amara, here.first.id)
    with pytest.raises(NotFound):
        board.get(here.bela, here.first.id)


def test_an_old_enrolment_does_not_count(here):
    late = make.acting(student(here.north, "Dora Late", college="Law"))
    asks(EligibilityKind.COLLEGE, "Law")(here)
    db.session.flush()
    assert sees(late, here.first)
    row = db.session.query(fits.Enrollment).filter_by(user_id=late.user_id).one()
    row.until_at = clock.now() - timedelta(seconds=1)
    db.session.flush()
    assert not sees(late, here.first)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (Filters(), {"Map the footpaths", "Edit a guide", "Chart 100% of it"}),
        (Filters(q="FOOT map"), {"Map the footpaths"}),
        (Filters(q="crest"), {"Chart 100% of it"}),
        (Filters(q="0%"), {"Chart 100% of it"}),
        (Filters(q="_"), set()),
        (Filters(hours=12), {"Chart 100% of it"}),
        (Filters(places=(Place.ONSITE,)), {"Chart 100% of it"}),
        (Filters(fields=(Field.DESIGN,)), {"Map the footpaths", "Edit a guide"}),
        (Filters(q="map", places=(Place.ONSITE,)), set()),
    ],
)
def test_search_and_filters(here, filters, titles):
    told = {"title": "Chart 100% of it", "summary": "A chart.", "minutes": 600}
    make.project(here.north, here.crest, place=Place.ONSITE, field=Field.DATA, **told)
    found, _following = board.search(here.amara, filters)
    assert {row.title for row in found} == titles
    counts = board.counts(here.amara, filters)
    assert counts.matching == len(titles)
    assert counts.places == {Place.REMOTE: 2, Place.ONSITE: 1}, "the counts stand whatever is ticked"
    assert counts.fields == {Field.DESIGN: 2, Field.DATA: 1}


def test_pages_follow_each_other_without_gap_or_repetition(here):
    for number in range(43):
        later = here.first.apply_by_at + timedelta(hours=number // 4)
        make.project(here.north, here.crest, title=f"Project {number}", apply_by_at=later)
    seen, mark = [], ""
    while True:
        found, mark = board.search(here.amara, Filters(), mark)
        seen += [(row.apply_by_at, row.id) for row in found]
        if not mark:
            break
    assert len(seen) == len(set(seen)) == 45
    assert seen == sorted(seen)


@pytest.mark.parametrize("mark", ["", "x", "1-", "-1", "9" * 30 + "-1", "1-" + "9" * 30, "²-1", "1_0-1"])
def test_a_mark_nobody_made_is_the_beginning(here, mark):
    assert len(board.search(here.amara, Filters(), mark)[0]) == 2


def test_list_and_counts_take_a_statement_each(here, statements):
    with statements() as sent:
        board.search(here.amara, Filters(q="map", hours=20))
        board.counts(here.amara, Filters())
    assert len(sent) == 2


def test_why_it_fits_is_recorded_facts_only(here):
    project = board.get(here.amara, here.first.id)
    numbers = policies.Policy()
    assert fits.why(fits.standing(here.amara), project, numbers) == [
        "You have what it asks for: Excel.",
        "6.7 hours a week; you have 15 free while it runs.",
    ]
    assert fits.why(fits.standing(here.bela), project, numbers) == []


def test_a_part_of_the_skills_is_not_called_all_of_them(here):
    project = board.get(here.amara, here.first.id)
    project.must_skills = ["Excel", "Welding"]
    assert "Of what it asks for you have: Excel." in fits.why(
        fits.standing(here.amara), project, policies.Policy()
    )


def test_obstacles_are_told_in_words(here):
    numbers = policies.Policy(live_claims=0, placements_at_once=0, weekly_ceiling=60)
    told = obstacles.against(
        here.amara, fits.standing(here.amara), board.get(here.amara, here.first.id), numbers
    )
    assert len(told) == 3
    assert "The most at your campus is 1." in told[1]
    here.first.status = ProjectStatus.FILLED
    assert obstacles.closed(here.first) == ["All seats are taken."]


@pytest.mark.parametrize(
    ("first", "last", "weeks"), [(1, 1, 1), (1, 7, 1), (1, 8, 2), (1, 14, 2), (1, 21, 3), (1, 22, 4)]
)
def test_weeks(first, last, weeks):
    assert fits.weeks(date(2026, 9, first), date(2026, 9, last)) == weeks


def test_the_row_knows_my_claim(here):
    claim = make.hold(here.first, here.amara)
    row = next(row for row in board.search(here.amara, Filters())[0] if row.id == here.first.id)
    assert (row.claim_id, row.claim_status) == (claim.id, claim.status)
    claims.withdraw(claim, by=here.amara)
    row = next(row for row in board.search(here.amara, Filters())[0] if row.id == here.first.id)
    assert row.claim_id is None
