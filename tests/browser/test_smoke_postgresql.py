"""The same portal on PostgreSQL: it takes the demo's rows, serves, and shows everybody their main pages."""

import pytest
from sqlalchemy import Engine, create_engine, func, select, text

from portal.database import db
from tests import postgres
from tests.browser.people import People, View
from tests.browser.site import Site

PAGES = {
    "student@demo.example": ("projects", "placements", "certificates", "profile"),
    "supervisor@demo.example": ("", "projects", "placements"),
    "staff@demo.example": ("review", "placements", "certificates", "rosters", "audit"),
    "admin@demo.example": ("campuses", "people", "audit"),
}
UNDER = {"supervisor@demo.example": "employer"}
BATCH = 1000


@pytest.fixture
def site(filled, tmp_path):
    """The filled portal, moved to PostgreSQL: telling the whole story once more would take a minute and a half."""
    cluster = postgres.Cluster().start()
    address = postgres.fresh(str(cluster.folder), "smoke")
    site = Site(tmp_path / "site", address).copy_of(filled)
    site.command("db", "upgrade")
    move(create_engine(f"sqlite:///{filled / 'portal.sqlite3'}"), create_engine(address))
    yield site.start()
    site.stop()
    cluster.stop()


def move(source: Engine, target: Engine) -> None:
    """Carry every row over. CHECKs and types are asked of each; what one row says of another was asked before."""
    with source.connect() as old, target.begin() as new:
        new.execute(text("SET session_replication_role = replica"))
        for table in db.metadata.tables.values():
            new.execute(table.delete())
            columns = [column for column in table.columns if column.computed is None]
            found = old.execute(select(*columns)).mappings()
            for some in found.partitions(BATCH):
                new.execute(table.insert(), [dict(row) for row in some])
            go_on_counting(new, table)


def go_on_counting(new, table) -> None:
    """Numbers that PostgreSQL gives from now on follow those that are there."""
    if "id" in table.columns and table.columns["id"].autoincrement is not False:
        last = select(func.max(table.columns["id"])).scalar_subquery()
        new.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))


@pytest.fixture
def people(browser, site):
    """Who signs in there; whatever their browsers complain about fails the test."""
    people = People(browser, site.url, View(1280))
    yield people
    troubles = people.leave()
    assert not troubles, "\n".join(troubles)


@pytest.mark.slow
def test_everybody_meets_their_pages(people):
    answers = {}
    for email, names in PAGES.items():
        page, under = people.signed_in(email), UNDER.get(email, email.partition("@")[0])
        answers |= {f"/{under}/{name}": page.goto(f"/{under}/{name}").status for name in names}
    assert set(answers.values()) == {200}, answers
    page = people.signed_in("student@demo.example")
    page.goto("/student/projects")
    page.locator("#results .title a").first.click()
    page.wait_for_url("**/student/projects/*")
    assert page.locator("main h1").is_visible()
