"""One cell: somebody asks for an address, and the answer in the notation of the table."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.access import bodies, personas
from tests.access.state import State
from tests.access.table import Row

LEADS = {"/sign-in": "in", "/confirm": "fresh"}
UNKNOWN = {"serial": "MI-0000000000000", "transcript": "MI-0000000000000"}
NUMBER = 987_654_321


@dataclass
class Site:
    """An application over a world, and who may be sent to it."""

    app: Flask
    state: State
    names: dict[str, object]
    people: dict[str, personas.Persona]
    canaries: dict[str, str]

    def known(self, who: str) -> dict[str, object]:
        """The records, and the secrets that only this persona holds."""
        return {**self.names, **self.people[who].holds}

    def ask(
        self,
        row: Row,
        who: str,
        names: dict[str, object] | None = None,
        method: str = "",
        more: dict | None = None,
        token: bool = True,
    ) -> TestResponse:
        """Send the request of a line as somebody; with `names`, about other records; with `more`, other fields."""
        address = row.address(names or self.known(who))
        person = self.people.get(f"{who} {row.path}", self.people[who])
        browser = person.browser(self.app)
        if row.method != "POST":
            return browser.open(address, method=method or row.method)
        signed = {"csrf_token": personas.csrf(self.app)} if token else {}
        body = {**bodies.of(row.path, self.known(who)), **(more or {}), **signed}
        return browser.post(address, data=body)

    def answer(self, row: Row, who: str, **how) -> str:
        """What the table says about a cell, as it is."""
        return told(self.ask(row, who, **how))

    def differences(self, rows: list[Row], who: tuple[str, ...] = personas.PERSONAS) -> list[str]:
        """Cells that are not as the table says, in words; the world is whole again afterwards."""
        found = []
        for row in rows:
            for name in who:
                was = self.answer(row, name)
                self.state.back()
                if was != row.cells[name]:
                    found.append(f"{row} as {name}: {row.cells[name]} expected, {was} answered")
        return found


def told(response: TestResponse) -> str:
    """The answer as the table writes it: `in` leads to the sign-in page, `fresh` asks for the password again."""
    if response.status_code != 303 or "Clear-Site-Data" in response.headers:
        return str(response.status_code)
    return LEADS.get(urlsplit(response.location).path, "303")


def nowhere(names: dict[str, object]) -> dict[str, object]:
    """The same names for records that nobody ever made."""
    return {
        name: NUMBER if isinstance(value, int) else UNKNOWN.get(name, value) for name, value in names.items()
    }
