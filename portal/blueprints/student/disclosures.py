"""Who looked at what of mine, and when."""

from flask import render_template, request, url_for

from portal.blueprints.door import actor
from portal.blueprints.student import bp
from portal.security import key
from portal.services import disclosures


@bp.get("/disclosures")
def disclosures_index():
    found = disclosures.mine(actor(), request.args.get("before", type=key))
    return render_template(
        "student/disclosures/index.html",
        looks=found.looks,
        older=url_for(".disclosures_index", before=found.older) if found.older else "",
        start=url_for(".disclosures_index") if "before" in request.args else "",
    )
