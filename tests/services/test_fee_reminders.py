"""Fees that nobody pays or confirms: reminders, what the office sees, and what is reported."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, RuleBroken
from portal.models.jobs import Job
from portal.services import certificates, evaluations, fee_lists, fee_reminders, fees
from portal.vocabulary import FeeStatus
from portal.vocabulary import PlacementStatus as S
from tests.client import soup
from tests.factories.placements import move, world
from tests.factories.records import reflected

ENGINES = ("sqlite",)


def due(here):
    """The world's fee once the work is accepted."""
    move(here, S.ACCEPTED)
    db.session.flush()
    return fees.of(here.placement)


def later(days):
    return clock.travel(clock.now() + timedelta(days=days))


def test_who_pays_is_reminded_on_the_day_and_when_it_is_late(app):
    here = world()
    fee = due(here)
    told = []
    for days in (13, 14, 15, 20, 21, 30, 35, 60):
        with later(days):
            told.append(fee_reminders.remind_due())
    assert told == [0, 1, 0, 0, 1, 0, 1, 0]
    assert fee.reminders == 3
    written = [job.payload.get("template") for job in db.session.scalars(select(Job))]
    assert written.count("fee-due-reminder") == 3


def test_days_that_went_by_unnoticed_bring_one_letter(app):
    here = world()
    due(here)
    with later(60):
        assert [fee_reminders.remind_due() for _ in range(3)] == [1, 0, 0]


def test_the_student_is_reminded_to_confirm(app):
    here = world()
    fee = due(here)
    with later(20):
        fee_reminders.remind_due()
        fees.report_paid(here.placement, None, "INV 12", by=here.supervisor.actor)
        assert (fee.status, fee.reference, fee.reminders) == (FeeStatus.REPORTED_PAID, "INV 12", 0)
    told = []
    for days in (22, 23, 24, 30, 60):
        with later(days):
            told.append(fee_reminders.remind_to_confirm() + fee_reminders.remind_due())
    assert told == [0, 1, 0, 1, 0]
    fees.move(here.placement, "confirm", by=here.student.actor)
    with later(90):
        assert fee_reminders.remind_to_confirm() == 0


def test_what_is_reported_lies_behind(app):
    here = world()
    due(here)
    tomorrow = clock.today("Europe/London") + timedelta(days=1)
    with pytest.raises(RuleBroken):
        fees.report_paid(here.placement, tomorrow, "", by=here.supervisor.actor)
    with pytest.raises(NotAllowed):
        fees.report_paid(here.placement, None, "", by=here.student.actor)


def test_the_office_sees_what_is_late(app, client_for):
    here = world()
    due(here).due_on = clock.today("Europe/London") - timedelta(days=6)
    db.session.commit()
    counts = fee_lists.counts(here.staff.actor, "Europe/London")
    assert counts == {"late": 1, "due": 0, "reported": 0, "disputed": 0}
    found = fee_lists.listing(here.staff.actor, "late", "Europe/London")
    assert [(row.student, late) for row, late in found.rows] == [("Amara", 6)]
    assert not fee_lists.listing(here.far_staff.actor, "late", "Europe/London").rows
    page = soup(client_for(here.staff.membership).get("/staff/fees"))
    assert "6 days late" in page.main.get_text()


def test_the_section_says_what_was_reported(app, client_for):
    here = world()
    due(here)
    today = clock.today("Europe/London")
    db.session.commit()
    client, page = client_for(here.supervisor.membership), f"/employer/placements/{here.placement.id}"
    days = {"paid_on-day": today.day, "paid_on-month": today.month, "paid_on-year": today.year}
    sent = client.fill(f"{page}/steps/report_paid", {**days, "reference": "INV 12", "sure": "y"})
    assert sent.status_code == 303
    for who, audience in (("student", "student"), ("supervisor", "employer"), ("staff", "staff")):
        shown = soup(
            client_for(getattr(here, who).membership).get(f"/{audience}/placements/{here.placement.id}")
        ).select_one('[aria-labelledby="fee"]')
        assert "INV 12" in shown.get_text()
        assert "The student confirms it" in shown.get_text()


def test_a_dispute_keeps_no_certificate_back(app):
    here = world()
    due(here)
    reflected(here)
    evaluations.waive(here.placement, "The supervisor left.", by=here.staff.actor)
    fees.move(here.placement, "dispute", "Nothing arrived.", by=here.student.actor)
    assert certificates.order(here.placement, by=here.staff.actor).serial
