"""A campus with own words and a logo, and what the forms of its policy send."""

from dataclasses import replace
from io import BytesIO

from PIL import Image
from werkzeug.datastructures import FileStorage

from portal.database import db
from portal.forms import policies as numbers
from portal.services import (
    branding,
    decline_codes,
    design_previews,
    designs,
    form_words,
    policies,
    policy_fields,
    reflection_forms,
    rubric,
)
from portal.vocabulary import DeclineCode, SampleKind
from tests.access.world import World

KEEP = {"step": "keep"}


def fill(here: World) -> None:
    """The north adopts reasons and a logo; its numbers have a version since it was made."""
    north, desk = here.records["north"], here.actors["staff"]
    reasons = [decline_codes.Reason(code, f"{code.label} here") for code in DeclineCode]
    here.names["words_version"] = adopted(decline_codes.adopt(north.id, reasons, by=desk, seen=0))
    here.names["numbers_version"] = policies.current(north.id).id
    logo = branding.picture(FileStorage(picture(), "logo.png"), "logo", by=desk, campus_id=north.id)
    branding.adopt(north, branding.Branding(north.name, north.initials, north.brand, logo), by=desk, seen=0)
    here.names["logo"] = logo
    look = replace(designs.of(north), theme="quiet")
    specimen = design_previews.order(north, look, SampleKind.USUAL, by=desk)
    design_previews.finish(specimen.id, b"%PDF-1.4 specimen", None)
    db.session.flush()


def adopted(version) -> int:
    db.session.flush()
    return version.id


def picture(colour: str = "navy") -> BytesIO:
    """A small PNG."""
    made = BytesIO()
    Image.new("RGB", (24, 12), colour).save(made, "PNG")
    made.seek(0)
    return made


def sent(fields: dict) -> dict[str, str]:
    """Fields as a browser sends them: a box that is not ticked is not sent."""
    plain = {name: "y" if value is True else value for name, value in fields.items() if value is not False}
    return {name: str(value) for name, value in plain.items()} | KEEP


def policy() -> dict[str, str]:
    """Every number as it is by default, but for one."""
    wanted = vars(policies.Policy(revisions=4))
    return sent({name: typed(number, wanted[name]) for name, number in numbers.NUMBERS.items()})


def typed(number: numbers.Number, value: int | bool | str) -> str | bool:
    """A number as it is typed: hours and whole pounds."""
    if number.words:
        return str(value)
    scale = {numbers.HOURS: 60, numbers.MONEY: 100}.get(number.unit, 1)
    return bool(value) if number.unit == numbers.YES else f"{value / scale:g}"


def reasons() -> dict[str, str]:
    """Every reason by another name."""
    fields: dict = {}
    for code in DeclineCode:
        fields |= {
            f"{code.value}_label": f"Called {code.value}",
            f"{code.value}_words": "",
            f"{code.value}_used": True,
        }
    return sent(fields)


def evaluation() -> dict[str, str]:
    """The portal's own form with another label."""
    standard = {"competencies": rubric.written(rubric.standard())}
    own = policy_fields.of_evaluation(standard, form_words.MOST_OWN)
    return sent(own | {"teamwork_label": "Working together"})


def reflection() -> dict[str, str]:
    return sent(policy_fields.of_reflection(reflection_forms.standard()) | {"after_1": "What did you make?"})


TERMS = {"employer": "Pay in time.", "student": "Do the work yourself.", **KEEP}
LETTER = {"subject": "A seat: {{title}}", "body": "Hello {{name}},\n\nread on here:\n\n{{link}}", **KEEP}
"""Its braces are doubled, as every text of a form is filled with the names of records."""

LANGUAGE = {"second": "es", "say-teamwork-label": "Trabajo en equipo", **KEEP}
BRANDING = {"name": "Campus renamed", "initials": "CR", "brand": "#7a1530", **KEEP}


def pictures() -> dict:
    return {"pictures-seal": (picture("maroon"), "seal.png")}


DESIGN = {
    "theme": "banner",
    "signatory": "Dr Mara Veld",
    "signatory_title": "Dean",
    "second_language": "",
    "sample": "little",
    **KEEP,
}


def signature() -> dict:
    return {"hands-signature": (picture("navy"), "hand.png")}
