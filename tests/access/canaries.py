"""A word of its own in every text of every owner, so that a page shows whose words it holds."""

import fnmatch
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Enum, String, Table, select, update

from portal.database import db
from tests.access.cells import Site
from tests.access.world import World, owners

Owners = dict[str, dict[int, str]]
WORD = re.compile(r"Zq\d{4}|[a-z.]+@[a-z.]+\.example(?:\.edu)?|Signed (?:far_)?staff")
LINK = re.compile(r'(?:href|src|action|data-hx-get)="(/[^"#]*)')
MOST_PAGES, MOST_QUERIES = 180, 4
LEFT_ALONE = {
    *("email", "email_key", "sort_name", "slug", "zone", "locale", "currency", "brand", "paper", "initials"),
    *(
        "changes",
        "domain",
        "website",
        "url",
        "password_hash",
        "number",
        "office_email",
        "college",
        "year",
        "hash",
    ),
    *(
        "sha256",
        "type",
        "encoding",
        "headers",
        "mapping",
        "counts",
        "terms_version",
        "shared",
        "registrar_name",
    ),
    *("logo", "seal", "asks_office", "before"),
    *("university", "competencies", "signatory", "signatory_title", "issuer", "facts", "changes"),
}
"""Addresses, keys and words of a closed list; what is the same for everybody."""

SIGNED = {"Signed far_staff": "south", "Signed staff": "north"}
"""How the offices signed the audit trail and the threads."""

OWNERS = {
    "user_account": "id",
    "student": "user_id",
    "host_review": "student_id",
    "enrollment": "user_id",
    "claim": "student_id",
    "stored_file": "owner_id",
    "campus": "campus",
    "fund": "campus",
    "roster": "campus",
    "employer": "employer",
    "contact": "employer",
    "partnership": "employer",
    "project": "project",
    "deliverable": "project",
    "vetting_mark": "mark",
    "employer_change": "employer",
    "comment": "thread",
    "message": "talk",
    "hand_in": "placement",
    "placement_milestone": "placement",
    "check_in": "placement",
    "hour_entry": "placement",
    "amendment": "placement",
    "reflection": "placement",
    "evaluation": "placement",
    "evaluation_answer": "evaluation",
    "problem": "author_id",
    "problem_answer": "author_id",
}


def plant(here: World) -> None:
    """Put the words in; `here.canaries` says for each of them whose it is and where it stands."""
    db.session.flush()
    whose = owners(here)
    for name in OWNERS:
        table = db.metadata.tables[name]
        for row in db.session.execute(select(table)).mappings().all():
            changes = dict(marking(here, whose, table, row))
            if changes:
                db.session.execute(update(table).where(table.c.id == row["id"]).values(changes))
    here.canaries |= {name: f"{slug}:history_detail.actor_label" for name, slug in SIGNED.items()}
    for user in db.session.execute(select(db.metadata.tables["user_account"])):
        here.canaries[user.email] = f"{owner(whose, 'user_account', user._mapping)}:user_account.email"
    db.session.expire_all()


def marking(here: World, whose: Owners, table: Table, row: Any) -> Iterator[tuple[str, Any]]:
    """(column, new value) of each text in a row."""
    for column in table.columns:
        if column.name in LEFT_ALONE or isinstance(column.type, Enum) or column.foreign_keys:
            continue
        if isinstance(column.type, String | JSON) and row[column.name] is not None:
            yield (
                column.name,
                marked(
                    row[column.name],
                    word(here, f"{owner(whose, table.name, row)}:{table.name}.{column.name}"),
                ),
            )


def word(here: World, place: str) -> str:
    """The next word, noted with its owner and place."""
    new = f"Zq{len(here.canaries):04d}"
    here.canaries[new] = place
    return new


def marked(value: Any, new: str) -> Any:
    if isinstance(value, str):
        return f"{value} {new}".strip()
    if isinstance(value, list):
        return [
            *({**one, "answer": new} if isinstance(one, dict) else one for one in value),
            *plain(value, new),
        ]
    return value


def plain(value: list, new: str) -> list[str]:
    """The word as one more line of a list of words; questions and their answers are not lists of words."""
    return [] if any(isinstance(one, dict) or one.endswith("?") for one in value) else [new]


def owner(whose: Owners, table: str, row: Any) -> str:
    """Whose row it is: a person's name in the matrix, or that of an employer or a campus."""
    by = OWNERS[table]
    if by in {"id", "user_id", "student_id", "owner_id", "author_id"}:
        return whose["user"].get(row[by], "somebody")
    if by == "campus":
        return whose["campus"][row["id" if table == "campus" else "campus_id"]]
    if by in {"mark", "thread", "talk"}:
        return written(whose, by, row)
    if by in {"placement", "evaluation"}:
        return "brook" if table.startswith("evaluation") else "student"
    if by == "project":
        return whose["project"][row["id" if table == "project" else "project_id"]]
    employer = whose["employer"][row["id" if table == "employer" else "employer_id"]]
    return f"{employer}_{whose['campus'][row['campus_id']]}" if table == "partnership" else employer


def written(whose: Owners, by: str, row: Any) -> str:
    """Whose line of a thread it is, which office's mark, or who reads a message."""
    if by == "talk":
        return "called" if row["placement_id"] in whose["called"] else "private"
    if by == "thread":
        return "office" if row["from_office"] else "brook_north"
    return "far_desk" if row["author"].startswith("Signed far") else "desk"


def seen(site: Site, who: str, starts: list[str]) -> dict[str, str]:
    """{word: address} of every word that somebody comes upon, following links from these addresses."""
    browser, found, waiting, visited = site.people[who].browser(site.app), {}, list(starts), []
    while waiting and len(visited) < MOST_PAGES:
        address = waiting.pop(0).replace("&amp;", "&")
        if address in visited or often(address, visited):
            continue
        visited.append(address)
        text = browser.get(address).get_data().decode(errors="replace")
        found |= {word: address for word in WORD.findall(text) if word not in found}
        waiting += LINK.findall(text)
    return {word: address for word, address in found.items() if word in site.canaries}


def often(address: str, visited: list[str]) -> bool:
    """Has this page been looked at under enough queries, or is it the same for everybody?"""
    path = address.partition("?")[0]
    return (
        path.startswith(("/static", "/theme", "/kit"))
        or sum(other.partition("?")[0] == path for other in visited) >= MOST_QUERIES
    )


def foreign(site: Site, found: dict[str, str], allowed: tuple[str, ...]) -> list[str]:
    """What was come upon and is not allowed, each with the page that shows it."""
    places = {f"{site.canaries[word]} at {address}" for word, address in found.items()}
    return sorted(
        place for place in places if not any(fnmatch.fnmatch(place, f"{one} at *") for one in allowed)
    )
