"""What students say of the employer: the same figures and comments that students read."""

from flask import render_template

from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.services import host_figures


@bp.get("/host-reviews")
def host_reviews_index():
    return render_template(
        "employer/host_reviews/index.html", campuses=host_figures.mine(actor()), least=host_figures.LEAST
    )
