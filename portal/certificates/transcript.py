"""What a transcript says: plain values, frozen when it is asked for and kept as canonical JSON."""

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from .facts import Unfit
from .names import drawable, others, require_printable

VERSION = 1
MOST = 100
"""Experiences in one document."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One experience; words and letters as in `Facts`. `certificate` is its serial, empty where there is none."""

    title: str
    employer: str
    starts: date
    ends: date
    minutes: int
    basis: str
    attestation: str
    place: str = ""
    deliverables: tuple[str, ...] = ()
    competencies: tuple[tuple[str, int, str], ...] = ()
    supervisor: str = ""
    supervisor_title: str = ""
    sentence: str = ""
    certificate: str = ""
    ended_early: bool = False

    @classmethod
    def read(cls, values: dict[str, Any]) -> "Entry":
        days = {name: date.fromisoformat(values[name]) for name in ("starts", "ends")}
        levels = tuple(tuple(each) for each in values["competencies"])
        return cls(
            **{**values, **days, "deliverables": tuple(values["deliverables"]), "competencies": levels}
        )


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """All experience of one person, in the order it is printed in."""

    serial: str
    holder: str
    programme: str
    university: str
    office: str
    signatory: str
    signatory_title: str
    issued_on: date
    verify_url: str
    brand: str
    monogram: str
    entries: tuple[Entry, ...]
    language: str = "en-GB"
    version: int = VERSION

    def to_json(self) -> str:
        """Canonical, as that of `Facts`."""
        return json.dumps(
            asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=date.isoformat
        )

    @classmethod
    def from_json(cls, text: str) -> "Transcript":
        values = json.loads(text)
        if unknown := set(values) - {field.name for field in fields(cls)}:
            raise Unfit(f"This transcript holds something unknown: {', '.join(sorted(unknown))}.")
        values["entries"] = tuple(Entry.read(each) for each in values["entries"])
        return cls(**{**values, "issued_on": date.fromisoformat(values["issued_on"])})

    def __post_init__(self) -> None:
        if self.version != VERSION:
            raise Unfit(f"This transcript needs template {self.version}, which is not installed.")
        if not 0 < len(self.entries) <= MOST:
            raise Unfit(f"A transcript lists from 1 to {MOST} experiences.")


TEXTS = ("programme", "university", "office", "signatory", "signatory_title")
ENTRY_TEXTS = ("title", "employer", "place", "supervisor", "supervisor_title", "sentence")


def printable(facts: Transcript) -> Transcript:
    """Every text cleaned, with "?" for what no shipped face can draw; Unfit when that is in the holder's name."""
    return replace(
        facts,
        holder=require_printable(facts.holder),
        **{name: drawable(getattr(facts, name)) for name in TEXTS},  # type: ignore[arg-type]
        entries=tuple(_clean(entry) for entry in facts.entries),
    )


def _clean(entry: Entry) -> Entry:
    return replace(
        entry,
        **{name: drawable(getattr(entry, name)) for name in ENTRY_TEXTS},  # type: ignore[arg-type]
        deliverables=tuple(drawable(each) for each in entry.deliverables),
        competencies=tuple(
            (drawable(label), level, drawable(word)) for label, level, word in entry.competencies
        ),
    )


def faces(facts: Transcript) -> tuple:
    """The faces beyond the Latin ones that its texts need."""
    said = [facts.holder, *(getattr(facts, name) for name in TEXTS)]
    for entry in facts.entries:
        said += [getattr(entry, name) for name in ENTRY_TEXTS]
        said += [
            *entry.deliverables,
            *(text for label, _level, word in entry.competencies for text in (label, word)),
        ]
    return others(" ".join(said))
