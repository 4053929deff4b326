"""How students saw their host."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class HostAspect(Word):
    """What a student is asked about the host; the values are the columns of a review."""

    BRIEF_MATCHED = "brief_matched", _l("The work matched the brief")
    HOURS_RIGHT = "hours_right", _l("The hours were right")
    PREPARED = "prepared", _l("The host was prepared")
    RESPONSIVE = "responsive", _l("Questions were answered in time")
    USEFUL_FEEDBACK = "useful_feedback", _l("The feedback was useful")
    PAID_AS_AGREED = "paid_as_agreed", _l("The fee was paid as agreed")
    SAFE = "safe", _l("The student felt safe")


class HostAnswer(Word):
    YES = "yes", _l("Yes")
    PARTLY = "partly", _l("Partly")
    NO = "no", _l("No")
    UNSAID = "unsaid", _l("I cannot say")


class CommentStatus(Word):
    """A review's public comment."""

    NONE = "none", _l("No comment")
    WAITING = "waiting", _l("Waiting for the career office")
    SHOWN = "shown", _l("Shown")
    DECLINED = "declined", _l("Not shown")
