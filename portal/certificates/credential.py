"""The certificate as an Open Badges 3.0 AchievementCredential (1EdTech OB 3.0; W3C VC Data Model 2.0), unsigned."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from . import status_list
from .facts import Facts
from .pinned import BADGES, CREDENTIALS, EXTENSIONS
from .proof import moment
from .words import Words

SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}


@dataclass(frozen=True, kw_only=True)
class Award:
    """What a credential says beside its certificate's facts.

    `address` is where it is served, `issuer` the institution's DID, `home` its portal. `status`: address of the
    status list, and the index in it. `levels` are the rubric's words for 1 to 4.
    """

    address: str
    issuer: str
    home: str
    status: tuple[str, int]
    email: str
    salt: str
    at: datetime
    levels: tuple[str, ...]


def document(facts: Facts, award: Award) -> dict[str, Any]:
    """The unsigned credential."""
    return _Writer(facts, award).credential()


def identity(email: str, salt: str) -> str:
    """How a recipient is named without saying who (OB 3.0, IdentityObject)."""
    return "sha256$" + hashlib.sha256((email + salt).encode()).hexdigest()


class _Writer:
    """One credential, part by part."""

    def __init__(self, facts: Facts, award: Award) -> None:
        self.facts, self.award, self.words = facts, award, Words(facts)
        self._ = self.words.translations.gettext

    def credential(self) -> dict[str, Any]:
        facts, award = self.facts, self.award
        return {
            "@context": [CREDENTIALS, BADGES, EXTENSIONS],
            "id": award.address,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": facts.project,
            "description": self.summary,
            "issuer": self._issuer(),
            "validFrom": moment(award.at),
            "awardedDate": _day(facts.issued_on),
            "credentialSubject": self._subject(),
            "evidence": [self._evidence()],
            "credentialStatus": status_list.entry(*award.status),
            "credentialSchema": [SCHEMA],
        }

    def _issuer(self) -> dict[str, Any]:
        return {
            "id": self.award.issuer,
            "type": ["Profile"],
            "name": self.facts.university,
            "description": self.facts.office,
            "url": self.award.home,
        }

    @cached_property
    def summary(self) -> str:
        told = {"hosted": self.words.hosted, "hours": self.words.hours, "basis": self.words.basis}
        return self._("Micro-internship %(hosted)s: %(hours)s of work, %(basis)s.") % told

    def _subject(self) -> dict[str, Any]:
        facts = self.facts
        return {
            "type": ["AchievementSubject"],
            "identifier": self._identifiers(),
            "licenseNumber": facts.serial,
            "role": self._("Micro-intern"),
            "activityStartDate": _day(facts.starts),
            "activityEndDate": _day(facts.ends),
            "narrative": f"{self.words.attestation}. {self.words.limits}",
            "achievement": self._achievement(),
            "result": self._results(),
        }

    def _identifiers(self) -> list[dict[str, Any]]:
        return [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": identity(self.award.email, self.award.salt),
                "identityType": "emailAddress",
                "salt": self.award.salt,
            },
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": self.facts.holder,
                "identityType": "name",
            },
        ]

    def _achievement(self) -> dict[str, Any]:
        issuer = {"id": self.award.issuer, "type": ["Profile"], "name": self.facts.university}
        return {
            "id": self._part("achievement"),
            "type": ["Achievement"],
            "achievementType": "Fieldwork",
            "name": self.facts.project,
            "description": self.summary,
            "inLanguage": self.facts.language,
            "creator": issuer,
            "criteria": {"narrative": self._criteria()},
            "resultDescription": [
                *(self._rubric(n, label) for n, (label, *_level) in enumerate(self.facts.competencies, 1)),
                self._hours(),
                self._attestation(),
            ],
        }

    def _criteria(self) -> str:
        if self.facts.ended_early:
            return self._(
                "Work on a real project of an employer, under a named supervisor. It ended before all of it was"
                " delivered; the career office attests the hours from evidence."
            )
        return self._(
            "Complete a real project of an employer, under a named supervisor, within the agreed hours. Each"
            " deliverable is accepted against a criterion agreed at the start, by the employer or, from evidence,"
            " by the career office. Competencies are stated only where the supervisor observed them."
        )

    def _rubric(self, number: int, label: str) -> dict[str, Any]:
        return {
            "id": self._part(f"competency-{number}"),
            "type": ["ResultDescription"],
            "name": label,
            "resultType": "RubricCriterionLevel",
            "rubricCriterionLevel": [
                self._level(number, level, word) for level, word in enumerate(self.award.levels, 1)
            ],
        }

    def _level(self, number: int, level: int, word: str) -> dict[str, Any]:
        name = self._part(f"competency-{number}-level-{level}")
        return {"id": name, "type": ["RubricCriterionLevel"], "name": word, "level": str(level)}

    def _hours(self) -> dict[str, Any]:
        return {
            "id": self._part("hours"),
            "type": ["ResultDescription"],
            "name": self._("Supervised hours, %(basis)s") % {"basis": self.words.basis},
            "resultType": "RawScore",
            "valueMin": "0",
        }

    def _attestation(self) -> dict[str, Any]:
        return {
            "id": self._part("attestation"),
            "type": ["ResultDescription"],
            "name": self._("Attestation: who vouches for this work"),
            "resultType": "Result",
            "allowedValue": ["C", "B", "A"],
        }

    def _results(self) -> list[dict[str, Any]]:
        levels = [
            {"achievedLevel": self._part(f"competency-{number}-level-{level}"), "status": "Completed"}
            for number, (_label, level, _word) in enumerate(self.facts.competencies, 1)
        ]
        named = [(f"competency-{number}", level) for number, level in enumerate(levels, 1)]
        named += [
            ("hours", {"value": f"{self.facts.minutes / 60:.2f}".rstrip("0").rstrip(".")}),
            ("attestation", {"value": self.facts.attestation}),
        ]
        return [{"type": ["Result"], "resultDescription": self._part(name), **value} for name, value in named]

    def _evidence(self) -> dict[str, Any]:
        delivered = "; ".join(self.facts.deliverables)
        said = f"{self.words.delivered}: {delivered}" if delivered else self.words.attestation
        return {
            "id": self.facts.verify_url,
            "type": ["Evidence"],
            "name": self._("The record of this work"),
            "description": self._("What the issuer states about it today, as far as its holder agrees."),
            "narrative": said,
        }

    def _part(self, name: str) -> str:
        """The address of something this credential defines, on the certificate's permanent page."""
        return f"{self.facts.verify_url}#{name}"


def _day(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
