"""Rosters: read as registrars write them, checked, applied once, and the same again changes nothing."""

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken, StaleEdit
from portal.models.campuses import Campus
from portal.models.history import HistoryEntry
from portal.models.people import Membership, User
from portal.models.rosters import RosterRow
from portal.models.students import Enrollment, Student
from portal.services import people, rosters, students
from portal.vocabulary import Role, RosterOutcome, RosterStatus
from tests import factories
from tests.factories.campuses import acting

HEAD = "Student ID;Last Name, First Name;E-mail Address;Major 1;Class Standing;Exp. Grad Term"
PEOPLE = [
    "001;Nguyễn, Thị Mai;mai@north.example.edu;Biology;Senior;Spring 2027",
    "002;Żółć, Łukasz;lukasz@north.example.edu;Physics;Junior;05/2028",
    "003;العلي، فاطمة;fatima@north.example.edu;History;Sophomore;2029SP",
]


@pytest.fixture
def office(app):
    return acting(factories.officer(factories.campus()), "Olive Officer")


def checked(office, lines, head=HEAD, full=False, **mapping):
    data = "\ufeff" + "\n".join([head, *lines])
    roster = rosters.stage(data.encode(), "roster.csv", by=office, campus_id=office.campus_id)
    rosters.check(roster, {**roster.mapping, **mapping}, full=full, by=office)
    return roster


def applied(office, lines, **how):
    roster = checked(office, lines, **how)
    rosters.apply(roster, by=office)
    return roster


def counts(roster):
    return [roster.counts[outcome] for outcome in ("new", "changed", "same", "refused")]


def reasons(roster):
    return {row.line: " ".join(row.problems) for row in rosters.lines_of(roster, RosterOutcome.REFUSED)}


def how_many(model):
    return db.session.scalar(select(func.count()).select_from(model))


def person(number):
    query = select(User).join(Student, Student.user_id == User.id).where(Student.number == number)
    return db.session.scalars(query).one()


def test_imported_twice_is_one_row_a_student(office):
    assert counts(applied(office, PEOPLE)) == [3, 0, 0, 0]
    assert counts(applied(office, PEOPLE)) == [0, 0, 3, 0]
    assert [how_many(model) for model in (Student, Enrollment)] == [3, 3]
    assert person("001").name == "Thị Mai Nguyễn"
    assert person("002").sort_name == "żółć, łukasz"
    assert person("003").registrar_name == "فاطمة العلي"


def test_new_students_can_act_and_are_invited_once(office, letters):
    applied(office, PEOPLE)
    mai = person("001")
    assert people.roles(mai.id) == {Role.STUDENT}
    assert students.profile(mai.id, office.campus_id).number == "001"
    assert str(students.enrollment(mai.id, office.campus_id).graduates_on) == "2027-05-31"
    assert sorted(letter["To"] for letter in letters()) == [
        f"{name}@north.example.edu" for name in ("fatima", "lukasz", "mai")
    ]


def test_many_are_invited_in_turns(office, letters, monkeypatch):
    monkeypatch.setattr(rosters, "INVITED_AT_ONCE", 2)
    applied(office, PEOPLE)
    assert len(letters()) == 3


def test_a_change_opens_a_new_enrolment_and_keeps_the_old(office):
    applied(office, PEOPLE)
    roster = applied(office, [PEOPLE[0].replace("Biology", "Chemistry"), *PEOPLE[1:]])
    assert counts(roster) == [0, 1, 2, 0]
    [line] = rosters.lines_of(roster, RosterOutcome.CHANGED)
    assert line.values["changes"] == {"programme": ["Biology", "Chemistry"]}
    kept = db.session.scalars(
        select(Enrollment).where(Enrollment.user_id == person("001").id).order_by(Enrollment.id)
    ).all()
    assert [(row.programme, row.until_at is None) for row in kept] == [
        ("Biology", False),
        ("Chemistry", True),
    ]
    assert kept[0].until_at == kept[1].from_at


def test_a_chosen_name_outlives_the_registrar(office):
    applied(office, PEOPLE)
    person("001").name = "Mai"
    applied(office, [line.replace("Thị Mai", "Thị Mai Anh").replace("Łukasz", "Lukas") for line in PEOPLE])
    assert (person("001").name, person("001").registrar_name) == ("Mai", "Thị Mai Anh Nguyễn")
    assert person("002").name == "Lukas Żółć"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("009;Doe, Jane", "no e-mail"),
        ("009;Doe, Jane;jane@;x;y;", "not a complete"),
        ("009;Doe, Jane;jane@gmail.com;x;y;", "not an address of this campus"),
        (";Doe, Jane;jane@north.example.edu;x;y;", "no student number"),
        ("009;;jane@north.example.edu;x;y;", "no name"),
        ("009;Doe, Jane;jane@north.example.edu;x;y;05/06/2027", "without guessing"),
        ("009;Doe, Jane;jane@north.example.edu;x;y;;z", "7 cells"),
        ("001;Doe, Jane;jane@north.example.edu;x;y;", "on line 2"),
        ("009;Doe, Jane;MAI@north.example.edu;x;y;", "on line 2"),
        ("1.2E+07;Doe, Jane;jane@north.example.edu;x;y;", "as text"),
        (f"009;Doe, Jane;jane@north.example.edu;{'x' * 170};y;", "too long"),
        ('009;"Doe, Jane;jane@north.example.edu;x;y;\n010;D;d@x;;;', "quotation mark"),
    ],
)
def test_a_line_is_refused_with_its_number_and_reason(office, line, why):
    roster = applied(office, [*PEOPLE, line])
    assert counts(roster) == [3, 0, 0, 1]
    assert why in reasons(roster)[5]


def test_number_and_address_must_agree(office):
    applied(office, PEOPLE)
    factories.student(db.session.get_one(Campus, office.campus_id), "Sam Student")
    roster = checked(
        office,
        [
            "011;Nguyễn, Thị Mai;mai@north.example.edu;Biology;Senior;",
            "002;Żółć, Łukasz;sam.student@north.example.edu;Physics;Junior;",
        ],
    )
    assert "student number 001" in reasons(roster)[2]
    assert "another person" in reasons(roster)[3]


def test_a_new_address_is_taken_over_unless_the_person_has_other_roles(office):
    applied(office, PEOPLE)
    people.grant(person("002"), Role.STAFF, by=office, campus_id=office.campus_id)
    roster = applied(office, [line.replace("@north", ".new@north") for line in PEOPLE])
    assert counts(roster) == [0, 2, 0, 1]
    assert "another role" in reasons(roster)[3]
    assert person("001").email_key == "mai.new@north.example.edu"
    assert (
        how_many(HistoryEntry.__table__.select().where(HistoryEntry.action == "change_email").subquery()) == 2
    )


def test_who_is_absent_is_touched_only_by_a_full_roster(office):
    applied(office, PEOPLE)
    applied(office, PEOPLE[:1])
    lukasz = person("002").id
    assert students.enrollment(lukasz, office.campus_id)
    # A refused line still names its student.
    roster = applied(office, [PEOPLE[0], PEOPLE[2].replace("2029SP", "?")], full=True)
    assert (roster.counts["absent"], roster.counts["refused"]) == (1, 1)
    assert students.enrollment(lukasz, office.campus_id) is None
    assert students.enrollment(person("003").id, office.campus_id)
    assert counts(applied(office, PEOPLE)) == [0, 1, 2, 0]
    assert students.enrollment(lukasz, office.campus_id)
    assert how_many(Membership) == 4


def test_a_field_without_a_column_stays(office):
    applied(office, PEOPLE)
    short = [";".join(line.split(";")[:3]) for line in PEOPLE]
    assert counts(applied(office, short, head=";".join(HEAD.split(";")[:3]))) == [0, 0, 3, 0]


def test_an_account_that_exists_becomes_a_student(office):
    user = people.create("mai@north.example.edu", "Mai N.", by=office)
    assert counts(applied(office, PEOPLE)) == [3, 0, 0, 0]
    assert counts(applied(office, PEOPLE)) == [0, 0, 3, 0]
    assert user.name == "Mai N."


def test_names_in_two_columns_and_a_preferred_one(office):
    head = "EMPLID,Last Name,First Name,Preferred First Name,Email,College"
    applied(office, ["7,King,Robert,Bob,bob@north.example.edu,Arts"], head=head)
    assert (person("7").name, person("7").registrar_name) == ("Bob King", "Robert King")


def test_a_correction_of_the_columns(office):
    head = "Ref,Who,Contact"
    with pytest.raises(RuleBroken, match="Student number"):
        checked(office, ["1,Ada,ada@north.example.edu"], head=head)
    assert (
        counts(checked(office, ["1,Ada,a@north.example.edu"], head=head, number=0, name=1, email=2))[0] == 1
    )


def test_what_changed_since_the_check_is_told(office):
    first, second = checked(office, PEOPLE), checked(office, PEOPLE)
    rosters.apply(first, by=office)
    with pytest.raises(StaleEdit):
        rosters.apply(second, by=office)
    db.session.rollback()


def test_only_its_own_office(office):
    roster = checked(office, PEOPLE)
    other = acting(factories.officer(factories.campus("south")))
    with pytest.raises(NotFound):
        rosters.get(other, roster.id)
    with pytest.raises(NotAllowed):
        rosters.apply(roster, by=other)
    assert not rosters.listing(other)


def test_applied_once_and_discarded_lines_are_forgotten(office):
    roster = applied(office, PEOPLE)
    with pytest.raises(RuleBroken):
        rosters.apply(roster, by=office)
    with pytest.raises(RuleBroken):
        rosters.discard(roster, by=office)
    other = checked(office, PEOPLE)
    rosters.discard(other, by=office)
    assert other.status is RosterStatus.DISCARDED
    assert how_many(RosterRow) == 3


def test_refused_lines_go_back_as_a_safe_file(office):
    roster = checked(office, [*PEOPLE, "=1+1;Doe, Jane;jane@gmail.com;@x;y;"])
    text = rosters.refused_csv(roster).read().decode("utf-8-sig").splitlines()
    assert text[0].startswith("Line,Why refused,Student ID,")
    assert "'=1+1" in text[1]
    assert "'@x" in text[1]


def test_a_large_roster_is_set_wise(office, statements):
    lines = [f"{n};Doe, Jane {n};j{n}@north.example.edu;Biology;Senior;Spring 2027" for n in range(1200)]
    roster = checked(office, lines)
    with statements() as sent:
        rosters.apply(roster, by=office)
        db.session.flush()
    assert len(sent) < 60
    assert how_many(Student) == 1200
