"""V3: the page a student shows to whoever has its link."""

from flask import Blueprint, make_response, render_template, request
from flask_babel import gettext as _

from portal import limits
from portal.blueprints import portfolio_rows
from portal.blueprints.door import public
from portal.blueprints.standing import stand_at
from portal.services import portfolios

bp = Blueprint("portfolios", __name__)


@bp.get("/p/<secret>")
@public
def show(secret: str):
    """What the student agreed to show; while it is off, the same 404 as for a link that never was."""
    if not limits.count("portfolio address", request.remote_addr or ""):
        raise limits.TooMany(_("Too many pages were opened from here. Please wait a minute."))
    found = portfolios.public(secret)
    stand_at(found.campus)
    answer = make_response(page(found))
    answer.headers["Cache-Control"] = "no-store"
    if not found.listed:
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def page(portfolio, preview: bool = False) -> str:
    """The page as strangers see it; a preview says that it is one."""
    return render_template(
        "portfolios/show.html",
        portfolio=portfolio,
        campus=portfolio.campus,
        rows=[portfolio_rows.row(*each) for each in portfolios.entries(portfolio)],
        preview=preview,
    )
