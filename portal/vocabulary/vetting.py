"""How an employer is vetted: the checklist, what was decided on those at work, changes that wait."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class VettingItem(Word):
    """One line of the checklist, in the order it is worked through."""

    WEBSITE = "website", _l("The website works and is theirs")
    MAIL_DOMAIN = "mail_domain", _l("The contact's e-mail is on the website's domain")
    ADDRESS_PHONE = "address_phone", _l("Address and telephone found independently")
    REGISTRATION = "registration", _l("Entry in a register found")
    SUPERVISOR = "supervisor", _l("A named supervisor found")
    NO_MONEY = "no_money", _l("No money is asked of students")
    PAY = "pay", _l("The pay is plausible for the work")
    NOT_RECRUITER = "not_recruiter", _l("Not recruiting for somebody else undisclosed")
    PAST_RECORD = "past_record", _l("Past record here looked at")
    NO_CONFLICT = "no_conflict", _l("No conflict of interest")
    TERMS = "terms", _l("Terms accepted")
    NEXT_REVIEW = "next_review", _l("Date of the next review set")


HINTS = {
    VettingItem.WEBSITE: _l("Opened it yourself: it names the organisation, its people and its work."),
    VettingItem.MAIL_DOMAIN: _l("The same domain, letter by letter. Free mail proves nothing."),
    VettingItem.ADDRESS_PHONE: _l(
        "Found in a source they did not write, such as a directory, and the call was answered."
    ),
    VettingItem.REGISTRATION: _l("Companies, charities or public bodies register, or the statutes."),
    VettingItem.SUPERVISOR: _l("Named on the website or confirmed by the switchboard."),
    VettingItem.NO_MONEY: _l("No fee, deposit, kit, licence or purchase."),
    VettingItem.PAY: _l("Neither far below nor far above what such work is paid."),
    VettingItem.NOT_RECRUITER: _l("The work is for themselves, or the client is named."),
    VettingItem.PAST_RECORD: _l(
        "Earlier applications, declines, suspensions and placements: see Checked for you."
    ),
    VettingItem.NO_CONFLICT: _l("Nobody who decides here has an interest in this organisation."),
    VettingItem.TERMS: _l("The version, the name and the date are right."),
    VettingItem.NEXT_REVIEW: _l("Set with the approval."),
}
"""What ticking an item says that you did."""
OPTIONAL = {VettingItem.REGISTRATION, VettingItem.PAY, VettingItem.PAST_RECORD}


class MarkState(Word):
    """What one mark on the checklist says."""

    TICKED = "ticked", _l("Ticked")
    OPEN = "open", _l("Open")
    WAIVED = "waived", _l("Left open with a reason")


class CareChoice(Word):
    """What the office decided for a student at work while a partnership is not in force."""

    GO_ON = "go_on", _l("Let it go on")
    OFFICE = "office", _l("The office looks after it")


class ChangeStatus(Word):
    """A material change of an employer's profile."""

    WAITING = "waiting", _l("Waiting for review")
    ACCEPTED = "accepted", _l("Accepted")
    DECLINED = "declined", _l("Declined")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
