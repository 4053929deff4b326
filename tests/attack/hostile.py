"""What hostile people type, and the forms there are to type it into."""

from dataclasses import dataclass
from urllib.parse import urlencode

from tests.access import personas, table
from tests.access.cells import Site
from tests.client import filled, soup

QUERY = (
    "q after before page show next campus serial brand from fee state employer late hours place field who action"
    " subject number since-day since-month since-year until-day until-month until-year endpoint self _external"
    " _scheme _anchor _method values name"
).split()
"""Every name that some page reads from its address, and some that only the framework would read."""
WORDS = {
    "number too large": "9" * 40,
    "number too long": "1e999999",
    "year": "9999",
    "not a number": "NaN",
    "markup": "'\"><script>alert(1)</script>",
    "search": '"*AND(OR NEAR/2 col:x^ \\ %_{{7*7}}%s%(x)s',
    "lone surrogate": "\udcff",
    "long": "a" * 20_000,
}
SAFE_AGAIN = {"readyz"}
"""Answers 503 by its own right: no worker runs here."""


@dataclass(frozen=True)
class Form:
    """A form as somebody finds it on a page."""

    who: str
    action: str
    fields: tuple[tuple[str, object], ...]

    @property
    def names(self) -> list[str]:
        return [name for name, _value in self.fields if name not in {"csrf_token"}]


def encoded(fields: dict | list) -> str:
    """As a browser would never send it: lone surrogates and NUL bytes included."""
    return urlencode(fields, doseq=True, errors="surrogatepass")


def pages(site: Site, who: str) -> list[str]:
    """The addresses that open for somebody."""
    rows = [row for row in table.read() if row.method == "GET" and row.cells[who] == "200"]
    return sorted({row.address(site.known(who)) for row in rows})


def forms(site: Site, who: str) -> list[Form]:
    """Every form on somebody's pages, each action once."""
    found = {}
    for address in pages(site, who):
        for form in soup(site.people[who].browser(site.app).get(address)).select('form[method="post"]'):
            action = form.get("action") or address
            names = {control["name"]: "" for control in form.select("[name]")}
            found.setdefault(action, Form(who, action, tuple({**names, **filled(form)}.items())))
    return list(found.values())


def send(site: Site, form: Form, **changed):
    """The form with some fields changed, valid token and all."""
    fields = {**dict(form.fields), **changed, "csrf_token": personas.csrf(site.app)}
    body = encoded(fields)
    browser = site.people[form.who].browser(site.app)
    return browser.post(form.action, data=body, content_type="application/x-www-form-urlencoded")
