"""S1 and S2: the board, and one project with why it fits or why it cannot be claimed."""

from dataclasses import asdict

from flask import render_template, request, url_for
from flask_babel import gettext as _

from portal import htmx
from portal.blueprints.door import actor
from portal.blueprints.student import bp
from portal.blueprints.student.cards import Mine, cards, figures, tab
from portal.blueprints.student.ways import filled
from portal.forms.board import HOURS, asked
from portal.services import asking, board, responses
from portal.services.board import Filters
from portal.vocabulary import ClaimStatus, Field, Place


@bp.get("/projects")
def projects_index():
    """The board, or only its results while somebody types."""
    filters, after = Filters(**asked(request.args)), request.args.get("after", "")
    shown = results(filters, after)
    response = htmx.render("student/projects/index.html", "student/projects/_results.html", **shown)
    response.headers["HX-Replace-Url"] = address(filters, after=after)
    return response


def results(filters: Filters, after: str) -> dict:
    """What the board shows for these filters, from this mark on."""
    counts = board.counts(actor(), filters)
    found, following = board.search(actor(), filters, after)
    return {
        "cards": cards(found, actor().campus_id),
        "counts": counts,
        "filters": filters,
        "groups": groups(counts),
        "chips": chips(filters),
        "more": address(filters, after=following) if following else "",
        "start": address(filters) if after else "",
    }


@bp.get("/projects/<int:project_id>")
def projects_show(project_id):
    """One project, whole."""
    project = board.get(actor(), project_id)
    return paper(project)


def paper(project, problem: str = "", status: int = 200):
    """The page of a project; `problem` says why asking for a seat just failed."""
    claim = asking.live_on(project.id, actor())
    told = filled(project, claim)
    shown = Mine(*((claim.id, claim.status) if claim else ()), bool(told["interest"]), bool(told["draw"]))
    page = render_template(
        "student/projects/show.html",
        project=project,
        facts=figures(project),
        tab=tab(project, shown),
        problem=problem,
        answers=responses.of_employer(actor().campus_id, project.employer_id).line,
        held=claim if claim and claim.status is ClaimStatus.HELD else None,
        **told,
    )
    return page, status


def groups(counts) -> dict:
    """The options of each filter with how many there are."""
    lengths = [("", _("Any length"), None)]
    lengths += [(str(most), _("Up to %(most)s hours", most=most), None) for most in HOURS]
    return {
        "hours": lengths,
        "place": [(word.value, word.label, counts.places.get(word, 0)) for word in Place],
        "field": [(word.value, word.label, counts.fields[word]) for word in Field if word in counts.fields],
    }


def chips(filters: Filters) -> list[tuple[str, str]]:
    """Each filter in force with the address of the board without it."""
    told = []
    if filters.q:
        told.append((f"“{filters.q}”", address(filters, q="")))
    if filters.hours:
        told.append((_("Up to %(most)s hours", most=filters.hours), address(filters, hours=None)))
    for name in ("places", "fields"):
        chosen = getattr(filters, name)
        told += [(word.label, address(filters, **{name: without(chosen, word)})) for word in chosen]
    return told


def without(chosen: tuple, word) -> tuple:
    return tuple(other for other in chosen if other is not word)


def address(filters: Filters, **changed) -> str:
    """The board's address with these filters; what is empty is left out."""
    asks = {**asdict(filters), "after": "", **changed}
    values = {
        "q": asks["q"],
        "hours": asks["hours"],
        "place": [word.value for word in asks["places"]],
        "field": [word.value for word in asks["fields"]],
        "after": asks["after"],
    }
    return url_for("student.projects_index", **{name: value for name, value in values.items() if value})
