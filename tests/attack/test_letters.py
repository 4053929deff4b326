"""What people type, on its way out of the portal: letters keep their headers, no cell is a formula."""

import csv
import io

import pytest

from portal import mail
from portal.database import db
from portal.models.jobs import Job
from portal.roster.writing import csv_bytes


def test_letters_keep_their_headers(app):
    title = "Map\r\nBcc: mallory@evil.example\r\n\r\n<b>Dear student</b>"
    data = {"title": title, "link": "https://portal.example/x", "office": title, "campus": title}
    mail.send("claim-applied", "dana@brook.example", name=title, **data)
    db.session.commit()
    job = db.session.scalars(db.select(Job).where(Job.kind == "mail")).one()
    letter = mail.compose(job.payload)
    assert "Bcc" not in letter
    assert letter["To"] == "dana@brook.example"
    assert "\n" not in str(letter["Subject"]).strip()
    assert letter.get_content_type() == "text/plain"


def test_an_address_is_one_line(app):
    payload = {
        "to": "a@b.example\r\nBcc: c@d.example",
        "subject": "x",
        "message_id": "<a@b>",
        "written": "now",
        "text": "x",
        "html": "",
    }
    with pytest.raises(ValueError, match=r"(?i)header|linefeed|newline"):
        mail.compose(payload)


FORMULAS = (
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =cmd|' /C calc'!A0",
    "\ufeff=1",
    "\u200b=1",
    "\xa0=1",
    "\uff1d1+1",
    "\uff0b1",
    '=HYPERLINK("https://evil.example")',
    '","=1+1',
)


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_a_formula(cell):
    ((read,),) = csv.reader(io.StringIO(csv_bytes([[cell]]).decode("utf-8-sig"), newline=""))
    assert not read.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b"))
    assert read.removeprefix("'") == cell
