"""V3: a portfolio shows nothing without consent, item by item, and what was taken back is gone from it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import clock
from portal.database import db
from portal.errors import NotFound, RuleBroken
from portal.models.history import HistoryEntry
from portal.models.portfolios import PortfolioItem
from portal.models.students import Student
from portal.services import certificates, consents, portfolios, records
from portal.services.portfolios import About, Shown
from portal.vocabulary import RevocationReason
from tests.factories import records as made
from tests.factories.placements import world

ENGINES = ("sqlite", "postgresql")


@pytest.fixture
def here(app):
    """A student with certified work and no page yet."""
    found = world()
    for who, where in ((found.student, found.north), (found.other, found.north), (found.far, found.south)):
        number = f"S{who.actor.user_id}"
        db.session.add(Student(user_id=who.actor.user_id, campus_id=where.id, number=number))
    made.ready(found)
    found.certificate = made.issued(found)
    db.session.expire_all()
    return found


def put(here, **shown):
    experience = records.get(here.student.actor, here.placement.id)
    return portfolios.put(experience, Shown(**shown), True, by=here.student.actor)


def shown(here):
    put(here)
    portfolios.switch_on(True, by=here.student.actor)
    db.session.flush()
    return portfolios.begun(here.student.actor)


def test_nothing_without_consent(here):
    me = here.student.actor
    with pytest.raises(RuleBroken, match="agree"):
        portfolios.put(records.get(me, here.placement.id), Shown(), False, by=me)
    with pytest.raises(RuleBroken, match="at least one"):
        portfolios.switch_on(True, by=me)
    put(here)
    with pytest.raises(RuleBroken, match="agree"):
        portfolios.switch_on(False, by=me)
    with pytest.raises(NotFound):
        portfolios.public(portfolios.begun(me).secret)


def test_one_link_for_ever(here):
    me, page = here.student.actor, shown(here)
    assert len(page.secret) == 43
    assert portfolios.public(page.secret) is page
    portfolios.switch_off(by=me)
    db.session.flush()
    with pytest.raises(NotFound):
        portfolios.public(page.secret)
    portfolios.switch_on(True, by=me)
    assert portfolios.public(page.secret) is page


def test_consents_are_remembered_with_their_version(here):
    shown(here)
    portfolios.take_off(here.placement.id, by=here.student.actor)
    portfolios.switch_off(by=here.student.actor)
    story = select(HistoryEntry).where(HistoryEntry.subject == "portfolio").order_by(HistoryEntry.id)
    found = [
        (one.action, one.detail) for one in db.session.scalars(story.options(joinedload(HistoryEntry.detail)))
    ]
    said = {action: (told.before | told.after).get("consent") for action, told in found}
    item, page = consents.current(consents.ITEM), consents.current(consents.PAGE)
    assert said == {
        "begin": None,
        "show_item": item,
        "publish": page,
        "hide_item": item,
        "unpublish": page,
    }
    assert not db.session.scalars(select(PortfolioItem)).all()


def test_what_was_taken_back_is_gone_at_once(here):
    page = shown(here)
    assert len(portfolios.entries(page)) == 1
    found = certificates.public(here.certificate.serial)
    certificates.revoke(found, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")
    assert portfolios.entries(page) == []
    with pytest.raises(RuleBroken, match="no valid certificate"):
        put(here)


def test_a_shut_account_has_no_page(here):
    page = shown(here)
    page.student.disabled_at = clock.now()
    db.session.flush()
    with pytest.raises(NotFound):
        portfolios.public(page.secret)


def test_others_have_their_own(here):
    shown(here)
    for who in (here.other, here.far):
        assert portfolios.of(who.actor) is None
        with pytest.raises(NotFound):
            portfolios.take_off(here.placement.id, by=who.actor)
    for who in (here.staff, here.supervisor):
        with pytest.raises(NotFound):
            portfolios.begun(who.actor)


@pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example"])
def test_a_website_is_a_web_address(here, website):
    with pytest.raises(RuleBroken):
        portfolios.write(About(website=website), by=here.student.actor)
    portfolios.write(About(website="https://amara.example"), by=here.student.actor)
