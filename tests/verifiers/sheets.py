"""Every kind of certificate there is: designs, papers, much text and little, names in eight scripts and more."""

from itertools import product
from typing import NamedTuple

from portal.certificates import Facts
from portal.certificates.designs import THEMES
from portal.certificates.paper import PAPERS
from tests.certificates.samples import BARE, DENSE, NAMES, dressed, facts

DESIGNS: dict[str, dict] = {
    "default": {},
    **{theme: dressed(theme) for theme in THEMES},
    "first": {"version": 1},
}
"""What each design changes in the facts."""
KINDS = {"usual": {}, "dense": DENSE, "bare": BARE}
NAMED = {name: {"holder": written, "project": written} for name, written in NAMES.items()}


class Sheet(NamedTuple):
    """One certificate to print."""

    design: str
    paper: str
    kind: str

    def __str__(self) -> str:
        return "-".join(self).replace(" ", "-")

    @property
    def facts(self) -> Facts:
        return facts(**DESIGNS[self.design], **{**KINDS, **NAMED}[self.kind])


USUAL = [Sheet(design, paper, "usual") for design, paper in product(DESIGNS, PAPERS)]
SHEETS = [Sheet(*each) for each in product(DESIGNS, PAPERS, {**KINDS, **NAMED})]
