"""What a deployment without mail server would have sent; mounted in development and the demo only."""

import email
import email.policy
from pathlib import Path

from flask import Blueprint, abort, render_template

from portal import mail
from portal.blueprints.door import public

bp = Blueprint("devmail", __name__, url_prefix="/dev")
LATEST = 200


@bp.get("/mail")
@public
def index():
    """The letters, latest first."""
    files = sorted(mail.folder().glob("*.eml"), reverse=True)[:LATEST]
    return render_template("dev/mail.html", letters=[summary(file) for file in files])


@bp.get("/mail/<name>")
@public
def show(name):
    """One letter as its reader sees it."""
    file = mail.folder() / name
    if file not in mail.folder().glob("*.eml"):
        abort(404)
    return render_template("dev/letter.html", letter=summary(file), text=text(file))


def read(file: Path) -> email.message.EmailMessage:
    """A letter from its file."""
    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default)


def summary(file: Path) -> dict:
    """Name, to, subject and time of a letter."""
    letter = read(file)
    return {
        "name": file.name,
        "to": str(letter["To"]),
        "subject": str(letter["Subject"]),
        "at": letter["Date"].datetime,
    }


def text(file: Path) -> str:
    """The plain version of a letter."""
    return read(file).get_body(("plain",)).get_content()
