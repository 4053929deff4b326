"""Draws: requests within the first hours are equal, and lots that anybody can check put them in order."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload

from portal import clock
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.history import remember
from portal.models.claims import Claim
from portal.models.filling import Draw
from portal.models.projects import Project
from portal.services import board, claim_letters, policies, waiting_list
from portal.services.sight import NOTHING, one
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import Role, Selection


@dataclass(frozen=True)
class Lot:
    """One line of a draw: its turn, the number of the request, and the mark that put it there."""

    turn: int
    claim_id: int
    mark: str


def commitment_to(seed: str) -> str:
    """What is published of a seed before the draw: its SHA-256."""
    return sha256(seed.encode()).hexdigest()


def mark(seed: str, number: int) -> str:
    """The SHA-256 of "seed:number", as sha256sum prints it."""
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def lots(seed: str, numbers: Iterable[int]) -> list[Lot]:
    """The requests in the order of their marks, the smallest first."""
    drawn = sorted((mark(seed, number), number) for number in numbers)
    return [Lot(turn, number, its) for turn, (its, number) in enumerate(drawn, 1)]


def open_for(project: Project, *, by: Actor) -> None:
    """Fix the seed and publish its commitment, as the project opens; nothing for one without a draw."""
    if not (project.by_draw and project.selection is Selection.CLAIM) or _of(project.id):
        return
    seed, now = secrets.token_hex(32), clock.now()
    closes = now + timedelta(hours=policies.current(project.campus_id).draw_hours)
    draw = Draw(
        project_id=project.id,
        campus_id=project.campus_id,
        opened_at=now,
        closes_at=min(closes, project.apply_by_at),
        commitment=commitment_to(seed),
        seed=seed,
    )
    db.session.add(draw)
    told = {"commitment": draw.commitment, "closes_at": draw.closes_at.isoformat()}
    remember(draw, "open", by, after=told)


def _of(project_id: int) -> Draw | None:
    return db.session.scalar(select(Draw).where(Draw.project_id == project_id))


def ahead(project: Project, *, lock: bool = False) -> Draw | None:
    """The draw that a request made now takes part in; one that is due is held first when locked."""
    if not project.by_draw:
        return None
    statement = select(Draw).where(Draw.project_id == project.id, Draw.drawn_at.is_(None))
    if not lock:
        return db.session.scalar(statement.where(Draw.closes_at > clock.now()))
    draw = db.session.scalar(statement.with_for_update())
    if draw and draw.closes_at <= clock.now():
        run(draw)
        return None
    return draw


def run(draw: Draw) -> None:
    """Draw: every request that waits gets its turn, and the first ones get the seats."""
    found = _entries(draw.project_id)
    turns = {lot.claim_id: lot.turn for lot in lots(draw.seed, (claim.id for claim in found))}
    behind = waiting_list.last_rank(draw.project_id)
    for claim in found:
        claim.rank = behind + turns[claim.id]
    draw.entries, draw.drawn_at = [claim.id for claim in found], clock.now()
    order = sorted(turns, key=lambda number: turns[number])
    remember(draw, "draw", SYSTEM, after={"seed": draw.seed, "order": order})
    waiting_list.move_up(draw.project_id)
    for claim in found:
        if claim.status is S.WAITLISTED:
            claim_letters.to_student("claim-drawn", claim)


def _entries(project_id: int) -> Sequence[Claim]:
    return db.session.scalars(
        select(Claim)
        .where(Claim.project_id == project_id, Claim.status == S.WAITLISTED, Claim.rank.is_(None))
        .options(joinedload(Claim.project), joinedload(Claim.student))
        .order_by(Claim.id)
        .with_for_update(of=Claim)
    ).all()


def put_off(campus_id: int, employer_id: int, by: timedelta) -> None:
    """Give the draws of a partnership that was suspended so much more time."""
    found = (
        select(Draw)
        .join(Draw.project)
        .where(Draw.drawn_at.is_(None), Project.campus_id == campus_id, Project.employer_id == employer_id)
    )
    for draw in db.session.scalars(found):
        draw.closes_at += by


def get(actor: Actor, project_id: int) -> Draw:
    """A project's draw with the project; NotFound unless the office's, or the student took part or may."""
    return one(
        select(Draw)
        .join(Draw.project)
        .where(Draw.project_id == project_id, _sight(actor))
        .options(joinedload(Draw.project).joinedload(Project.employer))
    )


def _sight(actor: Actor):
    if actor.role is Role.STAFF:
        return Draw.campus_id == actor.campus_id
    if actor.role is not Role.STUDENT:
        return NOTHING
    took_part = exists().where(Claim.project_id == Project.id, Claim.student_id == actor.user_id)
    return or_(took_part, board.visible(actor))


def is_true(draw: Draw) -> bool:
    """Whether the seed is the one that was published, and each request got the turn it gives."""
    if draw.commitment != commitment_to(draw.seed):
        return False
    ranks = dict(db.session.execute(select(Claim.id, Claim.rank).where(Claim.id.in_(draw.entries))).all())
    told = [ranks[lot.claim_id] for lot in outcome(draw)]
    return None not in told and told == sorted(told)


def outcome(draw: Draw) -> list[Lot]:
    """The lots as they were drawn, computed anew from the seed; empty before the draw."""
    return lots(draw.seed, draw.entries) if draw.drawn_at else []
