"""The certificate's sentences: facts put into words, dates and hours in its language."""

from datetime import date
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.support import Translations

from .facts import Facts

CATALOGUES = Path(__file__).parent.parent / "translations"


class Signer(NamedTuple):
    """Who stands behind the certificate, set in type: nobody's autograph is imitated, only the office's own shown."""

    deed: str
    name: str
    title: str
    house: str
    day: str
    mark: str = ""
    """Which picture shows the signature, where the office uploaded one."""

    @property
    def long(self) -> bool:
        """Whether it must be set smaller."""
        return len(self.name) > 36 or max(len(self.title), len(self.house)) > 48


@lru_cache
def catalogue(language: str) -> NullTranslations:
    """The portal's translations for this language, or its English."""
    return Translations.load(CATALOGUES, [str(locale(language))])


@lru_cache
def locale(language: str) -> Locale:
    """Plain "en" writes dates as Britain does."""
    return Locale.parse("en-GB" if language == "en" else language, sep="-")


class Words:
    """Everything the sheet says about one set of facts."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.translations = catalogue(facts.language)
        self._ = self.translations.gettext
        self._n = self.translations.ngettext

    @property
    def motto(self) -> str:
        return self._("Verified experience")

    @property
    def done(self) -> str:
        return (
            self._("worked on the micro-internship")
            if self.facts.ended_early
            else self._("completed the micro-internship")
        )

    @property
    def hosted(self) -> str:
        return self._("hosted by %(employer)s, %(period)s") % {
            "employer": self.facts.employer,
            "period": self.period,
        }

    @property
    def period(self) -> str:
        starts, ends = self.facts.starts, self.facts.ends
        if starts == ends:
            return self._("on %(day)s") % {"day": self.day(ends)}
        first = self._short(starts) if starts.year == ends.year else self.day(starts)
        return self._("from %(first)s to %(last)s") % {"first": first, "last": self.day(ends)}

    @property
    def hours(self) -> str:
        whole, rest = divmod(self.facts.minutes, 60)
        parts = [self._n("%(n)s hour", "%(n)s hours", whole) % {"n": whole}] if whole else []
        if rest:
            parts.append(self._n("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
        return " ".join(parts)

    @property
    def basis(self) -> str:
        attested = (
            self._("attested by the career office")
            if self.facts.attestation == "C"
            else self._("attested by the supervisor")
        )
        return {"planned": self._("as planned"), "logged": self._("as logged"), "attested": attested}[
            self.facts.basis
        ]

    @property
    def attestation(self) -> str:
        return {
            "A": self._("The supervisor evaluated this work"),
            "B": self._("The supervisor confirmed completion, without an evaluation"),
            "C": self._("The career office attests it from evidence"),
        }[self.facts.attestation]

    @property
    def table(self) -> list[tuple[str, list[str]]]:
        """The facts beside the text: what, and its lines."""
        facts = self.facts
        return [
            (self._("Hours"), [self.hours, self.basis]),
            (self._("Place"), [facts.place]),
            (self._("Level %(letter)s") % {"letter": facts.attestation}, [self.attestation]),
            (self._("Issued"), [self.day(facts.issued_on)]),
        ]

    @property
    def delivered(self) -> str:
        return self._n(
            "Work delivered and accepted", "Work delivered and accepted", len(self.facts.deliverables)
        )

    @property
    def limits(self) -> str:
        if self.facts.credits:
            return self._("It is not employment. It carries %(credits)s.") % {"credits": self.facts.credits}
        return self._("It is not employment and not academic credit.")

    @property
    def signers(self) -> list[Signer]:
        """The office's one or two, then the supervisor who vouched."""
        second = [self._second()] if self.facts.cosigner else []
        return [self._office(), *second, *([self._supervisor()] if self._vouched() else [])]

    def _vouched(self) -> bool:
        return bool(self.facts.supervisor) and self.facts.attestation != "C"

    def _office(self) -> Signer:
        facts = self.facts
        return Signer(
            self._("Issued by"),
            facts.signatory,
            facts.signatory_title,
            facts.university,
            self.day(facts.issued_on),
            "signature" if facts.signature else "",
        )

    def _second(self) -> Signer:
        facts, mark = self.facts, "cosignature" if self.facts.cosignature else ""
        return Signer(self._("Issued with"), facts.cosigner, facts.cosigner_title, facts.university, "", mark)

    def _supervisor(self) -> Signer:
        facts = self.facts
        deed = self._("Evaluated by") if facts.attestation == "A" else self._("Completion confirmed by")
        day = self.day(facts.evaluated_on) if facts.evaluated_on else ""
        return Signer(deed, facts.supervisor, facts.supervisor_title, facts.employer, day)

    @property
    def address(self) -> str:
        """The verify address as it is printed: without its scheme."""
        return self.facts.verify_url.partition("://")[2]

    def day(self, day: date) -> str:
        return format_date(day, "long", locale=locale(self.facts.language))

    def _short(self, day: date) -> str:
        return format_skeleton("MMMMd", day, locale=locale(self.facts.language))
