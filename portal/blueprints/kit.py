"""Every part of the interface on one page, for those who build pages. Never mounted in production."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal import charts, clock
from portal.blueprints.door import public
from portal.forms.fields import DayField, HoursField, LinesField, MoneyField

bp = Blueprint("kit", __name__)

LEVELS = [("1", "Emerging"), ("2", "Developing"), ("3", "Applying"), ("4", "Advanced"), ("0", "Not observed")]
PLACES = [("remote", "Remote"), ("hybrid", "Hybrid"), ("onsite", "On site")]
DECISIONS = [("approve", "Approve"), ("changes", "Ask for changes"), ("decline", "Decline")]
WEEKS = "1 Sep,8,15,22,29,6 Oct,13,20,27,3 Nov,10,17".split(",")
STARTED, FINISHED = [4, 9, 12, 10, 8, 11, 14, 13, 9, 12, 16, 18], [0, 0, 1, 3, 7, 9, 8, 10, 12, 9, 11, 13]


class SampleForm(FlaskForm):
    """One field of every kind."""

    title = StringField(
        "Title", [InputRequired("Enter a title")], description="What somebody would say in one breath"
    )
    summary = TextAreaField("Summary", [Length(max=160)], description="Shown on the board")
    field = SelectField("Field", choices=[("research", "Research"), ("writing", "Writing")])
    hours = HoursField("Total hours", [InputRequired("Enter the hours")], description="Between 10 and 40")
    fee = MoneyField("Fee", [InputRequired("Enter the fee")], currency="GBP")
    due = DayField("Due", [InputRequired("Enter the day it is due")], description="For example, 24 11 2026")
    place = RadioField("Where is it done?", [InputRequired("Choose where it is done")], choices=PLACES)
    skills = SelectMultipleField(
        "Skills it needs",
        choices=["Excel", "Interviewing"],
        option_widget=CheckboxInput(),
        widget=ListWidget(),
    )
    deliverables = LinesField("Deliverables", description="One a line")
    brief = FileField("Brief", description="PDF up to 10 MB")
    brand = StringField("Brand colour", description="As a hex code, for example #0f5c4d", default="#7a1530")
    agreed = BooleanField("I have read the terms", [InputRequired("Agree to the terms")])
    decision = RadioField("Your decision", choices=DECISIONS)
    reason = TextAreaField("What should they know?")
    level = RadioField("Communication", choices=LEVELS, description="How clearly they shared information")


@bp.get("/kit")
@public
def show():
    """All parts; the form once as it comes and once refused."""
    refused = SampleForm(formdata=None, prefix="refused-", hours=3600)
    for field in (refused.title, refused.hours, refused.due, refused.place):
        field.errors = [f"{field.label.text}: this needs another look"]
    data = {"form": SampleForm(formdata=None), "refused": refused, "notices": notices(), "now": clock.now()}
    chart = charts.paired_bars(WEEKS, STARTED, FINISHED)
    piled = charts.stacked_bars(WEEKS, [list(pair) for pair in zip(STARTED, FINISHED, strict=True)], 16)
    shown = {"chart": chart, "piled": piled, "weeks": WEEKS, "first": STARTED, "second": FINISHED}
    return render_template("kit/kit.html", **data, **shown)


@bp.post("/kit")
@public
def send():
    """Shows what a flashed word looks like."""
    flash("Your draft was kept.", "good")
    return redirect(url_for(".show"), 303)


def notices() -> list[dict]:
    """Cards with every number of seats."""
    today = clock.today("UTC")
    seats = [("Brightwater Co-op", 1, 3, 1), ("Hollis & Ware", 3, 4, 6), ("Moor Valley Transit", 0, 3, 13)]
    titles = [
        "Market map for community energy",
        "Audit 60 product pages for alt text",
        "Interview riders on the 14 bus",
    ]
    return [
        {
            "id": place,
            "org": org,
            "title": titles[place],
            "left": left,
            "total": total,
            "summary": "A two-page map of 30 local suppliers, and a short call with the board.",
            "closes_on": today + timedelta(days=days),
            "facts": [("20 hours", "over 3 weeks"), ("£480", "£24 an hour"), ("Remote", "Research")],
        }
        for place, (org, left, total, days) in enumerate(seats)
    ]
