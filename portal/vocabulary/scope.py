"""What a project may not be: the employer ticks each of these."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class Exclusion(Word):
    MINORS = "minors", _l("No work with people under 18")
    PATIENTS = "patients", _l("No work with patients or their records")
    SITE = "site", _l("No hazardous site or material")
    COMMISSION = "commission", _l("No pay by commission only")
    COST = "cost", _l("Nothing for the student to buy or pay first")
    HOME = "home", _l("No work at a private home address")
