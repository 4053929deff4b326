"""What happens in the world: claims, placements, evaluations, rosters."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from werkzeug.datastructures import FileStorage

from portal import clock
from portal.database import db
from portal.models.evaluations import EvaluationRequest
from portal.models.placements import Placement
from portal.models.projects import Milestone, Project
from portal.services import (
    board,
    claims,
    commitments,
    delegations,
    evaluation_requests,
    evaluations,
    fees,
    files,
    link_visits,
    messages,
    offers,
    placements,
    reflections,
    rosters,
    rubric,
)
from portal.services.asking import Application
from portal.vocabulary import (
    CommitmentKind,
    Engage,
    Host,
    Level,
    NextStep,
    Quality,
    ReflectionStage,
    Selection,
    Timeliness,
)
from tests.access import certifying, going
from tests.access.world import World
from tests.factories import claims as claiming

HEAD = "Student ID;Last Name, First Name;E-mail Address;Major 1;Class Standing;Exp. Grad Term"
LINE = "{number};Roe, Rita;rita@{slug}.example.edu;Biology;Senior;Spring 2027"
ANSWERS = {
    "timeliness": Timeliness.ON_TIME,
    "minutes_taken": 1200,
    "engage_again": Engage.YES,
    "host_again": Host.YES,
    "next_step": NextStep.NONE,
    "strength": "Careful",
    "private_note": "For the office alone",
}


def fill(here: World) -> None:
    """Everything, through the verbs."""
    ask(here)
    work(here)
    talk(here)
    evaluate(here)
    certifying.certify(here)
    import_rosters(here)
    db.session.flush()


def ask(here: World) -> None:
    """Claims: one held, one at each step of an application, and one of another student."""
    here.add("held", claims.hold(seen(here, "student", opened(here)), by=here.actors["student"]))
    for name in ("asked", "listed", "offered"):
        here.names[f"{name}_project"] = here.add(name, application(here, "student")).project_id
    other = application(here, "other_student")
    here.add("others_claim", other)
    claims.hold(seen(here, "far_student", here.records["far_open"]), by=here.actors["far_student"])
    boss = here.actors["supervisor"]
    for name in ("listed", "offered"):
        offers.shortlist(here.records[name], by=boss)
    offers.offer(here.records["offered"], "Welcome", claiming.soon(), by=boss)
    classes = commitments.Told(CommitmentKind.CLASSES, "Lectures", 600, clock.today("Europe/London"), None)
    here.add("commitment", commitments.add(classes, by=here.actors["student"]))


def opened(here: World, **columns) -> Project:
    """One more open project of the supervisor's employer, put there without its history."""
    return claiming.project(here.records["north"], here.partners["brook"], **columns)


def seen(here: World, who: str, project: Project) -> Project:
    """A project as the board shows it to this student."""
    db.session.flush()
    db.session.expire(project)
    return board.get(here.actors[who], project.id)


def application(here: World, who: str) -> Any:
    """An application with a resume, sharing two fields of the profile."""
    actor = here.actors[who]
    resume = files.put(
        b"%PDF-1.4", f"{who}.pdf", "application/pdf", campus_id=actor.campus_id, owner_id=actor.user_id
    )
    here.add(f"{who}_resume", resume)
    sent = Application("I love maps.", ["Often."], resume.id, ["skills"])
    wanted = opened(here, selection=Selection.APPLY, questions=["How often?"])
    return claims.submit(seen(here, who, wanted), sent, by=actor)


def begun(here: World, name: str) -> Placement:
    """A placement of the student with the supervisor, in kick-off, with two milestones and a check-in."""
    actor = here.actors["student"]
    near = clock.today("Europe/London") + timedelta(days=20)
    plan = [Milestone(name=name, due_on=near, check_in=name == "Draft") for name in ("Draft", "Test")]
    claim = claims.hold(seen(here, "student", opened(here, milestones=plan)), by=actor)
    return here.add(name, claims.accept(claim, by=actor))


def started(here: World, name: str) -> Placement:
    made = begun(here, name)
    for who in ("student", "supervisor"):
        placements.tick(made, by=here.actors[who])
    return made


def handed(here: World, name: str) -> Placement:
    """Handed in: a file and a link."""
    made = started(here, name)
    paper = FileStorage(BytesIO(f"The map of {name}".encode()), f"{name}.txt")
    version = placements.hand_in(
        made, "Here it is", [paper], ["https://example.org/map"], by=here.actors["student"]
    )
    stored = next(item.file_id for item in version.items if item.file_id)
    here.names[f"{name}_file"] = stored
    return made


def accepted(here: World, name: str) -> Placement:
    made = handed(here, name)
    placements.accept(made, by=here.actors["supervisor"])
    return made


def work(here: World) -> None:
    """Placements in every state of their life, and fees in every state of theirs."""
    boss, desk = here.actors["supervisor"], here.actors["staff"]
    begun(here, "kickoff")
    going.along(here, started(here, "active"))
    handed(here, "delivered")
    handed(here, "silent").status_at = clock.now() - timedelta(days=30)
    accepted(here, "accepted")
    fees.move(accepted(here, "paid"), "report_paid", by=boss)
    fees.move(accepted(here, "disputed"), "dispute", "Too late.", by=boss)
    for name in ("ready", "issued"):
        made = accepted(here, name)
        reflections.submit(made, ReflectionStage.AFTER, "Did", "Learned", "Next", by=here.actors["student"])
        evaluations.waive(made, "The supervisor left.", by=desk)


def talk(here: World) -> None:
    """Two threads: one that the office was asked to join, one that is nobody else's."""
    boss, mine = here.actors["supervisor"], here.actors["student"]
    for name in ("active", "delivered"):
        about = messages.get(boss, here.names[name])
        paper = FileStorage(BytesIO(f"The brief of {name}".encode()), "brief.txt")
        first = messages.say(about, "Here is the brief.", [paper], by=boss)
        here.names[f"{name}_brief"] = first.files[0].file_id
        messages.say(about, "Thank you.", by=mine)
    messages.call_office(messages.get(mine, here.names["delivered"]), by=mine)


def evaluate(here: World) -> None:
    """A live link whose evaluation is answered but not sent, and one that was revoked."""
    live, dead = (evaluation_requests.newest(here.names[name]) for name in ("delivered", "accepted"))
    here.add("live_request", live)
    for asked, token in ((live, "live"), (dead, "dead")):
        asked.hash = evaluation_requests.digest(token)
        evaluation_requests.open_by(asked, by=link_visits.holder(asked))
        here.names[f"{token}_visit"] = link_visits.begin(asked)
    here.names["deliverable"] = answer(live)
    here.names["others_deliverable"] = evaluations.load(dead.evaluation_id).placement.deliverables[0].id
    evaluation_requests.revoke(dead, by=here.actors["staff"])
    passed = evaluation_requests.newest(here.names["silent"])
    delegations.delegate(passed, "Quinn Quay", "quinn@far.example", by=link_visits.holder(passed))


def answer(asked: EvaluationRequest) -> int:
    """Answer every question; the id of the one deliverable."""
    by, whole = link_visits.holder(asked), evaluations.load(asked.evaluation_id)
    for criterion in rubric.of(whole.form_version_id):
        evaluations.rate(whole, criterion.competency, Level.APPLYING, "Seen often", by=by)
    evaluations.judge(whole, {d.id: Quality.MEETS for d in whole.placement.deliverables}, by=by)
    evaluations.tell(whole, ANSWERS, by=by)
    evaluations.begin(asked, by=by)
    return whole.placement.deliverables[0].id


def judged(here: World) -> EvaluationRequest:
    """One more link, by which the evaluation was sent."""
    asked = evaluation_requests.newest(accepted(here, "judged").id)
    by = link_visits.holder(asked)
    evaluation_requests.open_by(asked, by=by)
    answer(asked)
    evaluations.submit(
        evaluations.load(asked.evaluation_id), asked, name="Dana Whitlock", title="Lead", by=by
    )
    db.session.flush()
    return asked


def import_rosters(here: World) -> None:
    """A roster to check and one that was checked."""
    for name, who in (("staged", "staff"), ("checked", "staff"), ("far_roster", "far_staff")):
        by = here.actors[who]
        slug = "south" if who == "far_staff" else "north"
        data = "\n".join([HEAD, LINE.format(number=9, slug=slug), "10;;nobody;;;"])
        made = rosters.stage(data.encode(), f"{name}.csv", by=by, campus_id=by.campus_id)
        here.add(name, made)
        if name != "staged":
            rosters.check(made, made.mapping, full=False, by=by)
