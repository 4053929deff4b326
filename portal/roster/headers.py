"""Which column holds what, guessed from registrars' headers; a person may correct each guess."""

import re
import unicodedata

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
FIELD_OF = {header.strip(): field for field, headers in KNOWN.items() for header in headers.split("|")}


def recognised(headers: list[str]) -> dict[str, int]:
    """Field -> column (from 0) of the first header that names it."""
    found: dict[str, int] = {}
    for column, header in enumerate(headers):
        field = FIELD_OF.get(plain(header))
        if field:
            found.setdefault(field, column)
    return without_doubles(found)


def without_doubles(found: dict[str, int]) -> dict[str, int]:
    """With first and last names in columns of their own, a full name is not needed."""
    if {"first", "last", "name"} <= set(found):
        return {field: column for field, column in found.items() if field != "name"}
    return found


def plain(header: str) -> str:
    """Lower-case words: `E-mail  Address*` -> `e mail address`, `StudentID` -> `student id`."""
    header = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", header))
    return " ".join(re.findall(r"[^\W_]+", header.lower()))
