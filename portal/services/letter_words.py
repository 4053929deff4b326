"""The campus's own words for its letters: the list, checking, adopting, a preview and a test."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import clock, mail, wording
from portal.actor import Actor
from portal.errors import NotFound
from portal.models.campuses import Campus, FormVersion
from portal.policy import require
from portal.services import wordings
from portal.wording import Words, Written

TITLE = _l("Map of the harbour")
GROUPS = {
    "partnerships": (_l("Partnerships"), ("application", "colleague", "newcomer", "partnership")),
    "projects": (_l("Projects"), ("project", "review", "scope", "revision")),
    "claims": (_l("Claims"), ("claim",)),
    "outcomes": (_l("Evaluations and certificates"), ("evaluation", "certificate", "follow")),
    "placements": (_l("Placements"), ("placement", "milestone", "check", "amendment", "fee")),
    "others": (_l("Accounts and the rest"), ()),
}
"""Which letters stand together: by the first word of their name."""


@dataclass(frozen=True)
class Letter:
    """A line of the list: its name, its subject in the words in force, and whether those are the campus's own."""

    name: str
    subject: str
    own: bool


def groups(campus_id: int) -> list[tuple[str, list[Letter]]]:
    """(heading, letters) of everything the portal writes, as this campus words it."""
    own = _definition(campus_id)["letters"]
    found: dict[str, list[Letter]] = {key: [] for key in GROUPS}
    for name in wording.names():
        subject = own[name]["subject"] if name in own else wording.standard(name).subject
        found[_group(name)].append(Letter(name, subject, name in own))
    return [(str(GROUPS[key][0]), letters) for key, letters in found.items() if letters]


def words(campus_id: int, name: str) -> Words | None:
    """The campus's own words for a letter; None for the portal's, NotFound for a letter there is not."""
    if name not in wording.names():
        raise NotFound
    return wording.of(campus_id, name)


def standard(name: str) -> Words:
    """The portal's own words for a letter."""
    return wording.standard(name)


def placeholders(campus: Campus, name: str) -> list[tuple[str, str]]:
    """(placeholder, an example) of what may stand in a letter."""
    known = {"campus": campus.name, "office": campus.office, "office_email": campus.office_email}
    told = {word: wording.shown(value) for word, value in samples(campus, name).items()} | known
    return [(f"{{{word}}}", told[word]) for word in wording.placeholders(name)]


def subject(name: str) -> str:
    """What a letter is called: its subject in the portal's words."""
    return wording.standard(name).subject if name in wording.names() else name


def problems(name: str, subject: str, body: str) -> dict[str, list[str]]:
    """What is wrong with each of the two texts, in words; nothing when both are empty."""
    if not subject and not body:
        return {}
    found = {
        "subject": wording.problems(name, subject, whole=False),
        "body": wording.problems(name, body, whole=True),
    }
    empty = {
        part: [_("Write this, or leave both empty.")] for part, text in _parts(subject, body) if not text
    }
    return {part: said for part, said in (found | empty).items() if said}


def _parts(subject: str, body: str) -> list[tuple[str, str]]:
    return [("subject", subject), ("body", body)]


def definition(campus_id: int, name: str, subject: str, body: str) -> dict[str, Any]:
    """All own letters with this one changed; both texts empty takes the portal's words again."""
    letters = dict(_definition(campus_id)["letters"])
    letters.pop(name, None)
    if subject or body:
        letters[name] = {"subject": subject, "body": body}
    return {"letters": letters}


def reword(
    campus_id: int, name: str, subject: str, body: str, *, by: Actor, seen: int | None = None
) -> FormVersion:
    """Use these words from now on. The caller has shown the `problems`; there must be none."""
    assert not problems(name, subject, body)  # noqa: S101 - the form has refused them in words
    changed = definition(campus_id, name, subject, body)
    return wordings.adopt(campus_id, wordings.LETTERS, changed, by=by, seen=seen)


def preview(campus: Campus, name: str, subject: str, body: str) -> Written:
    """The letter with sample data, as text and as HTML."""
    chosen = Words(subject, body) if subject or body else wording.standard(name)
    return wording.write(chosen, campus, samples(campus, name))


def samples(campus: Campus, name: str) -> dict[str, Any]:
    """A value for each placeholder of a letter that its sender tells."""
    known = {
        "name": "Dana Whitlock",
        "title": str(TITLE),
        "project": str(TITLE),
        "reference": "P-2041",
        "kind": "mail",
        "number": 12,
        "code": "402 913",
        "link": mail.url("public.campus", slug=campus.slug),
        "sheet": mail.url("public.campus", slug=campus.slug),
    }
    day = clock.today(campus.zone) + timedelta(days=14)
    told = set(wording.placeholders(name)) - set(wording.HOUSE)
    return {word: known.get(word, day if word in DAYS else _("(%(word)s)", word=word)) for word in told}


DAYS = {"expires", "since", "day", "until", "due"}


def send_test(campus: Campus, name: str, subject: str, body: str, *, by: Actor, to: str, reader: str) -> None:
    """Mail the preview to the person who asked for it."""
    require(by, "policy.adopt", FormVersion(campus_id=campus.id))
    written = preview(campus, name, subject, body)
    told = Written(_("Test: %(subject)s", subject=written.subject), written.text, written.html)
    mail.post("test", to, told, name=reader, campus_id=campus.id)


def _group(name: str) -> str:
    first = name.partition("-")[0]
    return next((key for key, (_title, firsts) in GROUPS.items() if first in firsts), "others")


def _definition(campus_id: int) -> dict[str, Any]:
    version = wordings.newest(campus_id, wordings.LETTERS)
    return version.definition if version else {"letters": {}}
