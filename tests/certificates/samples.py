"""Facts to print, and what poppler reads back from the page."""

import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image

from portal.certificates import Entry, Facts, KickOff, Transcript, render

LEVELS = ("Emerging", "Developing", "Applying", "Advanced")
COMPETENCIES = tuple(
    (label, level, LEVELS[level - 1])
    for label, level in {
        "Career & self-development": 3,
        "Communication": 4,
        "Critical thinking": 3,
        "Equity & inclusion": 2,
        "Leadership": 1,
        "Professionalism": 4,
        "Teamwork": 3,
        "Technology": 4,
    }.items()
)
NAMES = {
    "Vietnamese": "Amélie Nguyễn-Okonkwo",
    "Icelandic": "Þórdís Jökulsdóttir",
    "Polish": "Małgorzata Wójcik-Żółć",
    "Greek": "Γιώργος Παπαδόπουλος",
    "Cyrillic": "Олександр Шевченко",
    "Arabic": "محمد عبد الرحمن",
    "Hebrew": "משה כהן",
    "Devanagari": "अमित कुमार शर्मा",
    "Thai": "สมชาย ใจดี",
    "Chinese": "王小明",
    "Japanese": "田中さくら",
    "Korean": "김민준",
    "long": "Maria-Alexandrina Wilhelmina van der Westhuizen-Papadimitriou de Albuquerque",
}
FACTS = {
    "serial": "MI-7K3M9QXD2R4T5",
    "holder": NAMES["Vietnamese"],
    "university": "Northfield State University",
    "office": "Career Services Office",
    "signatory": "Dr Lina Okafor",
    "signatory_title": "Director of Experiential Learning",
    "employer": "Harbour Analytics Cooperative",
    "project": "Accessible Dashboards for Coastal Flood Warnings",
    "starts": date(2026, 3, 2),
    "ends": date(2026, 4, 10),
    "minutes": 38 * 60 + 30,
    "basis": "attested",
    "place": "Remote",
    "attestation": "A",
    "issued_on": date(2026, 4, 17),
    "verify_url": "https://careers.northfield.example/verify/MI-7K3M9QXD2R4T5",
    "brand": "#0f3d44",
    "monogram": "NU",
    "deliverables": ("Flood-warning dashboard", "Handover notes"),
    "competencies": COMPETENCIES,
    "supervisor": "Jonas Reiter",
    "supervisor_title": "Lead Analyst",
    "evaluated_on": date(2026, 4, 12),
    "sentence": "Amélie turned a vague wish into a dashboard our harbour masters open every morning.",
}
LONG = "Wilhelmina van der Westhuizen-Papadimitriou de Albuquerque e Castro Montenegro"
DENSE = {
    "holder": f"{LONG} {LONG}",
    "project": f"{FACTS['project']} and a Handbook that Lets Every Harbour Town Run Its Own Drill",
    "employer": f"{LONG} and Daughters Limited",
    "university": f"{LONG} University"[:90],
    "signatory": LONG,
    "signatory_title": LONG,
    "supervisor": LONG,
    "supervisor_title": LONG,
    "place": "On site at the harbour office, two days at the lighthouse",
    "attestation": "B",
    "sentence": f"{FACTS['sentence']} " * 4,
    "deliverables": tuple(f"Part {i} of the handbook, tested with harbour masters" for i in range(6)),
}
BARE = {
    "competencies": (),
    "deliverables": (),
    "sentence": None,
    "supervisor": "",
    "attestation": "C",
    "basis": "planned",
    "brand": "#f2b705",
    "monogram": "",
}


DRESSED = {
    "logo": "a" * 64,
    "signature": "b" * 64,
    "cosigner": "Prof. Marit Solheim",
    "cosigner_title": "Vice-Provost for Careers",
    "cosignature": "c" * 64,
    "second_language": "fr",
    "second_title": "Certificat d’expérience",
    "second_statement": "certifie que cette personne a accompli un micro-stage encadré",
}


def drawn_png(colour: str = "navy", size: tuple[int, int] = (160, 60)) -> bytes:
    """A picture with a clear ground, as pictures are kept."""
    made, picture = BytesIO(), Image.new("RGBA", size, (0, 0, 0, 0))
    picture.paste(colour, (8, 8, size[0] - 8, size[1] - 8))
    picture.save(made, "PNG")
    return made.getvalue()


PICTURES = {"logo": drawn_png("maroon"), "signature": drawn_png(), "cosignature": drawn_png()}


def dressed(theme: str, **changes) -> dict:
    """All a campus can put on its certificates, in this theme."""
    return {"theme": theme, **DRESSED, **changes}


def facts(**changes) -> Facts:
    return Facts(**{**FACTS, **changes})


def printed(folder: Path, paper: str = "a4", **changes) -> Path:
    """The file of one certificate."""
    path = folder / "certificate.pdf"
    path.write_bytes(render(facts(**changes), paper, PICTURES))
    return path


def run(*command: object) -> str:
    return subprocess.run([str(each) for each in command], check=True, capture_output=True, text=True).stdout


def text(path: Path) -> str:
    """What the page says, marks of direction left out."""
    return run("pdftotext", path, "-").translate(dict.fromkeys((0x202A, 0x202B, 0x202C)))


def squeezed(said: str) -> str:
    """Without what lines are broken at: white space, and hyphens, which poppler drops at the end of a line."""
    return "".join(said.split()).replace("-", "")


def pages(path: Path) -> int:
    return int(run("pdfinfo", path).partition("Pages:")[2].split()[0])


def kick_off(**changes) -> KickOff:
    """A kick-off list on two pages, with words that no typeface draws."""
    text = "It maps thirty paths. \u6771\u4eac \U0001f600 \u202e"
    told = {
        "language": "en-GB",
        "brand": "#0f5c4d",
        "university": "North University",
        "office": "Careers",
        "title": "Map the paths",
        "as_of": "24 Nov 2026, 14:05",
        "facts": [["Student", "Amara Okafor"]],
        "points": [["Why it matters", [text] * 3, number % 2 == 0, False] for number in range(15)],
        "signers": [["The student", "Amara Okafor"], ["The employer", "Priya"]],
    }
    return KickOff(**told | changes)


def entry(**changes) -> Entry:
    """One experience as a certificate states it."""
    names = (
        "starts ends minutes basis attestation place deliverables competencies supervisor supervisor_title"
    )
    told = {name: FACTS[name] for name in f"{names} sentence employer".split()}
    return Entry(**told | {"title": FACTS["project"], "certificate": FACTS["serial"]} | changes)


def transcript(count: int = 9, **changes) -> Transcript:
    """A transcript on several pages: long words, other scripts, an experience without a certificate."""
    names = "serial holder university office signatory signatory_title issued_on verify_url brand monogram"
    told = {name: FACTS[name] for name in names.split()}
    bare = {"competencies": (), "deliverables": (), "sentence": "", "certificate": "", "ended_early": True}
    sorts = ({}, bare, {"title": NAMES["Arabic"], "employer": LONG}, {"supervisor": NAMES["Thai"]})
    entries = tuple(entry(**sorts[number % len(sorts)]) for number in range(count))
    return Transcript(**told | {"programme": "History", "entries": entries} | changes)
