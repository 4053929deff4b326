"""The portal's words, each with its label. Read this first."""

from enum import StrEnum
from typing import Self

from flask_babel import lazy_gettext as _l


class Word(StrEnum):
    """A stored value and the label people read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word


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


class PartnershipStatus(Word):
    APPLIED = "applied", _l("Applied")
    IN_REVIEW = "in_review", _l("In review")
    CHANGES_REQUESTED = "changes_requested", _l("Changes requested")
    APPROVED = "approved", _l("Approved")
    DECLINED = "declined", _l("Declined")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    SUSPENDED = "suspended", _l("Suspended")
    ENDED = "ended", _l("Ended")


class ProjectStatus(Word):
    DRAFT = "draft", _l("Draft")
    SUBMITTED = "submitted", _l("Waiting for review")
    CHANGES_REQUESTED = "changes_requested", _l("Changes requested")
    OPEN = "open", _l("Open")
    FILLED = "filled", _l("Filled")
    CLOSED = "closed", _l("Closed")
    EXPIRED = "expired", _l("Expired")
    CANCELLED = "cancelled", _l("Cancelled")
    DECLINED = "declined", _l("Declined")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


class ClaimStatus(Word):
    HELD = "held", _l("Held for you")
    SUBMITTED = "submitted", _l("Applied")
    SHORTLISTED = "shortlisted", _l("Shortlisted")
    OFFERED = "offered", _l("Offered")
    PROPOSED = "proposed", _l("Proposed to you")
    WAITLISTED = "waitlisted", _l("On the waiting list")
    ACCEPTED = "accepted", _l("Accepted")
    LAPSED = "lapsed", _l("Lapsed")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    NOT_SELECTED = "not_selected", _l("Not selected")
    DECLINED_BY_STUDENT = "declined_by_student", _l("Declined by the student")
    AUTO_CLOSED = "auto_closed", _l("Closed without an answer")
    CLOSED = "closed", _l("Closed")


class PlacementStatus(Word):
    KICKOFF = "kickoff", _l("Kick-off")
    ACTIVE = "active", _l("Active")
    DELIVERED = "delivered", _l("Handed in")
    REVISION = "revision", _l("In revision")
    ACCEPTED = "accepted", _l("Work accepted")
    CLOSED = "closed", _l("Closed")
    ENDED_EARLY = "ended_early", _l("Ended early")
    NO_SHOW = "no_show", _l("Did not start")


class RequestStatus(Word):
    """An evaluation request: one mailed link, or its end."""

    SCHEDULED = "scheduled", _l("Scheduled")
    SENT = "sent", _l("Sent")
    OPENED = "opened", _l("Opened")
    DRAFT = "draft", _l("Begun")
    SUBMITTED = "submitted", _l("Submitted")
    BOUNCED = "bounced", _l("Could not be delivered")
    DELEGATED = "delegated", _l("Passed to a colleague")
    EXPIRED = "expired", _l("Expired")
    REVOKED = "revoked", _l("Revoked")
    WAIVED = "waived", _l("Waived")


class CertificateStatus(Word):
    ISSUED = "issued", _l("Valid")
    SUPERSEDED = "superseded", _l("Replaced")
    REVOKED = "revoked", _l("Revoked")
    WITHDRAWN_BY_HOLDER = "withdrawn_by_holder", _l("Withdrawn by its holder")


class FeeStatus(Word):
    AGREED = "agreed", _l("Agreed")
    DUE = "due", _l("Due")
    REPORTED_PAID = "reported_paid", _l("Reported paid")
    CONFIRMED = "confirmed", _l("Confirmed")
    DISPUTED = "disputed", _l("Disputed")
    RESOLVED = "resolved", _l("Resolved")
    AMENDED = "amended", _l("Amended")
    VOID = "void", _l("None")


class Attestation(Word):
    A = "A", _l("The supervisor evaluated this work")
    B = "B", _l("The supervisor confirmed that the work was completed")
    C = "C", _l("The career office attests this work from evidence")


class HoursBasis(Word):
    PLANNED = "planned", _l("as planned")
    LOGGED = "logged", _l("as logged")
    ATTESTED = "attested", _l("as attested by the supervisor")


class Selection(Word):
    CLAIM = "claim", _l("First come, first served")
    APPLY = "apply", _l("The supervisor chooses")
    MATCH = "match", _l("The career office proposes")


class Place(Word):
    REMOTE = "remote", _l("Remote")
    HYBRID = "hybrid", _l("Hybrid")
    ONSITE = "onsite", _l("On site")


class Format(Word):
    MICRO_INTERNSHIP = "micro_internship", _l("Micro-internship")
    NANO = "nano", _l("Nano")
    FLASH = "flash", _l("Flash")
    SPRINT = "sprint", _l("Sprint")
    POP_UP = "pop_up", _l("Pop-up")
    VIRTUAL = "virtual", _l("Virtual placement")
    ON_DEMAND = "on_demand", _l("On demand")
    GIG = "gig", _l("Gig")


class Field(Word):
    RESEARCH = "research", _l("Research")
    WRITING = "writing", _l("Writing and editing")
    DATA = "data", _l("Data")
    MARKETING = "marketing", _l("Marketing")
    DESIGN = "design", _l("Design")
    TECHNOLOGY = "technology", _l("Technology")
    EVENTS = "events", _l("Events")
    FINANCE = "finance", _l("Finance")
    EDUCATION = "education", _l("Education")
    OTHER = "other", _l("Other")


class Payer(Word):
    EMPLOYER = "employer", _l("The employer")
    UNIVERSITY = "university", _l("A university fund")
    DONOR = "donor", _l("A donor fund")


class FeeTrigger(Word):
    ON_ACCEPTANCE = "on_acceptance", _l("When the work is accepted")
    ON_MILESTONES = "on_milestones", _l("By milestone")


class MayShow(Word):
    YES = "yes", _l("Yes")
    REDACTED = "redacted", _l("With confidential parts removed")
    NO = "no", _l("No")


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


class EligibilityKind(Word):
    COLLEGE = "college", _l("College")
    PROGRAMME = "programme", _l("Programme")
    YEAR = "year", _l("Year")


class ReflectionStage(Word):
    BEFORE = "before", _l("Before")
    HALFWAY = "halfway", _l("Half way")
    AFTER = "after", _l("After")


class FileState(Word):
    KEPT = "kept", _l("Kept")
    GONE = "gone", _l("Removed")


class TokenPurpose(Word):
    INVITATION = "invitation", _l("Invitation")
    RESET = "reset", _l("New password")
    VERIFY_EMAIL = "verify_email", _l("Confirm an e-mail address")


class JobStatus(Word):
    WAITING = "waiting", _l("Waiting")
    DONE = "done", _l("Done")
    DEAD = "dead", _l("Given up")


class RosterStatus(Word):
    STAGED = "staged", _l("To check")
    APPLIED = "applied", _l("Imported")
    DISCARDED = "discarded", _l("Discarded")


class RosterOutcome(Word):
    NEW = "new", _l("New")
    CHANGED = "changed", _l("Changed")
    SAME = "same", _l("Unchanged")
    REFUSED = "refused", _l("Refused")


class Side(Word):
    """Whose move it is in a placement."""

    STUDENT = "student", _l("The student")
    EMPLOYER = "employer", _l("The employer")
    OFFICE = "office", _l("The career office")


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
