"""How work is judged, and what a certificate says about it."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class Competency(Word):
    CAREER = "career", _l("Career & self-development")
    COMMUNICATION = "communication", _l("Communication")
    THINKING = "thinking", _l("Critical thinking")
    EQUITY = "equity", _l("Equity & inclusion")
    LEADERSHIP = "leadership", _l("Leadership")
    PROFESSIONALISM = "professionalism", _l("Professionalism")
    TEAMWORK = "teamwork", _l("Teamwork")
    TECHNOLOGY = "technology", _l("Technology")


class Level(Word):
    """A competency's level; `not_observed` is never averaged and never printed."""

    EMERGING = "emerging", _l("Emerging")
    DEVELOPING = "developing", _l("Developing")
    APPLYING = "applying", _l("Applying")
    ADVANCED = "advanced", _l("Advanced")
    NOT_OBSERVED = "not_observed", _l("Not observed")


class Quality(Word):
    """A deliverable against its acceptance criterion."""

    UNUSABLE = "unusable", _l("Unusable")
    REWORK = "rework", _l("Usable after major rework")
    MEETS = "meets", _l("Meets the criterion")
    EXCEEDS = "exceeds", _l("Exceeds the criterion")


class Timeliness(Word):
    LATE = "late", _l("Late without notice")
    LATE_AGREED = "late_agreed", _l("Late, as agreed")
    ON_TIME = "on_time", _l("On time")
    EARLY = "early", _l("Early")


class Engage(Word):
    YES = "yes", _l("Yes")
    WITH_SUPPORT = "with_support", _l("Yes, with support")
    NO = "no", _l("No")


class Host(Word):
    YES = "yes", _l("Yes")
    NO = "no", _l("No")
    LATER = "later", _l("Ask me later")


class NextStep(Word):
    NONE = "none", _l("Nothing for now")
    PROJECT = "project", _l("Another project")
    INTERNSHIP = "internship", _l("An internship")
    JOB = "job", _l("A job")
    REFERENCE = "reference", _l("A reference")


class Channel(Word):
    """How answers reached the office that typed them for a supervisor."""

    PHONE = "phone", _l("On the phone")
    PAPER = "paper", _l("On the printed form")


class Assurance(Word):
    """What a campus asks of whoever follows a mailed evaluation link."""

    LINK = "link", _l("The link is enough")
    CODE = "code", _l("The link and a code sent by mail")
    ACCOUNT = "account", _l("The link and an account")


class Attestation(Word):
    A = "A", _l("The supervisor evaluated this work")
    B = "B", _l("The supervisor confirmed that the work was completed")
    C = "C", _l("The career office attests this work from evidence")


class HoursBasis(Word):
    PLANNED = "planned", _l("as planned")
    LOGGED = "logged", _l("as logged")
    ATTESTED = "attested", _l("as attested by the supervisor")


class InTheWay(Word):
    """What the student says at a check-in."""

    NOTHING = "nothing", _l("Nothing")
    SOMETHING = "something", _l("Something, but I can go on")
    BLOCKED = "blocked", _l("I am blocked and cannot go on")


class Track(Word):
    """What the supervisor says at a check-in."""

    ON = "on", _l("On track")
    CHANGE = "change", _l("On track if something changes")
    OFF = "off", _l("Not on track")
