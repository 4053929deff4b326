"""What a certificate says: plain values, frozen when it is issued and kept as canonical JSON."""

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

VERSION = 2
DEFAULT = "guilloche"
TEMPLATES = {1: (DEFAULT,), 2: (DEFAULT, "quiet", "engraved", "banner")}
"""The themes of every template version; none is ever taken away, so that what was issued can be named and drawn."""
SPECIMEN = "SPECIMEN"
"""Stands where a serial stands on a sheet that certifies nothing."""
BASES = ("planned", "logged", "attested")
LEVELS = ("A", "B", "C")
_DATES = ("starts", "ends", "evaluated_on", "issued_on")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


class Unfit(ValueError):
    """These facts cannot become a certificate; the message is a sentence for the person issuing it."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One certificate.

    `minutes` counts minutes of work, `basis` says who vouches for them (planned, logged, attested).
    `competencies` are (label, level from 1 to 4, the level's word); not-observed ones are left out.
    `attestation`: A the supervisor evaluated, B confirmed completion only, C the office attests from evidence.
    `credits` is empty, or for example "2 ECTS". `verify_url` is the whole address the QR code leads to.
    `theme` and `version` name the template. `logo`, `signature` and `cosignature` are the SHA-256 of pictures that
    are handed in beside the facts; `second_title` and `second_statement` repeat the heading in `second_language`.
    """

    serial: str
    holder: str
    university: str
    office: str
    signatory: str
    signatory_title: str
    employer: str
    project: str
    starts: date
    ends: date
    minutes: int
    basis: str
    place: str
    attestation: str
    issued_on: date
    verify_url: str
    brand: str
    monogram: str
    deliverables: tuple[str, ...] = ()
    competencies: tuple[tuple[str, int, str], ...] = ()
    supervisor: str = ""
    supervisor_title: str = ""
    evaluated_on: date | None = None
    sentence: str | None = None
    ended_early: bool = False
    credits: str = ""
    language: str = "en-GB"
    theme: str = DEFAULT
    logo: str = ""
    signature: str = ""
    cosigner: str = ""
    cosigner_title: str = ""
    cosignature: str = ""
    second_language: str = ""
    second_title: str = ""
    second_statement: str = ""
    version: int = VERSION

    @property
    def template(self) -> str:
        """The template's name, such as "quiet 2"."""
        return f"{self.theme} {self.version}"

    @property
    def specimen(self) -> bool:
        """Whether this certifies nothing."""
        return self.serial == SPECIMEN

    @property
    def signatures(self) -> list[str]:
        """The pictures of those who signed by hand."""
        return [sha256 for sha256 in (self.signature, self.cosignature) if sha256]

    @property
    def pictures(self) -> dict[str, str]:
        """The pictures it needs: which, and its SHA-256."""
        named = {name: getattr(self, name) for name in ("logo", "signature", "cosignature")}
        return {name: sha256 for name, sha256 in named.items() if sha256}

    def to_json(self) -> str:
        """Canonical: the same facts always give the same text (sorted keys, no spaces, UTF-8, ISO dates)."""
        return json.dumps(
            asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=date.isoformat
        )

    @classmethod
    def from_json(cls, text: str) -> "Facts":
        """The facts `to_json` wrote. Raises Unfit for unknown or missing ones."""
        values = json.loads(text)
        if unknown := set(values) - {field.name for field in fields(cls)}:
            raise Unfit(f"These facts hold something unknown: {', '.join(sorted(unknown))}.")
        values.update({name: date.fromisoformat(values[name]) for name in _DATES if values.get(name)})
        values["deliverables"] = tuple(values.get("deliverables", ()))
        values["competencies"] = tuple(tuple(each) for each in values.get("competencies", ()))
        return cls(**values)

    def __post_init__(self) -> None:
        if broken := next((words for holds, words in self._rules() if not holds), None):
            raise Unfit(broken)

    def _rules(self) -> list[tuple[bool, str]]:
        """What must hold before anything is printed, each with what to say if it does not."""
        return [
            (
                self.theme in TEMPLATES.get(self.version, ()),
                f"This certificate needs template {self.template}, which is not installed.",
            ),
            (self.basis in BASES, "Hours are planned, logged or attested."),
            (self.attestation in LEVELS, "The attestation level is A, B or C."),
            (self.minutes > 0, "A certificate needs some time worked."),
            (self.starts <= self.ends, "The work cannot end before it starts."),
            (all(level in (1, 2, 3, 4) for _, level, _ in self.competencies), "Levels go from 1 to 4."),
            (bool(_HEX.fullmatch(self.brand)), "The brand colour is written like #0f3d44."),
            (
                self.verify_url.startswith(("https://", "http://")),
                "The verify address must be a web address.",
            ),
        ]


@dataclass(frozen=True, kw_only=True)
class KickOff:
    """What the sheet says, in words already.

    `facts` are (term, text); `points` (what to talk about, what was agreed, ticked by the student, by the
    employer); `signers` (whose signature, name). `as_of` says when the ticks stood like this.
    """

    language: str
    brand: str
    university: str
    office: str
    title: str
    as_of: str
    facts: list[list[str]]
    points: list[list[Any]]
    signers: list[list[str]]
