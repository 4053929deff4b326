"""What history's actions and tables are called on the audit page."""

from flask_babel import lazy_gettext as _l

from portal import vocabulary as words

ACTIONS = {
    "accept": _l("Accepted"),
    "add": _l("Added"),
    "accept_for_employer": _l("Accepted for the employer"),
    "adopt": _l("Put in force"),
    "amend": _l("Amended"),
    "answer": _l("Answered"),
    "apply": _l("Applied"),
    "approve": _l("Approved"),
    "ask": _l("Asked"),
    "ask_again": _l("Asked for another project"),
    "ask_changes": _l("Asked for changes"),
    "auto_close": _l("Closed without an answer"),
    "begin": _l("Began"),
    "bounce": _l("Could not be delivered"),
    "call_office": _l("Asked the career office to join"),
    "cancel": _l("Cancelled"),
    "care_go_on": _l("Lets it go on"),
    "care_office": _l("Looks after the student"),
    "check_in_blocked": _l("Said they are blocked"),
    "check_in_judge": _l("Answered a check-in"),
    "check_in_tell": _l("Answered a check-in"),
    "change_email": _l("Changed the e-mail address"),
    "close": _l("Closed"),
    "comment": _l("Commented"),
    "confirm": _l("Confirmed"),
    "create": _l("Created"),
    "decline": _l("Declined"),
    "decline_offer": _l("Declined the offer"),
    "delegate": _l("Passed to a colleague"),
    "deliver": _l("Handed in"),
    "disable": _l("Shut"),
    "discard": _l("Discarded"),
    "disown": _l("Said it is not for them"),
    "dispute": _l("Disputed"),
    "done": _l("Done"),
    "draft": _l("Began a draft"),
    "draw": _l("Drew lots"),
    "drop_resume": _l("Removed the resume"),
    "edit": _l("Changed"),
    "enable": _l("Opened again"),
    "enter": _l("Asked before a draw"),
    "end": _l("Ended"),
    "end_early": _l("Ended early"),
    "expire": _l("Expired"),
    "fail": _l("Could not be made"),
    "fall_due": _l("Fell due"),
    "fill": _l("Filled"),
    "give_account": _l("Gave an account"),
    "grant": _l("Gave a role"),
    "hand_over": _l("Handed over"),
    "hold": _l("Held a seat"),
    "hold_from_list": _l("Held a seat for the next on the waiting list"),
    "hours_correct": _l("Corrected the hour log"),
    "hours_log": _l("Logged hours"),
    "hours_remove": _l("Removed hours from the log"),
    "invite": _l("Invited"),
    "issue": _l("Issued"),
    "join": _l("Joined the waiting list"),
    "keep_resume": _l("Uploaded a resume"),
    "lapse": _l("Lapsed"),
    "leave": _l("Left"),
    "lift_limit": _l("Lifted the limit"),
    "look_in": _l("Opened the messages"),
    "milestone_accept": _l("Found a milestone fine"),
    "milestone_deliver": _l("Delivered a milestone"),
    "milestone_rework": _l("Asked for rework of a milestone"),
    "no_show": _l("Did not start"),
    "note": _l("Noted"),
    "nudge": _l("Reminded"),
    "offer": _l("Offered a seat"),
    "offer_from_list": _l("Offered a seat to the next on the waiting list"),
    "open": _l("Opened"),
    "order": _l("Ordered"),
    "pass_over": _l("Passed over on the waiting list"),
    "propose": _l("Proposed a student"),
    "propose_from_list": _l("Proposed the next on the waiting list"),
    "publish": _l("Published"),
    "reassign": _l("Passed the seat on"),
    "reflect": _l("Reflected"),
    "register": _l("Said they are interested"),
    "refuse": _l("Did not select"),
    "reopen": _l("Opened again"),
    "report_paid": _l("Reported as paid"),
    "resolve": _l("Settled"),
    "resume": _l("Resumed"),
    "review": _l("Reviewed"),
    "revise": _l("Asked for a revision"),
    "revoke": _l("Revoked"),
    "schedule": _l("Scheduled"),
    "send": _l("Sent"),
    "set_password": _l("Chose a password"),
    "shortlist": _l("Shortlisted"),
    "stage": _l("Uploaded"),
    "start": _l("Started"),
    "submit": _l("Submitted"),
    "supersede": _l("Replaced"),
    "suspend": _l("Suspended"),
    "tick": _l("Ticked the kick-off list"),
    "type": _l("Began to type the answers"),
    "vet": _l("Marked the checklist"),
    "void": _l("Voided"),
    "waive": _l("Waived"),
    "withdraw": _l("Withdrew"),
    "withdraw_membership": _l("Ended a role"),
    "write": _l("Wrote a message"),
}
OTHERWISE = {
    ("roster", "apply"): _l("Imported"),
    ("evaluation_request", "begin"): _l("Began to answer"),
    ("partnership", "open"): _l("Opened for review"),
}
"""Where an action means something else."""
SUBJECTS = {
    "audience_request": _l("Question to another campus"),
    "campus": _l("Campus"),
    "certificate": _l("Certificate"),
    "certificate_order": _l("Certificate order"),
    "claim": _l("Claim"),
    "commitment": _l("Commitment beside placements"),
    "contact": _l("Contact"),
    "draw": _l("Draw"),
    "employer": _l("Employer"),
    "employer_note": _l("Note about an employer"),
    "employer_change": _l("Change of a profile"),
    "evaluation": _l("Evaluation"),
    "evaluation_request": _l("Evaluation link"),
    "fee": _l("Fee"),
    "interest": _l("Interest"),
    "form_version": _l("Words"),
    "partnership": _l("Partnership"),
    "placement": _l("Placement"),
    "policy_version": _l("Policy"),
    "project": _l("Project"),
    "project_revision": _l("Change of a project"),
    "reflection": _l("Reflection"),
    "roster": _l("Roster"),
    "student": _l("Student profile"),
    "user_account": _l("Account"),
}

VALUES = {
    ("audience_request", "status"): words.AudienceStatus,
    ("certificate", "reason"): words.RevocationReason,
    ("claim", "status"): words.ClaimStatus,
    ("employer_change", "status"): words.ChangeStatus,
    ("fee", "fee"): words.FeeStatus,
    ("partnership", "decline_code"): words.DeclineCode,
    ("partnership", "status"): words.PartnershipStatus,
    ("placement", "cause"): words.EndCause,
    ("placement", "status"): words.PlacementStatus,
    ("placement", "milestone_status"): words.MilestoneStatus,
    ("placement", "stage"): words.ReflectionStage,
    ("project", "decline_code"): words.DeclineCode,
    ("project", "status"): words.ProjectStatus,
    ("project_revision", "status"): words.RevisionStatus,
    ("user_account", "role"): words.Role,
}
"""Which fields keep a word of the vocabulary."""


def action(word: str, of: str = "") -> str:
    """The action (on a subject) as a person reads it; a word nobody listed is shown as it is stored."""
    return str(OTHERWISE.get((of, word)) or ACTIONS.get(word) or plain(word).capitalize())


def subject(word: str) -> str:
    return str(SUBJECTS.get(word) or plain(word).capitalize())


def value(of: str, name: str, stored: object) -> object:
    """A stored word as its label; anything else as it is."""
    kept = {word.value: word for word in VALUES.get((of, name), ())}
    return str(kept[stored].label) if isinstance(stored, str) and stored in kept else stored


def plain(word: str) -> str:
    return word.replace("_", " ")
