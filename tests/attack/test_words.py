"""What people type, wherever it is printed: text, never markup, an attribute of htmx, a header or a formula."""

import csv
import io

import pytest
from sqlalchemy import JSON, String, cast, literal, update

from portal.database import aside, db
from tests.access import table
from tests.access.personas import PERSONAS
from tests.client import soup

MARKUP = "\"'><img id=pwn data-hx-get=/pwn>"
SCRIPT = "javascript:alert('pwn')"
TYPED = set(
    "name title summary why out_of_scope address access_note equipment relationship_kind ip data_note ai_rule"
    " criterion format statement message text author note changes did learned next headline about programme year"
    " legal_name phone registration reason terms_name attested_name attested_title comment strength growth"
    " private_note sentence university office signatory signatory_title registrar_name problem file_name agent"
    " issuer".split()
)
LINKED = {"website"}
ENGINES = ("sqlite",)
LISTED = {
    "answers",
    "skills",
    "must_skills",
    "learn_skills",
    "tools",
    "questions",
    "headers",
    "cells",
    "problems",
}
SEALED = {
    "fund_entry",
    "history_entry",
    "history_detail",
    "rate_count",
    "job",
    "policy_version",
    "form_version",
}
HEADERS = {"HX-Request": "true", "HX-Request-Type": "partial"}


def spoiled(value):
    """A JSON value with every text in it replaced."""
    if isinstance(value, dict):
        return {name: spoiled(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [spoiled(inner) for inner in value]
    return MARKUP if isinstance(value, str) and value else value


def columns():
    """Every column that a person's words reach."""
    for one in db.metadata.sorted_tables:
        if one.name not in SEALED:
            yield from (column for column in one.columns if column.name in TYPED | LINKED | LISTED)


def spoil(column) -> None:
    """Markup in place of every text of a column that is not empty."""
    words = SCRIPT if column.name in LINKED else MARKUP
    with aside(write=True) as connection:
        if isinstance(column.type, JSON):
            rewrite(connection, column)
        elif isinstance(column.type, String) and not getattr(column.type, "enums", None):
            text = literal(words) if column.name in LINKED else words + cast(key(column), String)
            connection.execute(update(column.table).where(column != "").values({column.name: text}))


def key(column):
    """What tells its rows apart, so that words that must differ do."""
    return column.table.primary_key.columns.values()[0]


def rewrite(connection, column) -> None:
    for row in connection.execute(db.select(key(column), column)).all():
        connection.execute(
            update(column.table).where(key(column) == row[0]).values({column.name: spoiled(row[1])})
        )


@pytest.fixture(scope="module")
def spoiled_site(site):
    """The world, after everybody typed markup into everything."""
    with site.app.app_context():
        for column in columns():
            spoil(column)
    yield site
    site.state.back()


def test_nothing_typed_becomes_markup(spoiled_site):
    site, seen = spoiled_site, 0
    for row in [row for row in table.read() if row.method == "GET"]:
        for who in [who for who in PERSONAS if row.cells[who] == "200"][:2]:
            for headers in ({}, HEADERS):
                address = row.address(site.known(who))
                answer = site.people[who].browser(site.app).get(address, headers=headers)
                assert answer.status_code < 500, f"{row} as {who}"
                seen += answer.data.count(b"&lt;img id=pwn")
                assert not injected(answer), f"{row} as {who}"
    assert seen > 100


def injected(answer) -> list:
    """Elements that nobody wrote into a template."""
    if not answer.mimetype.startswith("text/html"):
        return []
    page = soup(answer)
    links = [
        tag for tag in page.select("a[href], img[src], form[action], script[src]") if leads_to_script(tag)
    ]
    return [*page.select("#pwn, [data-hx-get='/pwn'], [onerror]"), *links]


def leads_to_script(tag) -> bool:
    values = (tag.get(name, "") for name in ("href", "src", "action"))
    return any(value.strip().lower().startswith(("javascript:", "data:", "vbscript:")) for value in values)


def test_the_refused_lines_come_back_as_text(site):
    number = site.names["checked"]
    with site.app.app_context(), aside(write=True) as connection:
        rows = db.metadata.tables["roster_row"]
        connection.execute(update(rows).where(rows.c.roster_id == number).values(cells=["=1+1", "@x", "-2"]))
    answer = site.people["staff"].browser(site.app).get(f"/staff/rosters/{number}/refused.csv")
    site.state.back()
    assert answer.headers["Content-Disposition"] == f"attachment; filename=refused-{number}.csv"
    lines = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert any("'=1+1" in line for line in lines)
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]
