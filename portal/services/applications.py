"""Applying for a partnership from the public page: a draft on the visitor's cookie, then the real thing."""

import secrets
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import clock, mail
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import Campus
from portal.models.employers import ApplicationDraft, Contact, Employer, Partnership
from portal.services import (
    campuses,
    contacts,
    domains,
    invitations,
    letters,
    newcomers,
    partnerships,
    people,
    policies,
    signin,
    terms,
)
from portal.services.sight import one
from portal.vocabulary import ActorKind, PartnershipStatus, TokenPurpose

ORGANISATION = ("campus_id", "name", "legal_name", "website", "address", "phone")
NEEDED = (*ORGANISATION, "contact_name", "contact_title", "email", "reason", "terms_name")
ON_EMPLOYER = ("name", "legal_name", "website", "address", "phone", "registration", "about")
LIVE = ~Partnership.status.in_(
    [PartnershipStatus.DECLINED, PartnershipStatus.ENDED, PartnershipStatus.WITHDRAWN]
)


def begin() -> tuple[str, ApplicationDraft]:
    """An empty draft and the secret that finds it again; only the secret's hash is kept."""
    secret = secrets.token_urlsafe(32)
    draft = ApplicationDraft(hash=signin.digest(secret), answers={}, updated_at=clock.now())
    db.session.add(draft)
    return secret, draft


def find(secret: str | None) -> ApplicationDraft | None:
    """The draft that this visitor's cookie names."""
    if not secret:
        return None
    return db.session.scalar(select(ApplicationDraft).where(ApplicationDraft.hash == signin.digest(secret)))


def save(draft: ApplicationDraft, answers: dict[str, Any]) -> None:
    """Keep the answers of one step beside the earlier ones. RuleBroken once it was sent."""
    if draft.partnership_id:
        raise RuleBroken(_("This application was sent already."))
    draft.answers = {**draft.answers, **answers}
    draft.campus_id = draft.answers.get("campus_id")
    draft.updated_at = clock.now()


def receipt(draft: ApplicationDraft | None) -> Partnership:
    """What a sent draft became, with its campus; NotFound before it was sent."""
    partnership_id = draft.partnership_id if draft else None
    return one(
        select(Partnership)
        .where(Partnership.id == partnership_id)
        .options(joinedload(Partnership.campus), joinedload(Partnership.applicant))
    )


def missing(draft: ApplicationDraft) -> list[str]:
    """The names of the answers still to give."""
    return [name for name in NEEDED if not draft.answers.get(name)]


def send(draft: ApplicationDraft) -> Partnership:
    """Send the draft; sent twice it is the same application.

    RuleBroken when an answer is missing or the two have a live partnership already.
    """
    if draft.partnership_id:
        return db.session.get_one(Partnership, draft.partnership_id)
    if missing(draft):
        raise RuleBroken(_("Some questions are not answered yet."))
    terms.refuse_renewed(draft.campus_id or 0, draft.answers.get("terms_version", ""))
    by = Actor(ActorKind.NOBODY, draft.answers["contact_name"])
    partnership = apply(draft.answers, by=by)
    draft.partnership_id = partnership.id
    return partnership


def apply(answers: dict[str, Any], *, by: Actor) -> Partnership:
    """A new partnership in `applied`; its employer is found by verified domain or added.

    `answers`: campus_id, name, legal_name, website, address, phone, registration?, contact_name,
    contact_title, email, reason, terms_name. RuleBroken when the two have a live partnership.
    """
    campus = campuses.get(answers["campus_id"])
    employer = recognised(answers["email"], answers["website"])
    known = employer is None or contacts.find(employer.id, answers["email"]) is not None
    employer = employer or _new_employer(answers, by)
    _refuse_second(employer, campus)
    contact = contacts.find_or_create(
        employer, answers["contact_name"], answers["email"], answers["contact_title"]
    )
    partnership = _new_partnership(employer, campus, contact, answers)
    remember(partnership, "apply", by, after={"status": partnership.status.value})
    if not known:
        newcomers.welcome(employer, contact, campus)
    _welcome(partnership, by)
    letters.waiting(campus, "partnership", partnership.id)
    return partnership


def recognised(email: str, website: str) -> Employer | None:
    """The employer this applicant speaks for: its verified domain is theirs, or it has their account."""
    host = domains.of_email(email)
    vetted = select(Partnership.id).where(
        Partnership.employer_id == Employer.id, Partnership.approved_at.is_not(None)
    )
    live = Employer.archived_at.is_(None)
    by_domain = select(Employer).where(live, Employer.domain == host, vetted.exists()).order_by(Employer.id)
    proves_nothing = domains.is_free_mail(email) or campuses.holds(email)
    found = None if proves_nothing else db.session.scalars(by_domain).first()
    return found or _own_earlier(email, domains.of_website(website))


def _own_earlier(email: str, domain: str) -> Employer | None:
    """The employer that this very address applied for before."""
    own = select(Contact.employer_id).where(
        contacts.LIVE, Contact.email_key == people.email_key(email), Contact.user_id.is_not(None)
    )
    return db.session.scalars(
        select(Employer)
        .where(Employer.archived_at.is_(None), Employer.domain == domain, Employer.id.in_(own))
        .order_by(Employer.id.desc())
    ).first()


def _new_employer(answers: dict[str, Any], by: Actor) -> Employer:
    details = {name: answers.get(name) or "" for name in ON_EMPLOYER}
    employer = Employer(**details, domain=domains.of_website(answers["website"]))
    db.session.add(employer)
    remember(employer, "create", by)
    return employer


def _refuse_second(employer: Employer, campus: Campus) -> None:
    same = (Partnership.employer_id == employer.id, Partnership.campus_id == campus.id)
    if db.session.scalar(select(Partnership.id).where(*same, LIVE)):
        raise RuleBroken(
            _(
                "Your organisation already works with this campus or has applied. Sign in to see where it stands."
            )
        )


def _new_partnership(
    employer: Employer, campus: Campus, contact: Contact, answers: dict[str, Any]
) -> Partnership:
    same = (Partnership.employer_id == employer.id, Partnership.campus_id == campus.id)
    partnership = Partnership(
        employer_id=employer.id,
        campus_id=campus.id,
        applicant_id=contact.id,
        previous_id=db.session.scalar(select(Partnership.id).where(*same).order_by(Partnership.id.desc())),
        reason=answers["reason"],
        terms_version=policies.current(campus.id).terms_version,
        terms_name=answers["terms_name"],
        applied_at=clock.now(),
    )
    db.session.add(partnership)
    db.session.flush()
    partnership.employer, partnership.campus, partnership.applicant = employer, campus, contact
    return partnership


def _welcome(partnership: Partnership, by: Actor) -> None:
    """The applicant's letter: its link confirms the address and lets them choose a password."""
    user = contacts.give_account(partnership.applicant, by=by)
    link = mail.url("auth.sign_in")
    if not user.password_hash:
        link = mail.url("auth.invitation", token=invitations.issue(user.id, TokenPurpose.INVITATION))
    # To the account's own address: two spellings of one name may be two mailboxes.
    mail.send(
        "application-received",
        user.email,
        name=partnership.applicant.name,
        campus_id=partnership.campus_id,
        campus=partnership.campus.name,
        office=partnership.campus.office,
        reference=partnerships.reference(partnership.id),
        link=link,
    )
