"""The states of everything that has a life."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


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


class AudienceStatus(Word):
    """What another campus's office said to showing a project to its students."""

    ASKED = "asked", _l("Waiting for the campus")
    APPROVED = "approved", _l("Shown to its students")
    DECLINED = "declined", _l("Declined")
    ENDED = "ended", _l("No longer shown")
    LAPSED = "lapsed", _l("Over before an answer")


class RevisionStatus(Word):
    """A change of an open project."""

    DRAFT = "draft", _l("Being written")
    PENDING = "pending", _l("Waiting for review")
    APPROVED = "approved", _l("Approved")
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


class MilestoneStatus(Word):
    """A date on the way of a placement."""

    PLANNED = "planned", _l("Planned")
    DELIVERED = "delivered", _l("Delivered")
    REWORK = "rework", _l("To be reworked")
    OK = "ok", _l("Done")


class AmendmentStatus(Word):
    """A change of what student and employer agreed."""

    PROPOSED = "proposed", _l("Waiting for the other side")
    AGREED = "agreed", _l("Agreed, waiting for the career office")
    IN_FORCE = "in_force", _l("In force")
    REFUSED = "refused", _l("Refused")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    LAPSED = "lapsed", _l("Over before an answer")


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


class TranscriptStatus(Word):
    """All experience in one document; a newer one is another document."""

    ORDERED = "ordered", _l("Being made")
    FAILED = "failed", _l("Could not be made")
    ISSUED = "issued", _l("Valid")
    WITHDRAWN_BY_HOLDER = "withdrawn_by_holder", _l("Withdrawn by its holder")


class VerifyOutcome(Word):
    """What a certificate that somebody holds is worth."""

    VALID = "valid", _l("Genuine and valid")
    SUPERSEDED = "superseded", _l("Genuine, but replaced by a newer one")
    REVOKED = "revoked", _l("Genuine, but revoked")
    WITHDRAWN = "withdrawn", _l("Genuine, but withdrawn by its holder")
    ALTERED = "altered", _l("Changed after it was issued")
    NOT_OURS = "not_ours", _l("Not one of ours")
    NOT_LISTED = "not_listed", _l("Signed by us, but not in our records")
    UNREADABLE = "unreadable", _l("Not a file that can be read")


class FeeStatus(Word):
    AGREED = "agreed", _l("Agreed")
    DUE = "due", _l("Due")
    REPORTED_PAID = "reported_paid", _l("Reported paid")
    CONFIRMED = "confirmed", _l("Confirmed")
    DISPUTED = "disputed", _l("Disputed")
    RESOLVED = "resolved", _l("Resolved")
    AMENDED = "amended", _l("Amended")
    VOID = "void", _l("None")


class FileState(Word):
    KEPT = "kept", _l("Kept")
    GONE = "gone", _l("Removed")


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


class RatingMoment(Word):
    """When a student places themselves on the competencies."""

    START = "start", _l("At the start")
    CLOSE = "close", _l("At the end")


class ReflectionStage(Word):
    BEFORE = "before", _l("Before")
    HALFWAY = "halfway", _l("Half way")
    AFTER = "after", _l("After")
