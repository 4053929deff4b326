"""Blind review: what could tell who an applicant is stays hidden until they are shortlisted."""

import re

from flask_babel import gettext as _

from portal.models.projects import Project
from portal.vocabulary import ClaimStatus, Selection

IDENTIFYING = ("email", "year")
"""Shared fields that wait, beside name, picture, college, resume and its file name."""
UNSEEN = (ClaimStatus.SUBMITTED, ClaimStatus.WAITLISTED)
"""Where a blind project's applicant has no name."""
SHORTEST = 3
"""Letters a part of a name has at least, to be told from an ordinary word."""
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\b\S+@\S+\.\S+|(?<!\w)@\w{2,}", re.IGNORECASE)
"""Web and mail addresses and handles: most carry a name."""


def hidden(project: Project, status: ClaimStatus) -> bool:
    """Whether this applicant has no name yet: who waits for a seat without an application shared nothing."""
    if status is ClaimStatus.WAITLISTED and project.selection is not Selection.APPLY:
        return True
    return project.blind and status in UNSEEN


def masked(text: str, name: str) -> str:
    """The applicant's own words without their name and without addresses."""
    text = ADDRESS.sub(_("[address hidden]"), text)
    pattern = _pattern(name)
    return pattern.sub(_("[name hidden]"), text) if pattern else text


def _pattern(name: str) -> re.Pattern | None:
    """The whole name and its parts; a short part only as names are written, since it may be a word."""
    parts = [part for part in re.split(r"[\s,]+", name) if len(part) >= SHORTEST]
    forms = {name.strip(), *(part for part in parts if len(part) > SHORTEST)} - {""}
    found = [f"(?i:{re.escape(form)})" for form in sorted(forms, key=len, reverse=True)]
    found += [form for part in parts for form in map(re.escape, (part, part.upper()))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)") if found else None
