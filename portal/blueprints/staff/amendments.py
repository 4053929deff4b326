"""Changes of what was agreed: all that are open, and those that the office has to agree to."""

from flask import render_template, request, url_for

from portal.blueprints import amendment_pages, amendment_words
from portal.blueprints.door import actor
from portal.blueprints.staff import bp
from portal.security import key
from portal.services import amendment_lists


@bp.get("/changes")
def amendments_index():
    """Every open one of the campus, the oldest first, with whose move it is."""
    after = request.args.get("after", type=key)
    found = amendment_lists.listing(actor(), after)
    return render_template(
        "staff/amendments/index.html",
        lines=[amendment_words.line(row, amendment_lists.whose(row)) for row in found.rows],
        more=url_for(".amendments_index", after=found.more) if found.more else "",
        first=url_for(".amendments_index") if after else "",
    )


@bp.route("/placements/<int:placement_id>/changes/<int:amendment_id>", methods=["GET", "POST"])
def amendments_show(placement_id: int, amendment_id: int):
    return amendment_pages.show("staff", placement_id, amendment_id)
