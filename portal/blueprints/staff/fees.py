"""Fees that are not settled: what is late and by how many days, what waits, what is disputed."""

from flask import g, render_template, request, url_for

from portal.blueprints.door import actor
from portal.blueprints.staff import bp
from portal.security import key
from portal.services import fee_lists


@bp.get("/fees")
def fees_index():
    """One kind at a time; an unknown one is the late ones."""
    asked, zone = request.args.get("kind", "late"), g.campus.zone
    kind = asked if asked in fee_lists.KINDS else "late"
    found = fee_lists.listing(actor(), kind, zone, request.args.get("after", type=key))
    return render_template(
        "staff/fees/index.html",
        kind=kind,
        kinds=fee_lists.KINDS,
        counts=fee_lists.counts(actor(), zone),
        found=found.rows,
        more=url_for(".fees_index", kind=kind, after=found.more) if found.more else "",
        first=url_for(".fees_index", kind=kind) if request.args.get("after") else "",
    )
