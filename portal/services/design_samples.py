"""What a preview of a design says: a certificate of nobody, usual, crowded or nearly empty."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from portal import clock, mail
from portal.certificates.facts import SPECIMEN, Facts
from portal.models.campuses import Campus
from portal.services import designs, rubric
from portal.services.designs import Design
from portal.vocabulary import Place, SampleKind

LONG = "Maria-Alexandrina Wilhelmina van der Westhuizen-Papadimitriou de Albuquerque"


def facts(campus: Campus, design: Design, sample: SampleKind) -> Facts:
    """Facts that no certificate has: they carry no serial."""
    today = clock.today(campus.zone)
    fixed: dict[str, Any] = {
        "serial": SPECIMEN,
        "university": campus.university,
        "office": campus.office,
        "brand": campus.brand,
        "monogram": campus.initials,
        "language": campus.locale.replace("_", "-"),
        "verify_url": mail.url("verifying.home"),
        "issued_on": today,
        "starts": today - timedelta(days=44),
        "ends": today - timedelta(days=5),
        **designs.said(design),
    }
    return Facts(**fixed | SAYING[sample](today))


def usual(today) -> dict[str, Any]:
    return {
        "holder": "Amélie Nguyễn-Okonkwo",
        "employer": "Harbour Analytics Cooperative",
        "project": _("Accessible dashboards for coastal flood warnings"),
        "minutes": 38 * 60 + 30,
        "basis": "attested",
        "place": str(Place.REMOTE.label),
        "attestation": "A",
        "deliverables": (_("Flood-warning dashboard"), _("Handover notes")),
        "competencies": levels(),
        "supervisor": "Jonas Reiter",
        "supervisor_title": _("Lead analyst"),
        "evaluated_on": today - timedelta(days=2),
        "sentence": _("A vague wish became a dashboard that our harbour masters open every morning."),
    }


def crowded(today) -> dict[str, Any]:
    more = _("and a handbook that lets every harbour town run its own drill")
    return usual(today) | {
        "holder": LONG,
        "employer": f"{LONG} & Co.",
        "project": f"{_('Accessible dashboards for coastal flood warnings')} {more}",
        "supervisor": LONG,
        "sentence": " ".join([usual(today)["sentence"]] * 3),
        "deliverables": tuple(
            _("Part %(number)s of the handbook, tested with harbour masters", number=part)
            for part in range(1, 6)
        ),
    }


def little(today) -> dict[str, Any]:
    kept = ("holder", "employer", "project", "minutes", "place")
    return {name: usual(today)[name] for name in kept} | {"basis": "planned", "attestation": "C"}


SAYING = {SampleKind.USUAL: usual, SampleKind.LONG: crowded, SampleKind.LITTLE: little}


def levels() -> tuple[tuple[str, int, str], ...]:
    """The portal's own competencies, each on some level."""
    found = []
    for place, criterion in enumerate(rubric.standard()):
        number = (2, 3, 2, 1, 0, 3, 2, 3)[place % 8]
        found.append((criterion.label, number + 1, str(rubric.SCORED[number].label)))
    return tuple(found)
