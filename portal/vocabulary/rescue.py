"""When work is at risk: why, what the office does about it, and what is reported to it."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class RiskCause(Word):
    """Why a placement is at risk."""

    REPORT = "report", _l("A problem was reported")
    BLOCKED = "blocked", _l("The student is blocked")
    MILESTONE = "milestone", _l("A milestone was missed")
    CHECK_IN = "check_in", _l("A check-in was missed")
    SILENCE = "silence", _l("Neither side did anything")
    PARTNERSHIP = "partnership", _l("The partnership is not in force")
    NEAR = "near", _l("The day is near and the step before it is missing")


class RescueStatus(Word):
    """A task at the office: one placement to look after."""

    OPEN = "open", _l("Nobody has it")
    TAKEN = "taken", _l("Looked after")
    CLOSED = "closed", _l("Done")


class RescueStepKind(Word):
    """What the office did about it, from the lightest to the gravest."""

    NUDGE = "nudge", _l("Reminded")
    MEET = "meet", _l("Arranged a meeting")
    HOLD = "hold", _l("Put on hold")
    RESUME = "resume", _l("Ended the hold")
    REASSIGN = "reassign", _l("Passed the seat on")
    END_EARLY = "end_early", _l("Ended it early")
    NO_SHOW = "no_show", _l("Recorded a no-show")


class ProblemKind(Word):
    """What a report to the office is about."""

    WORK = "work", _l("The work is not what was agreed")
    SILENCE = "silence", _l("I cannot reach the other side")
    TIME = "time", _l("The hours or dates do not work")
    FEE = "fee", _l("The fee")
    CONDUCT = "conduct", _l("How I am treated")
    SAFETY = "safety", _l("I do not feel safe")
    OTHER = "other", _l("Something else")


class NudgeOutcome(Word):
    """What became of one side when the office reminded several at once."""

    SENT = "sent", _l("Written to")
    LATELY = "lately", _l("Not written to: reminded lately")
    ONCE = "once", _l("Not written to: a letter about other work goes out now")
    NOBODY = "nobody", _l("Nobody written to: nothing is asked of either side now")
    HELD = "held", _l("Nobody written to: it is on hold")
