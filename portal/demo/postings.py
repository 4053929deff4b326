"""Stories of projects: drafted, reviewed, opened, and what becomes of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal import clock
from portal.actor import Actor
from portal.demo.schedule import Calendar, Story
from portal.demo.work import Work
from portal.demo.world import Place, World
from portal.services import drafts, projects, scoping
from portal.vocabulary import Competency, DeclineCode, Exclusion, Format, MayShow, Payer, Selection
from portal.vocabulary import Place as Where

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """One posting: whose, which work, when it opens and starts, and its fate."""

    place: Place
    contact: Actor
    work: Work
    subject: str
    opens: datetime
    starts: date
    fate: str = "run"
    selection: Selection = Selection.CLAIM
    seats: int = 2
    hours: int = 0
    by_draw: bool = False
    payer: Payer = Payer.EMPLOYER

    @property
    def due(self) -> date:
        return self.starts + timedelta(weeks=self.work.weeks) - DAY

    @property
    def minutes(self) -> int:
        return (self.hours or self.work.hours) * 60


def posting(world: World, calendar: Calendar, plan: Plan, then) -> Story:
    """Draft, send, be reviewed; `then(project_id)` starts what students do with it."""
    yield plan.opens - 4 * DAY
    project = drafts.begin(plan.place.campus_id, by=plan.contact)
    key = project.id
    write(plan, projects.get(plan.contact, key))
    if plan.fate == "draft":
        return
    yield clock.now() + timedelta(hours=3)
    send(projects.get(plan.contact, key), plan.contact)
    if plan.fate == "submitted":
        return
    yield from reviewed(plan, key)
    if plan.fate in OPENED:
        then(key)
    yield from ended(plan, key)


def send(project, contact: Actor) -> None:
    """Send it for review, with a reason for each question of the linter."""
    asked = scoping.unexplained(project, scoping.findings(project))
    projects.submit(project, by=contact, reasons={one.key: MEANT for one in asked})


MEANT = "It is what the result is about. The work itself ends with the hand-in."
OPENED = ("run", "quiet", "cancelled")
NOTES = {
    "changes_requested": "Who uses the result? Please say so under “why it matters”.",
    "declined": "This is ongoing weekly work rather than one project.",
}


def reviewed(plan: Plan, key: int) -> Story:
    yield clock.now() + DAY
    staff = plan.place.staff
    if plan.fate == "withdrawn":
        projects.withdraw(projects.get(plan.contact, key), by=plan.contact, note="We will do it ourselves.")
    elif plan.fate == "declined":
        projects.decline(projects.get(staff, key), DeclineCode.ONGOING, by=staff, note=NOTES["declined"])
    elif plan.fate == "changes_requested" or key % 9 == 0:
        projects.ask_changes(projects.get(staff, key), by=staff, note=NOTES["changes_requested"])
        if plan.fate == "changes_requested":
            return
        yield clock.now() + DAY
        projects.submit(projects.get(plan.contact, key), by=plan.contact, note="The board does, in June.")
        yield clock.now() + DAY
    if plan.fate in OPENED:
        yield max(clock.now(), plan.opens)
        projects.approve(projects.get(staff, key), by=staff, fund_id=plan.place.funds.get(plan.payer))


def ended(plan: Plan, key: int) -> Story:
    if plan.fate == "cancelled":
        yield clock.now() + 3 * DAY
        projects.cancel(
            projects.get(plan.contact, key), by=plan.contact, note="The board stopped the budget."
        )


def write(plan: Plan, project) -> None:
    """Every step of the form, as the employer would fill it in."""
    for step, given in answers(plan).items():
        drafts.save(project, step, given, by=plan.contact)


def answers(plan: Plan) -> dict[str, dict]:
    """The answers to every step of the form."""
    work = plan.work
    deliverable = {"name": work.hands_over, "format": "PDF or spreadsheet", "criterion": work.criterion}
    return {
        "what": what(plan),
        "deliverables": {
            "out_of_scope": "Anything after hand-in; work with personal data of clients.",
            "deliverables": [deliverable],
        },
        "time": timing(plan),
        "fee": {"fee": plan.minutes // 60 * work.rate * 100, "payer": plan.payer, "days_to_pay": 14},
        "place": where(work),
        "skills": skills(work),
        "people": {
            "supervisor_id": plan.contact.contact_id,
            "check_ins": -(-plan.minutes // 600),
            "answer_days": 2,
        },
        "selection": choosing(plan),
        "eligibility": {},
        "legal": LEGAL,
    }


LEGAL = {
    "relationship_kind": "Contractor",
    "ip": "The employer may use the result; the student may show it.",
    "ai_rule": "Allowed when named and checked.",
    "may_show": MayShow.YES,
    "exclusions": list(Exclusion),
}


def what(plan: Plan) -> dict:
    return {
        "title": plan.work.title.format(plan.subject),
        "summary": plan.work.summary,
        "field": plan.work.field,
        "format": Format.MICRO_INTERNSHIP,
        "why": "Our team decides with it in the month after; until now nobody had the time to do it well.",
    }


def skills(work: Work) -> dict:
    return {
        "must_skills": list(work.must),
        "learn_skills": list(work.learn),
        "tools": [],
        "competencies": [Competency.COMMUNICATION.value, Competency.THINKING.value],
    }


def timing(plan: Plan) -> dict:
    return {
        "minutes": plan.minutes,
        "minutes_a_week": -(-plan.minutes // plan.work.weeks // 60) * 60,
        "starts_on": plan.starts,
        "due_on": plan.due,
        "flexible": True,
        "seats": plan.seats,
        "milestones": on_the_way(plan),
    }


def on_the_way(plan: Plan) -> list[dict]:
    """A first version to talk about within the first week, and one to test after two thirds of the time."""
    third = timedelta(days=plan.work.weeks * 7 // 3)
    return [
        {"name": "First version", "due_on": plan.starts + min(third, 6 * DAY), "check_in": True},
        {"name": "Version to test", "due_on": plan.starts + 2 * third, "check_in": False},
    ]


def where(work: Work) -> dict:
    inside = work.place is Where.REMOTE
    return {
        "place": work.place,
        "address": "" if inside else "12 Quay Street, second floor",
        "access_note": "" if inside else "Step-free entrance from the yard; lift to all floors.",
        "equipment": "Your own laptop" if inside else "A desk and a laptop are there.",
    }


def choosing(plan: Plan) -> dict:
    applying = plan.selection is Selection.APPLY
    return {
        "selection": plan.selection,
        "by_draw": plan.by_draw,
        "questions": ["What would you do in the first three hours?"] if applying else [],
        "apply_by": plan.starts - DAY,
        "decide_by": plan.starts if applying else None,
    }
