"""Two campuses, four employers, and a record of every kind in every state that a page or a step needs."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from portal import clock
from portal.actor import CLI
from portal.database import db
from portal.models.projects import Project
from portal.services import contacts, drafts, memory, people, policies, projects, revisions
from portal.vocabulary import PartnershipStatus as P
from portal.vocabulary import ProjectStatus as S
from portal.vocabulary import Selection
from tests.factories import administrator, campus, officer, student
from tests.factories import claims as claiming
from tests.factories import employers as hiring
from tests.factories import projects as posting

GENEROUS = policies.Policy(live_claims=99, placements_at_once=99, weekly_ceiling=99_999, first_window_hours=0)


@dataclass
class World:
    """`members` and `actors` by persona, records by the name an address uses, `names` what each stands for."""

    members: dict[str, Any] = field(default_factory=dict)
    actors: dict[str, Any] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)
    names: dict[str, object] = field(default_factory=dict)
    partners: dict[str, SimpleNamespace] = field(default_factory=dict)
    canaries: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, record: Any) -> Any:
        """Keep a record, by its id, for addresses."""
        db.session.flush()
        self.records[name], self.names[name] = record, record.id
        return record

    def person(self, name: str, membership: Any, contact: Any = None) -> None:
        """Keep somebody who may sign in."""
        db.session.flush()
        self.members[name] = membership
        actor = claiming.acting(membership, contact.id if contact else None)
        self.actors[name] = replace(actor, label=f"Signed {name}")


def build() -> World:
    """Campuses, employers and projects, made through the verbs; `working.fill` goes on from here."""
    here = World()
    settle(here)
    employ(here)
    post(here)
    db.session.flush()
    return here


def settle(here: World) -> None:
    """Campuses, their offices and their students."""
    for slug in ("north", "south"):
        policies.adopt(here.add(slug, campus(slug)).id, GENEROUS, by=CLI)
    north, south = here.records["north"], here.records["south"]
    profile = {"about": "About me", "headline": "Headline", "skills": ["Excel"], "ceiling_minutes": 900}
    here.person("student", student(north, "Amara Okafor", profile))
    here.person("other_student", student(north, "Bela Nagy", profile))
    here.person("far_student", student(south, "Cato Far", profile))
    here.person("ineligible_student", student(north, "Ina Ineligible", profile, college="Science"))
    here.person("staff", officer(north, "Olive Officer"))
    here.person("far_staff", officer(south, "Sue South"))
    here.person("disabled", officer(north, "Dora Disabled"))
    here.person("admin", administrator())
    here.person("temporary", officer(north, "Tom Temporary"))


def employ(here: World) -> None:
    """Employers: two partners of the north, one of the south, and one that waits."""
    north, south = here.records["north"], here.records["south"]
    desk, far = here.actors["staff"], here.actors["far_staff"]
    partner = hiring.partner
    brook = partner(north, by=desk, name="Brook", website="brook.example", email="dana@brook.example")
    crest = partner(north, by=desk, name="Crest", website="crest.example", email="cy@crest.example")
    dale = partner(south, by=far, name="Dale", website="dale.example", email="dee@dale.example")
    dusk = partner(north, P.APPLIED, by=desk, name="Dusk", website="dusk.example", email="dov@dusk.example")
    here.partners |= {"brook": brook, "crest": crest, "dale": dale, "dusk": dusk}
    owners = {"supervisor": brook, "other_employer": crest, "far_employer": dale, "unapproved_employer": dusk}
    for name, who in owners.items():
        here.person(name, who.member, who.contact)
        here.add(f"{name}_contact", who.contact)
    join(here)


def join(here: World) -> None:
    """A colleague of the supervisor, and partnerships in other states."""
    north, south, desk = here.records["north"], here.records["south"], here.actors["staff"]
    brook = here.partners["brook"]
    colleague = contacts.find_or_create(brook.employer, "Quinn Quay", "quinn@brook.example", "Editor")
    contacts.give_account(colleague, by=CLI)
    here.person("colleague", hiring.member(colleague), colleague)
    here.add("colleague_contact", colleague)
    here.add("brook", brook.employer)
    here.add("partnership", brook.partnership)
    here.add(
        "employer_note", memory.note(brook.partnership, "They like maps.", None, by=here.actors["staff"])
    )
    here.add("applied", here.partners["dusk"].partnership)
    moved = {"reviewed": P.IN_REVIEW, "suspended": P.SUSPENDED}
    for name, status in moved.items():
        made = hiring.partner(
            north, status, by=desk, name=name, website=f"{name}.example", email=f"a@{name}.example"
        )
        here.partners[name] = made
        here.add(name, made.partnership)
    again = hiring.application(south, name="Brook", website="brook.example", email="dana@brook.example")
    here.add("own_application", again)
    apply(here)


def apply(here: World) -> None:
    """Somebody with a mailbox at a partner's domain applies elsewhere; nobody has confirmed them."""
    asked = hiring.application(
        here.records["south"],
        name="Crest",
        website="crest.example",
        email="nia@crest.example",
        contact_name="Nia New",
    )
    here.add("newcomer_application", asked)
    here.add("newcomer_contact", asked.applicant)
    here.person("newcomer", hiring.member(asked.applicant), asked.applicant)


def post(here: World) -> None:
    """Projects in every state of their life, and one each of the other employers."""
    brook, desk = here.partners["brook"], here.actors["staff"]
    for status in (S.DRAFT, S.SUBMITTED, S.OPEN):
        here.add(status.value, posted(here, "brook", status))
    here.add("choice", posted(here, "brook", **choosing()))
    here.add("crest_draft", posted(here, "crest", S.DRAFT))
    here.add("crest_open", posted(here, "crest"))
    change(here)
    far = posting.project(here.records["south"], here.partners["dale"], here.actors["far_staff"])
    here.add("far_open", far)
    posting.project(here.records["north"], brook, desk, S.CHANGES_REQUESTED)


def change(here: World) -> None:
    """A change of one open project that is being written, and one of another that waits."""
    for name in ("changing", "changed"):
        here.add(name, posted(here, "brook"))
    by = here.actors["supervisor"]
    written, waits = (projects.get(by, here.names[name]) for name in ("changing", "changed"))
    for project in (written, waits):
        given = {**drafts.answers(project, "what"), "why": "The archive grew."}
        revision = revisions.save(project, "what", given, by=by)
    revisions.send(revision, "The archive grew.", by=by)
    here.add("revision", revision)


def posted(here: World, who: str, status: S = S.OPEN, **steps) -> Project:
    """A project of an employer at the north campus, for students of Arts."""
    arts = {"eligibility": {"college": ["Arts"], "college_must": True}}
    return posting.project(
        here.records["north"], here.partners[who], here.actors["staff"], status, **{**arts, **steps}
    )


def choosing() -> dict[str, dict]:
    """The step of a project whose supervisor chooses."""
    decide_by = clock.today("Europe/London") + timedelta(days=10)
    return {"selection": {"selection": Selection.APPLY, "questions": ["How often?"], "decide_by": decide_by}}


def leave(here: World) -> None:
    """Last of all: somebody's account is shut while they are signed in."""
    user = people.find("dora.disabled@north.example.edu")
    people.disable(user, by=here.actors["admin"])
    here.names |= {f"{name}_id": member.user_id for name, member in here.members.items()}
    here.names |= {f"{name}_membership": member.id for name, member in here.members.items()}


def owners(here: World) -> dict[str, dict[int, str]]:
    """Whose each user, campus, employer and project is, by id; what was not opened yet says so."""
    employers = {one.employer.id: name for name, one in here.partners.items()}
    kinds = {S.DRAFT: "_draft", S.SUBMITTED: "_sent", S.CHANGES_REQUESTED: "_sent"}
    projects = db.session.execute(db.select(Project.id, Project.employer_id, Project.status))
    return {
        "user": {member.user_id: name for name, member in here.members.items()},
        "campus": {here.names[name]: name for name in ("north", "south")},
        "employer": employers,
        "called": {here.names["delivered"]: "called"},
        "project": {row.id: employers[row.employer_id] + kinds.get(row.status, "") for row in projects},
    }
