"""V3: a student's public page: off until they agree, item by item, behind a link that nobody can guess."""

import secrets
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import NotFound, RuleBroken
from portal.history import remember
from portal.models.people import User
from portal.models.portfolios import Portfolio, PortfolioItem
from portal.models.students import Student
from portal.services import consents, records, students
from portal.services.records import Experience
from portal.services.sight import one, through
from portal.vocabulary import Role

SIGHT = {
    Role.STUDENT: lambda actor: (
        (Portfolio.student_id == actor.user_id) & (Portfolio.campus_id == actor.campus_id)
    )
}
_WHOLE = (joinedload(Portfolio.student), joinedload(Portfolio.campus), selectinload(Portfolio.items))


@dataclass(frozen=True)
class About:
    """What stands above the items."""

    headline: str = ""
    intro: str = ""
    website: str = ""
    listed: bool = False


@dataclass(frozen=True)
class Shown:
    """What one item shows beside what its certificate says."""

    words: str = ""
    levels: bool = False
    quote: bool = False


def of(actor: Actor) -> Portfolio | None:
    """One's own page, if it was ever begun."""
    return db.session.scalar(select(Portfolio).where(through(SIGHT, actor)).options(*_WHOLE))


def public(secret: str) -> Portfolio:
    """The page of a link; NotFound while it is off, or its student's account is shut."""
    live = Portfolio.secret == secret, Portfolio.shown_at.is_not(None), User.disabled_at.is_(None)
    return one(select(Portfolio).join(Portfolio.student).where(*live).options(*_WHOLE))


def entries(portfolio: Portfolio) -> list[tuple[Experience, PortfolioItem]]:
    """What is on the page and still proved, newest first: what was taken back is gone from it at once."""
    items = {item.placement_id: item for item in portfolio.items}
    held = records.held_by(portfolio.student_id) if items else []
    return [(each, items[each.id]) for each in held if each.id in items and each.proven]


def begun(by: Actor) -> Portfolio:
    """One's own page; a new one is off."""
    student = students.profile(by.user_id, by.campus_id)
    found = of(by) or _new(student, by)
    policy.require(by, "portfolio.edit", found)
    return found


def _new(student: Student, by: Actor) -> Portfolio:
    made = Portfolio(
        student_id=student.user_id,
        campus_id=student.campus_id,
        secret=secrets.token_urlsafe(32),
        headline=student.headline,
    )
    made.items = []
    db.session.add(made)
    remember(made, "begin", by)
    return made


def write(about: About, *, by: Actor) -> Portfolio:
    """Keep what stands above the items. RuleBroken when the website is no web address."""
    portfolio = begun(by)
    if about.website and urlsplit(about.website).scheme not in ("http", "https"):
        raise RuleBroken(_("A website begins with https:// or http://."))
    for name, value in asdict(about).items():
        setattr(portfolio, name, value)
    remember(portfolio, "save", by)
    return portfolio


def switch_on(agreed: bool, *, by: Actor) -> None:
    """Show the page to whoever has its link; RuleBroken without consent, or while nothing is on it."""
    portfolio = begun(by)
    if not agreed:
        raise RuleBroken(_("Tick that you agree, or leave the page off."))
    if not portfolio.items:
        raise RuleBroken(_("Put at least one piece of work on the page first."))
    if portfolio.shown_at is None:
        portfolio.shown_at, portfolio.consent = clock.now(), consents.current(consents.PAGE)
        remember(portfolio, "publish", by, after={"consent": portfolio.consent})


def switch_off(*, by: Actor) -> None:
    """From now on the link leads nowhere; it works again when the page is switched on again."""
    portfolio = begun(by)
    if portfolio.shown_at:
        before = {"consent": portfolio.consent}
        portfolio.shown_at, portfolio.consent = None, ""
        remember(portfolio, "unpublish", by, before=before)


def put(experience: Experience, shown: Shown, agreed: bool, *, by: Actor) -> PortfolioItem:
    """Put an experience on the page, or change what it shows. RuleBroken without consent or proof."""
    portfolio = begun(by)
    if not experience.proven:
        raise RuleBroken(_("There is no valid certificate of this work, so it cannot be shown."))
    if not agreed:
        raise RuleBroken(_("Tick that you agree, or leave this work off the page."))
    item = next((each for each in portfolio.items if each.placement_id == experience.id), None)
    if item is None:
        item = PortfolioItem(placement_id=experience.id)
        portfolio.items.append(item)
    for name, value in asdict(shown).items():
        setattr(item, name, value)
    item.consent, item.shown_at = consents.current(consents.ITEM), clock.now()
    told = {"placement": experience.id, "consent": item.consent, "levels": item.levels, "quote": item.quote}
    remember(portfolio, "show_item", by, after=told)
    return item


def take_off(placement_id: int, *, by: Actor) -> None:
    """Take an experience off the page; NotFound when it is not on it."""
    portfolio = begun(by)
    item = next((each for each in portfolio.items if each.placement_id == placement_id), None)
    if item is None:
        raise NotFound
    portfolio.items.remove(item)
    remember(portfolio, "hide_item", by, before={"placement": placement_id, "consent": item.consent})
