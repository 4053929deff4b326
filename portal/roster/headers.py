"""Which column holds what, guessed from registrars' headers; a person may correct each guess."""

import re
import unicodedata

from portal.roster import tongues

KNOWN = {
    "number": """student id|student number|student no|student nr|studentid|sid|id|id number|university id|campus id
        |banner id|emplid|empl id|matriculation number|matriculation no|matric no|matriculation|registration number
        |uni id|student code|person id|student identifier|stu id|student id number|sisid|sis id|sis user id""",
    "email": """email|e mail|email address|e mail address|mail|university email|university e mail|campus email
        |student email|school email|institutional email|institution email|primary email|login email
        |student email address|university email address|student e mail""",
    "name": """name|full name|student name|student|display name|last name first name|last first|surname first name
        |surname forename|last name first|name last first|last name first name middle|legal name|student full name
        |surname given name|last name first name mi""",
    "first": """first name|first|firstname|given name|given names|givenname|forename|forenames|legal first name
        |student first name|fname""",
    "last": """last name|last|lastname|surname|family name|familyname|legal last name|student last name|lname""",
    "preferred": """preferred name|preferred first name|preferred|chosen name|chosen first name|goes by|nickname
        |preferred first""",
    "college": """college|school|faculty|division|college name|school name|faculty name|academic college
        |primary college|college desc|academic unit""",
    "programme": """programme|program|major|major 1|primary major|first major|degree programme|degree program
        |course|course of study|field of study|programme name|program name|academic program|academic plan|plan
        |major desc|major name|majors|major description|programme of study|program of study|curriculum""",
    "year": """year|class standing|class level|class|standing|level|year of study|study year|academic level
        |academic standing|class year|student level|year level|classification|academic year|stage""",
    "graduates": """expected graduation|exp grad term|expected grad term|expected graduation term|grad term
        |graduation term|expected graduation date|graduation date|exp graduation|exp grad date|grad date
        |anticipated graduation|anticipated grad term|anticipated graduation date|completion term|graduation
        |expected completion|expected completion date|expected end date|end date|expected grad|exp grad
        |anticipated graduation term|projected graduation|graduates""",
}


def told(*tongues: dict[str, str]) -> dict[str, str]:
    """Header -> field; a header with accents is known without them too, where nothing else is written so."""
    pairs = [
        (header.strip(), field)
        for tongue in tongues
        for field, headers in tongue.items()
        for header in headers.split("|")
    ]
    known = dict(reversed(pairs))
    return {unaccented(header): field for header, field in reversed(pairs)} | known


def unaccented(text: str) -> str:
    """`imię` -> `imie`, `họ đệm` -> `ho dem`."""
    letters = unicodedata.normalize("NFKD", text.translate(STROKES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


STROKES = str.maketrans("łđøŁĐØ", "ldoLDO")
FIELD_OF = told(KNOWN, *tongues.TONGUES)


def recognised(headers: list[str]) -> dict[str, int]:
    """Field -> column (from 0) of the first header that names it."""
    words = [plain(header) for header in headers]
    found: dict[str, int] = {}
    for column, header in enumerate(words):
        field = FIELD_OF.get(header)
        if field:
            found.setdefault(field, column)
    return without_doubles(named(found, words))


def named(found: dict[str, int], words: list[str]) -> dict[str, int]:
    """`Name` beside `Vorname` is the family name; `Nombre` alone is the whole one."""
    said = {field: words[column] for field, column in found.items()}
    beside = tongues.FAMILY_BESIDE.get(said.get("name", ""), frozenset())
    if "last" not in said and said.get("first") in beside:
        return {"last" if field == "name" else field: column for field, column in found.items()}
    if not {"last", "name"} & set(said) and said.get("first") in tongues.WHOLE_ALONE:
        return {"name" if field == "first" else field: column for field, column in found.items()}
    return found


def without_doubles(found: dict[str, int]) -> dict[str, int]:
    """With first and last names in columns of their own, a full name is not needed."""
    if {"first", "last", "name"} <= set(found):
        return {field: column for field, column in found.items() if field != "name"}
    return found


def plain(header: str) -> str:
    """Lower-case words: `E-mail  Address*` -> `e mail address`, `StudentID` -> `student id`."""
    header = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", header))
    return " ".join(re.findall(r"[^\W_]+", header.lower()))
