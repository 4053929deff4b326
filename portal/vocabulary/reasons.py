"""Why something was refused, ended or taken back."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class DeclineCode(Word):
    UNPAID = "unpaid", _l("No fee, or below the floor")
    SCOPE = "scope", _l("Not a scoped project")
    ONGOING = "ongoing", _l("Ongoing work, not a micro-internship")
    UNVERIFIED = "unverified", _l("We could not verify the organisation")
    UNSAFE = "unsafe", _l("Not safe or not suitable for students")
    RECRUITER = "recruiter", _l("Recruiting for somebody else")
    DUPLICATE = "duplicate", _l("Already in the portal")
    OTHER = "other", _l("Another reason")


class ClosedReason(Word):
    """Why the portal closed a claim that nobody answered for."""

    FILLED = "filled", _l("All seats are taken")
    CANCELLED = "cancelled", _l("The project was cancelled")
    EXPIRED = "expired", _l("The project closed")
    SUSPENDED = "suspended", _l("The partnership is not in force")
    INELIGIBLE = "ineligible", _l("No longer eligible")


class EndCause(Word):
    STUDENT_LEFT = "student_left", _l("The student left")
    EMPLOYER_LEFT = "employer_left", _l("The employer stopped the project")
    SCOPE = "scope", _l("The scope changed too much")
    SILENCE = "silence", _l("One side went silent")
    OTHER = "other", _l("Another cause")


class RevocationReason(Word):
    ISSUED_IN_ERROR = "issued_in_error", _l("Issued in error")
    FACTS_WRONG = "facts_wrong", _l("A fact it states is wrong")
    MISCONDUCT = "misconduct", _l("Misconduct was found")


class OfficeAsked(Word):
    """Why the career office has to agree to a change, too."""

    FEE_DROPS = "fee_drops", _l("The fee becomes smaller")
    BELOW_FLOOR = "below_floor", _l("The fee per hour falls below the floor")
    HOURS_OUTSIDE = "hours_outside", _l("The hours leave what the campus allows")
    FUND_PAYS_MORE = "fund_pays_more", _l("A fund would have to pay more")
