"""Print runs: certificates joined into one file for paper, made by the worker, let go of after some days."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import joinedload

from portal import certificates as document
from portal import clock, jobs, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import NotFound, RuleBroken
from portal.history import remember
from portal.models.campuses import Campus
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.cohorts import CertificateCohort, CohortItem
from portal.models.files import StoredFile
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.prints import PrintPage, PrintRun
from portal.models.projects import Project
from portal.services import files
from portal.services.sight import one, rows, through
from portal.uploads import store
from portal.vocabulary import CertificateStatus, FileState, PrintSort, Role

PDF = "application/pdf"
MOST = 500
LISTED = 200
KEPT = timedelta(days=7)
ORDERS = {
    PrintSort.NAME: (func.lower(User.sort_name), User.name, Certificate.serial),
    PrintSort.SERIAL: (Certificate.serial,),
}
SIGHT = {Role.STAFF: lambda actor: PrintRun.campus_id == actor.campus_id}


def sight(actor: Actor):
    return through(SIGHT, actor)


def get(actor: Actor, run_id: int) -> PrintRun:
    """A run with its file, while there is one."""
    return one(select(PrintRun).where(sight(actor), PrintRun.id == run_id).options(joinedload(PrintRun.file)))


def listing(actor: Actor) -> Sequence[Row]:
    """(id, ordered_at, done_at, problem, expires_at, file_id, officer, pages) of the newest runs."""
    pages = select(func.count(PrintPage.id)).where(PrintPage.run_id == PrintRun.id).scalar_subquery()
    told = (PrintRun.id, PrintRun.ordered_at, PrintRun.done_at, PrintRun.problem, PrintRun.expires_at)
    found = select(*told, PrintRun.file_id, User.name.label("officer"), pages.label("pages"))
    found = found.outerjoin(User, User.id == PrintRun.ordered_by_id).where(sight(actor))
    return rows(found.order_by(PrintRun.id.desc()).limit(20))


def pages(run: PrintRun) -> int:
    """How many pages a run has or will have."""
    return db.session.scalar(select(func.count(PrintPage.id)).where(PrintPage.run_id == run.id)) or 0


def choices(actor: Actor, search: str = "") -> Sequence[Row]:
    """Valid certificates of the campus, newest first: id, serial, issued_at, name, title. At most LISTED."""
    if actor.role is not Role.STAFF:
        raise NotFound
    found = _valid(actor.campus_id).with_only_columns(
        Certificate.id, Certificate.serial, Certificate.issued_at, User.name, Project.title
    )
    if search:
        said = [column.icontains(search, autoescape=True) for column in (User.name, Project.title)]
        found = found.where(said[0] | said[1] | (Certificate.serial == search.upper()))
    return rows(found.order_by(Certificate.id.desc()).limit(LISTED))


def _valid(campus_id: int | None) -> Select:
    """Certificates of a campus that can be printed: in force, their bytes kept."""
    return (
        select(Certificate)
        .join(User, User.id == Certificate.student_id)
        .join(Placement, Placement.id == Certificate.placement_id)
        .join(Project, Project.id == Placement.project_id)
        .join(StoredFile, StoredFile.id == Certificate.file_id)
        .where(Certificate.campus_id == campus_id, Certificate.status == CertificateStatus.ISSUED)
        .where(StoredFile.state == FileState.KEPT)
    )


def of_ticked(certificate_ids: Sequence[int], sort: PrintSort, *, by: Actor) -> PrintRun:
    """Have these printed; NotFound when one of them is no valid certificate of the campus."""
    chosen = set(certificate_ids)
    if not chosen:
        raise RuleBroken(_("Choose at least one certificate."))
    found = _sorted(_valid(by.campus_id).where(Certificate.id.in_(chosen)), sort)
    if len(found) != len(chosen):
        raise NotFound
    return _order(PrintRun(campus_id=by.campus_id, sort=sort), found, by)


def of_cohort(cohort: CertificateCohort, sort: PrintSort, *, by: Actor) -> PrintRun:
    """Have those of a cohort printed that are issued and still valid."""
    serials = select(CertificateOrder.serial).join(CohortItem, CohortItem.order_id == CertificateOrder.id)
    mine = serials.where(CohortItem.cohort_id == cohort.id)
    found = _sorted(_valid(cohort.campus_id).where(Certificate.serial.in_(mine)), sort)
    if not found:
        raise RuleBroken(_("None of these certificates is valid now."))
    return _order(PrintRun(campus_id=cohort.campus_id, cohort_id=cohort.id, sort=sort), found, by)


def _sorted(found: Select, sort: PrintSort) -> Sequence[int]:
    return db.session.scalars(found.with_only_columns(Certificate.id).order_by(*ORDERS[sort])).all()


def _order(run: PrintRun, ids: Sequence[int], by: Actor) -> PrintRun:
    policy.require(by, "certificate.print", run)
    if len(ids) > MOST:
        raise RuleBroken(_("Choose at most %(most)s at once.", most=MOST))
    run.ordered_by_id = by.user_id
    db.session.add(run)
    db.session.flush()
    db.session.add_all(
        PrintPage(run_id=run.id, certificate_id=key, position=at) for at, key in enumerate(ids, start=1)
    )
    remember(run, "order", by, after={"certificates": len(ids)})
    jobs.enqueue("print-run", {"run": run.id}, campus_id=run.campus_id)
    return run


@jobs.handler("print-run", slow=True)
def make(payload: dict) -> Callable[[], None] | None:
    """Join the frozen bytes outside of any transaction; what is returned keeps the result in the job's own."""
    run = db.session.get_one(PrintRun, payload["run"])
    if run.done_at:
        return None
    run_id, language = run.id, db.session.get_one(Campus, run.campus_id).locale.replace("_", "-")
    wanted = _files(run_id)
    db.session.rollback()
    try:
        joined = document.join(
            ((name, _read(sha256)) for name, sha256 in wanted), _("Certificates"), language
        )
    except FileNotFoundError:
        problem = _("The document of one of these certificates is missing from the portal's files.")
        return lambda: finish(run_id, None, problem)
    return lambda: finish(run_id, joined, pages=len(wanted))


def _files(run_id: int) -> list[tuple[str, str]]:
    """(bookmark, hash of the bytes) of each page in order; what was withdrawn meanwhile is left out."""
    found = (
        select(User.name, Certificate.serial, StoredFile.sha256)
        .join(PrintPage, PrintPage.certificate_id == Certificate.id)
        .join(User, User.id == Certificate.student_id)
        .join(StoredFile, StoredFile.id == Certificate.file_id)
        .where(PrintPage.run_id == run_id, StoredFile.state == FileState.KEPT)
        .order_by(PrintPage.position)
    )
    return [(f"{row.name}, {row.serial}", row.sha256) for row in rows(found)]


def _read(sha256: str) -> bytes:
    with store.open_bytes(sha256) as stream:
        return stream.read()


def finish(run_id: int, joined: bytes | None, problem: str = "", *, pages: int = 0) -> None:
    """Keep the file until it expires, or say why there is none. Made anew if one was withdrawn meanwhile."""
    run = db.session.get_one(PrintRun, run_id, options=[joinedload(PrintRun.file)])
    if joined and len(_files(run_id)) != pages:
        jobs.enqueue("print-run", {"run": run_id}, campus_id=run.campus_id)
        return
    run.done_at, run.problem = clock.now(), problem
    if joined is None:
        return
    run.expires_at = clock.now() + KEPT
    run.file = files.put(joined, f"certificates-{run.id}.pdf", PDF, campus_id=run.campus_id, owner_id=None)


@jobs.periodic
def expire() -> None:
    """Let go of the files whose days are over; who asked for them, and when, stays."""
    over = select(PrintRun).where(PrintRun.file_id.is_not(None), PrintRun.expires_at < clock.now())
    for run in db.session.scalars(over.options(joinedload(PrintRun.file)).limit(100)).all():
        _let_go(run)


def let_go_of(certificate_id: int) -> None:
    """A withdrawn certificate leaves no copy of itself in a run."""
    holding = select(PrintPage.run_id).where(PrintPage.certificate_id == certificate_id)
    found = select(PrintRun).where(PrintRun.id.in_(holding), PrintRun.file_id.is_not(None))
    for run in db.session.scalars(found.options(joinedload(PrintRun.file))).all():
        _let_go(run)


def _let_go(run: PrintRun) -> None:
    if run.file:
        files.remove(run.file)
    run.file = None
