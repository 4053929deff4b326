"""What each form of the table sends: the least that is good enough. Names in braces are records."""

from datetime import timedelta
from io import BytesIO

from portal import clock
from portal.vocabulary import Competency, HostAspect
from tests.access import wordings
from tests.factories.employers import TYPED
from tests.platform.people import PASSWORD

APPROVED = {"decision": "approve", "code": ""}
WHY = {"note": "For a good reason."}
SAID = {"text": "A line for the thread."}
COLLEAGUE = {"name": "Una Ware", "email": "una@elsewhere.example"}
PROBLEM = {"kind": "silence", "text": "Nobody answers me."}
SURE = {"sure": "y"}
CAMPUS = {
    "name": "East Campus",
    "university": "Example University",
    "initials": "EA",
    "slug": "east",
    "domains": "east.example.edu",
    "office": "Career Office",
    "office_email": "careers@east.example.edu",
    "signatory": "Dr Ruth Adeyemi",
    "signatory_title": "Director of Careers",
    "zone": "Europe/London",
    "locale": "en_GB",
    "currency": "GBP",
    "brand": "#0f5c4d",
    "paper": "a4",
}
PROFILE = {
    "about": "What we do.",
    "phone": "+44 20 7946 0019",
    "name": "Another name",
    "legal_name": "Another name Ltd",
    "website": "another.example",
    "address": "1 Other Street",
}
POINTS = (
    "purpose deliverables out_of_scope milestones learning availability channel decides tools changes concerns"
    " confidential fee access show"
).split()
STUCK = {"done": "Ten paths.", "in_the_way": "blocked", "obstacle": "No keys."}
WORKED = {"minutes": "2.5", "what": "Walked ten paths"}
REFLECTED = {"did": "Did", "learned": "Learned", "next": "Next"}
REVOKED = {"reason": "issued_in_error", **WHY}
COMMITMENT = {"kind": "job", "minutes_a_week": "8"}
NEW_PASSWORD = {"password": "walnut-harbour-cobalt-seven", "again": "walnut-harbour-cobalt-seven"}


def day(name: str, days: int) -> dict[str, str]:
    """A day from now in its three boxes."""
    then = clock.today("Europe/London") + timedelta(days=days)
    return {f"{name}-day": str(then.day), f"{name}-month": str(then.month), f"{name}-year": str(then.year)}


def change(supervisor: str = "{supervisor_contact}") -> dict:
    """A little more pay, and all else as it is."""
    lines = {"name_0": "The map", "format_0": "PDF", "criterion_0": "Every path is on it"}
    days = day("starts_on", 14) | day("due_on", 34)
    return days | lines | {"minutes": "20", "fee": "500", "supervisor_id": supervisor, "reason": "It grew."}


def roster() -> dict:
    return {"file": (BytesIO(b"Student ID;E-mail Address\n1;a@north.example.edu"), "new.csv"), "encoding": ""}


def columns() -> dict[str, str]:
    names = ("number", "name", "email", "programme", "year", "graduates")
    return {name: str(column) for column, name in enumerate(names)} | {
        "first": "",
        "last": "",
        "preferred": "",
        "college": "",
    }


BODIES = {
    "/staff/audience-requests/{audience_request}": {"note": "Our students have enough of these."},
    "/account/role": {"membership": "{own_membership}"},
    "/admin/campuses/new": CAMPUS,
    "/admin/campuses/{north}": CAMPUS | {"slug": "north", "domains": "north.example.edu"},
    "/admin/people/new": {"name": "New Officer", "email": "new@north.example.edu", "place": "{north}"},
    "/confirm": {"password": PASSWORD},
    "/e/answers/timeliness": {"answer": "on_time"},
    "/e/answers/deliverables": {"deliverable_{deliverable}": "exceeds"},
    "/e/drafts/note": {"private_note": "A thought"},
    "/e/{token}/code": {"code": "402 913"},
    "/e/{token}/colleague": COLLEAGUE,
    "/e/colleague": COLLEAGUE,
    "/e/check": {"agreed": "y", "name": "Dana Whitlock", "title": "Lead"},
    "/employer/projects/{asked_project}/applicants/{asked}/decline": {"message": "Thank you, but no."},
    "/employer/projects/{listed_project}/applicants/{listed}/offer": lambda: (
        day("until", 3) | {"message": "Welcome"}
    ),
    "/employer/partnerships/{partnership}/comments": SAID,
    "/employer/placements/{active}/messages": SAID,
    "/staff/placements/{delivered}/messages": SAID,
    "/staff/placements/{disputed}/messages/office": WHY,
    "/student/placements/{active}/messages": SAID,
    "/employer/placements/{kickoff}/kick-off": {"points": POINTS},
    "/employer/placements/{accepted}/steps/report_paid": SURE,
    "/employer/placements/{accepted}/steps/dispute": WHY,
    "/employer/placements/{disputed}/steps/resolve": WHY,
    "/employer/placements/{delivered}/steps/revise": WHY,
    "/employer/profile": PROFILE,
    "/employer/projects": {"campus_id": "{north}"},
    "/employer/examples/market-research": {"campus_id": "{north}"},
    "/staff/partnerships/{partnership}/memory": SAID,
    "/employer/people": {"name": "Rae Rill", "email": "rae@brook.example"},
    "/employer/people/{colleague_contact}/hand-over": {"to": "{supervisor_contact}"},
    "/employer/projects/{open}/change/what": {
        "title": "A better title",
        "summary": "One sentence.",
        "field": "design",
        "format": "micro_internship",
    },
    "/employer/projects/{changing}/change": WHY,
    "/staff/review/revision/{revision}": {"decision": "accept"},
    "/employer/projects/{draft}/what": {"title": "A better title", "format": "micro_internship"},
    "/employer/projects/{draft}/people": {
        "supervisor_id": "{supervisor_contact}",
        "alternate_id": "",
        "check_ins": "3",
    },
    "/employer/projects/{open}/cancel": WHY,
    "/employer/projects/{open}/comments": SAID,
    "/invitation/{invitation}": NEW_PASSWORD,
    "/partner/{question}": {"name": TYPED["name"], "legal_name": TYPED["legal_name"]},
    "/reset": {"email": "amara.okafor@north.example.edu"},
    "/reset/{reset}": NEW_PASSWORD,
    "/sign-in": {"email": "amara.okafor@north.example.edu", "password": PASSWORD},
    "/staff/certificates/{serial}/revocation": REVOKED,
    "/staff/certificates/cohorts/new": {"placements": "{ready}", "which": "ticked", "name": "Spring"},
    "/staff/certificates/cohorts/{proposed_cohort}/steps": {"step": "confirm", "note": ""},
    "/staff/certificates/cohorts/{cohort}/print": {"sort": "name"},
    "/staff/certificates/prints": {"certificates": "{certificate_id}", "sort": "name"},
    "/staff/projects/{match}/match": {"students": "{other_student_id}", "message": "It would suit you."},
    "/staff/partnerships/{partnership}/suspend": WHY,
    "/staff/partnerships/{partnership}/end": WHY,
    "/staff/partnerships/{partnership}/checklist": {
        "website_ticked": "y",
        "website_note": "Looked at it again.",
    },
    "/staff/partnerships/{partnership}/review": lambda: day("next_on", 200),
    "/staff/partnerships/{suspended}/students/{resting}": {"choice": "go_on"},
    "/staff/placements/{delivered}/evaluation-waiver": {"waive-note": "For a good reason."},
    "/student/placements/{paid}/host-review": {aspect.value: "yes" for aspect in HostAspect},
    "/staff/host-reviews/{host_review}/decline": {"r{host_review}-note": "It names somebody."},
    "/staff/placements/{delivered}/evaluation-bounce": {"bounce-note": "It came back."},
    "/staff/placements/{kickoff}/steps/start": WHY,
    "/staff/placements/{silent}/steps/accept_for_employer": WHY | {"evidence": "The file is there."},
    "/staff/placements/{accepted}/steps/close": WHY,
    "/staff/placements/{active}/steps/end_early": WHY | {"cause": "scope", "amount": "10"},
    "/staff/placements/{active}/steps/no_show": WHY,
    "/staff/placements/{active}/steps/meet": lambda: day("day", 3) | WHY,
    "/staff/placements/{active}/steps/hold": lambda: day("until", 9) | WHY,
    "/staff/placements/nudges": {"placements": "{active}"},
    "/staff/tasks/{task}/hand-over": {"to-officer": "{temporary_id}"},
    "/staff/tasks/{task}/close": {"done-done": "Both talked to us."},
    "/staff/tasks/{task}/problems/{problem}": {"p{problem}-text": "I call you today."},
    "/student/placements/{active}/problem": PROBLEM,
    "/student/problems/{problem}": SAID,
    "/employer/placements/{active}/problem": PROBLEM,
    "/employer/problems/{employer_problem}": SAID,
    "/staff/funds/new": {"name": "Dean's fund", "kind": "donor", "donor": "The Vane family"},
    "/staff/funds/{fund}/pay-in": {"amount": "120"},
    "/staff/funds/{fund}/correct": WHY | {"amount": "20", "way": "less"},
    "/staff/funds/{spare_fund}/close": WHY,
    "/staff/projects/{funded}/fund": {"fund": "{other_fund}"},
    "/staff/review/partnership/{reviewed}": APPROVED,
    "/staff/review/partnership/{reviewed}/comments": {"talk-text": "A line for the thread."},
    "/staff/review/change/{change}": {"decision": "accept"},
    "/staff/review/project/{submitted}": APPROVED,
    "/staff/review/project/{submitted}/comments": {"talk-text": "A line for the thread."},
    "/staff/policy/numbers": wordings.policy,
    "/staff/policy/letters/claim-offered": lambda: dict(wordings.LETTER),
    "/staff/policy/terms": wordings.TERMS,
    "/staff/policy/reasons": wordings.reasons,
    "/staff/policy/evaluation": wordings.evaluation,
    "/staff/policy/reflection": wordings.reflection,
    "/staff/policy/evaluation/language": wordings.LANGUAGE,
    "/staff/policy/branding": wordings.BRANDING,
    "/staff/policy/branding/pictures": wordings.pictures,
    "/staff/policy/design": wordings.DESIGN,
    "/staff/policy/design/pictures": wordings.signature,
    "/staff/policy/design/preview": wordings.DESIGN,
    "/f/{token}": {"answer": "job"},
    "/staff/placements/{ready}/outcomes": {"kind": "job", "note": "They called."},
    "/student/placements/{ready}/outcomes": {"kind": "job"},
    "/language": {"language": "es"},
    "/verify/files": lambda: {"file": (BytesIO(b"%PDF-1.4 certificate"), "certificate.pdf")},
    "/staff/rosters": roster,
    "/staff/rosters/{staged}/columns": columns,
    "/student/record/portfolio/switch": {"agreed": "y"},
    "/student/record/portfolio/items/{accepted}": {"agreed": "y"},
    "/student/certificates/{serial}/publication": {"shown": "yes"},
    "/student/claims/{held}/accept": {"agree": "y"},
    "/employer/placements/{active}/check-ins/{check_in}": {"track": "change", "change": "Walk more."},
    "/employer/placements/{active}/milestones/{delivered_milestone}": WHY | {"answer": "rework"},
    "/employer/placements/{active}/changes/{proposed}": {"step": "accept"},
    "/employer/placements/{kickoff}/changes/new": change,
    "/staff/placements/{silent}/changes/{agreed}": {"step": "allow"},
    "/student/placements/{active}/changes/{proposed}": {"step": "withdraw"},
    "/student/placements/{kickoff}/changes/new": change,
    "/student/placements/{active}/check-ins/{check_in}": STUCK,
    "/student/placements/{active}/hours": lambda: day("day", 0) | WORKED,
    "/student/placements/{active}/hours/{hours}": lambda: day("day", 0) | WORKED,
    "/student/placements/{active}/milestones/{milestone}": WHY,
    "/student/placements/{active}/hand-in": {"links": "https://example.org/work"},
    "/student/placements/{active}/reflections/before": REFLECTED,
    "/student/placements/{delivered}/self-ratings/close": {one.value: "applying" for one in Competency},
    "/student/placements/{kickoff}/kick-off": {"points": POINTS},
    "/student/placements/{paid}/steps/dispute": WHY,
    "/student/placements/{disputed}/steps/resolve": WHY,
    "/student/workload/commitments/new": lambda: COMMITMENT | day("from_on", 0),
    "/student/workload/commitments/{commitment}": lambda: COMMITMENT | day("from_on", 0),
    "/student/profile": {"name": "Somebody Else", "headline": "New", "skills": "", "about": "New"},
    "/student/projects/{choice}/apply": {"statement": "I love maps.", "answer_1": "Often."},
}
DECISIONS = {
    "ask_changes": {"comment": "More, please.", "code": ""},
    "decline": {"comment": "No.", "code": "other"},
}


def of(path: str, names: dict[str, object]) -> dict:
    """The fields to send to a path of the table; none is known for a button."""
    bare, _mark, said = path.partition("?")
    body = BODIES.get(bare, {})
    body = body() if callable(body) else body
    sent = {filled(name, names): filled(value, names) for name, value in body.items()}
    return sent | ({"decision": said, **DECISIONS[said]} if said in DECISIONS else {})


def filled(value: object, names: dict[str, object]) -> object:
    """A text with the records' ids; anything else as it is."""
    return value.format_map(names) if isinstance(value, str) else value
