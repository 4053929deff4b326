"""Who acts, in which role, and by which kind of letter they come in."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class ActorKind(Word):
    NOBODY = "nobody", _l("Nobody")
    USER = "user", _l("Person")
    LINK = "link", _l("Holder of a mailed link")
    SYSTEM = "system", _l("The portal")
    CLI = "cli", _l("Command line")


class Role(Word):
    STUDENT = "student", _l("Student")
    CONTACT = "contact", _l("Employer contact")
    STAFF = "staff", _l("Career office")
    ADMIN = "admin", _l("Administrator")


class TokenPurpose(Word):
    INVITATION = "invitation", _l("Invitation")
    RESET = "reset", _l("New password")
    VERIFY_EMAIL = "verify_email", _l("Confirm an e-mail address")


class Side(Word):
    """Whose move it is in a placement."""

    STUDENT = "student", _l("The student")
    EMPLOYER = "employer", _l("The employer")
    OFFICE = "office", _l("The career office")


class Seen(Word):
    """What of a student's somebody looked at."""

    APPLICATION = "application", _l("Your application")
    FILE = "file", _l("Your file")
    PROFILE = "profile", _l("Your profile")
    MESSAGES = "messages", _l("Your messages")
