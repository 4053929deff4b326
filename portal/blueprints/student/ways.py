"""How one project fills, as its page tells the student: what they may do, and what keeps them from it."""

from portal.blueprints.door import actor
from portal.services import draws, fits, matches, obstacles, policies, waiting_list
from portal.vocabulary import ClaimStatus, ProjectStatus, Selection


def filled(project, claim) -> dict:
    """What the page of a project says besides the project; `claim` is the student's live one, if any."""
    full, match = project.status is ProjectStatus.FILLED, project.selection is Selection.MATCH
    numbers, stand = policies.current(actor().campus_id), fits.standing(actor())
    return {
        "why": fits.why(stand, project, numbers),
        "warnings": [] if accepted(claim) else obstacles.weigh(stand, project, numbers).warned,
        "obstacles": [] if claim else against(project, stand, numbers, full),
        "full": full,
        "to_match": match and not full,
        "line": waiting_list.length(project.id) if full else 0,
        "days": numbers.proposal_days if match else numbers.offer_days,
        "draw": draws.ahead(project),
        "interest": matches.standing(project.id, actor()) if match else None,
    }


def accepted(claim) -> bool:
    """Whether there is nothing left to decide: the hours are in the student's week already."""
    return claim is not None and claim.status is ClaimStatus.ACCEPTED


def too_full(project) -> list[str]:
    """What of the student's week speaks against this project, as warnings; what is refused is told elsewhere."""
    return obstacles.weigh(fits.standing(actor()), project, policies.current(actor().campus_id)).warned


def against(project, stand, numbers, full: bool) -> list[str]:
    """Interest is free to say; a seat, or a place on the list, is not."""
    if project.selection is Selection.MATCH and not full:
        return obstacles.closed(project)
    return obstacles.against(actor(), stand, project, numbers, to_wait=full)
