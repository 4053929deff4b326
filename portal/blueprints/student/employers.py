"""An employer as students see it: what it is, how it answers, and what it offers now."""

from flask import render_template

from portal.blueprints.door import actor
from portal.blueprints.student import bp
from portal.blueprints.student.cards import cards
from portal.services import board, hosts, outcomes


@bp.get("/employers/<int:employer_id>")
def employers_show(employer_id: int):
    host = hosts.get(actor(), employer_id)
    found = board.of_employer(actor(), employer_id)
    return render_template(
        "student/employers/show.html",
        host=host,
        came=outcomes.of_employer(actor().campus_id, employer_id),
        cards=cards(found, actor().campus_id),
    )
