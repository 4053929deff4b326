"""What takes a student's hours in a week."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class CommitmentKind(Word):
    """What a student does beside placements, as they enter it."""

    CLASSES = "classes", _l("Classes")
    JOB = "job", _l("A job")
    EXAMS = "exams", _l("Exams")
    OTHER = "other", _l("Something else")


class Taken(Word):
    """The parts of a student's week."""

    PLACEMENT = "placement", _l("Placements")
    SEAT = "seat", _l("Seats kept for you")
    COMMITMENT = "commitment", _l("Your other commitments")
