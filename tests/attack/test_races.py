"""The same moment, twice: colleagues, tabs and clocks that act at once have one effect, and nobody a failure."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from portal.database import db, take_write_lock
from portal.models.claims import Claim
from portal.models.history import HistoryEntry
from portal.models.placements import Placement
from portal.services import claims, invariants
from portal.vocabulary import ClaimStatus, PlacementStatus
from tests.access import table

LINES = {str(row): row for row in table.read()}
TOLD = {303, 404, 409, 422}
ONCE = [
    (
        "POST /employer/placements/{delivered}/steps/accept",
        ["supervisor", "colleague"],
        "placement",
        "accept",
    ),
    (
        "POST /employer/placements/{delivered}/steps/revise",
        ["supervisor", "colleague"],
        "placement",
        "revise",
    ),
    (
        "POST /employer/placements/{accepted}/steps/report_paid",
        ["supervisor", "colleague"],
        "fee",
        "report_paid",
    ),
    (
        "POST /employer/projects/{asked_project}/applicants/{asked}/shortlist",
        ["supervisor", "colleague"],
        "claim",
        "shortlist",
    ),
    (
        "POST /employer/projects/{listed_project}/applicants/{listed}/offer",
        ["supervisor", "colleague"],
        "claim",
        "offer",
    ),
    (
        "POST /employer/projects/{asked_project}/applicants/{asked}/decline",
        ["supervisor", "colleague"],
        "claim",
        "refuse",
    ),
    ("POST /student/claims/{held}/accept", ["student", "student"], "placement", "begin"),
    ("POST /student/projects/{open}/claims", ["student", "student"], "claim", "hold"),
    ("POST /student/projects/{full}/waiting", ["student", "student"], "claim", "join"),
    ("POST /student/projects/{match}/interest", ["other_student", "other_student"], "interest", "register"),
    ("POST /staff/projects/{match}/match", ["staff", "staff"], "claim", "propose"),
    ("POST /staff/placements/{ended}/reassign", ["staff", "staff"], "placement", "reassign"),
    ("POST /student/projects/{choice}/apply", ["student", "student"], "claim", "submit"),
    ("POST /student/placements/{active}/hand-in", ["student", "student"], "placement", "deliver"),
    ("POST /student/placements/{active}/reflections/before", ["student", "student"], "placement", "reflect"),
    ("POST /staff/placements/{ready}/certificate", ["staff", "staff"], "certificate_order", "order"),
    ("POST /staff/certificates/{serial}/revocation", ["staff", "staff"], "certificate", "revoke"),
    ("POST /staff/review/project/{submitted}", ["staff", "staff"], "project", "approve"),
    ("POST /staff/review/partnership/{reviewed}", ["staff", "staff"], "partnership", "approve"),
    ("POST /staff/placements/{active}/steps/end_early", ["staff", "staff"], "placement", "end_early"),
    ("POST /staff/rosters/{checked}/import", ["staff", "staff"], "roster", "apply"),
    ("POST /e/check", ["link", "link"], "evaluation_request", "submit"),
    (
        "POST /invitation/{invitation}",
        ["unapproved_employer", "unapproved_employer"],
        "user_account",
        "set_password",
    ),
]


def at_once(*calls):
    """Let everybody go at the same moment; what each got."""
    gate = Barrier(len(calls))

    def go(call):
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(go, calls))


def inside(site, ask):
    """Ask the database in a context of its own."""
    with site.app.app_context():
        try:
            return ask()
        finally:
            db.session.remove()


def happened(site, subject, action):
    query = db.select(db.func.count(HistoryEntry.id)).where(
        HistoryEntry.subject == subject, HistoryEntry.action == action
    )
    return inside(site, lambda: db.session.scalar(query))


def asking(site, line, who, **how):
    return lambda: site.ask(LINES[line], who, **how).status_code


@pytest.fixture
def whole(site):
    """Afterwards nothing contradicts itself that did not before, and the world is put back."""
    before = inside(site, invariants.violations)
    yield
    after = inside(site, invariants.violations)
    site.state.back()
    assert after == before


@pytest.mark.parametrize(("line", "who", "subject", "action"), ONCE, ids=[case[0] for case in ONCE])
def test_two_at_once_have_one_effect(site, whole, line, who, subject, action):
    before = happened(site, subject, action)
    codes = at_once(*[asking(site, line, name) for name in who * 2])
    assert 303 in codes
    assert set(codes) <= TOLD
    assert happened(site, subject, action) == before + 1


def status(site, kind, number):
    return inside(site, lambda: db.session.get_one(kind, number).status)


def test_accepting_and_asking_for_changes_at_once(site, whole):
    accept, revise = (
        f"POST /employer/placements/{{delivered}}/steps/{verb}" for verb in ("accept", "revise")
    )
    codes = at_once(asking(site, accept, "supervisor"), asking(site, revise, "colleague"))
    assert sorted(codes)[0] == 303
    assert sorted(codes)[1] in {409, 422, 303}
    done = [happened(site, "placement", verb) for verb in ("accept", "revise")]
    assert status(site, Placement, site.names["delivered"]) in {
        PlacementStatus.ACCEPTED,
        PlacementStatus.REVISION,
    }
    assert done[1] in {0, 1}


def test_taking_back_and_offering_at_once(site, whole):
    offer = "POST /employer/projects/{listed_project}/applicants/{listed}/offer"
    back = "POST /student/claims/{asked}/withdraw"
    other = {**site.known("student"), "asked": site.names["listed"]}
    codes = at_once(asking(site, offer, "supervisor"), asking(site, back, "student", names=other))
    assert set(codes) <= TOLD
    assert status(site, Claim, site.names["listed"]) in {ClaimStatus.WITHDRAWN, ClaimStatus.OFFERED}


def test_accepting_and_lapsing_at_once(site, whole):
    def lapse():
        with site.app.app_context():
            take_write_lock()
            found = db.session.get_one(Claim, site.names["held"])
            try:
                claims.lapse(found)
                db.session.commit()
            except Exception as refused:  # noqa: BLE001 - which of the two comes second is chance
                return type(refused).__name__
            finally:
                db.session.remove()
        return "lapsed"

    accept = asking(site, "POST /student/claims/{held}/accept", "student")
    code, told = at_once(accept, lapse)
    ended = status(site, Claim, site.names["held"])
    assert (ended is ClaimStatus.ACCEPTED, code) in {(True, 303), (False, 409), (False, 422)}
    assert (told == "lapsed") == (ended is ClaimStatus.LAPSED)


def test_twenty_guesses_at_once_are_counted(site):
    """The account's tenth wrong password is the last that is looked at."""
    row = LINES["POST /sign-in"]
    wrong = {"email": "amara.okafor@north.example.edu", "password": "wrong"}
    codes = at_once(*[asking(site, "POST /sign-in", "nobody", more=wrong) for _ in range(14)])
    site.state.back()
    assert sorted(codes).count(429) >= 4
    assert row.cells["nobody"] == "303"


def test_a_review_of_a_page_that_changed_is_told(site, whole):
    row = LINES["POST /staff/review/project/{submitted}"]
    answer = site.ask(row, "staff", more={"version": "0"})
    assert answer.status_code == 409
    assert "changed" in answer.text
    assert not site.state.written()
