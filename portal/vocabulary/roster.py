"""What a registrar's file holds."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class RosterField(Word):
    """What a column of a registrar's file may hold."""

    NUMBER = "number", _l("Student number")
    EMAIL = "email", _l("University e-mail")
    NAME = "name", _l("Full name")
    FIRST = "first", _l("First name")
    LAST = "last", _l("Last name")
    PREFERRED = "preferred", _l("Preferred first name")
    COLLEGE = "college", _l("College or faculty")
    PROGRAMME = "programme", _l("Programme")
    YEAR = "year", _l("Year of study")
    GRADUATES = "graduates", _l("Expected graduation")
