"""The student's review of the host, and the office's word on its comment."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.forms.base import Form
from portal.forms.placements import words
from portal.vocabulary import HostAnswer, HostAspect

ASKED = {
    HostAspect.BRIEF_MATCHED: _l("Did the work match the brief?"),
    HostAspect.HOURS_RIGHT: _l("Were the hours about right?"),
    HostAspect.PREPARED: _l("Was the employer prepared for you?"),
    HostAspect.RESPONSIVE: _l("Were your questions answered in time?"),
    HostAspect.USEFUL_FEEDBACK: _l("Was the feedback useful?"),
    HostAspect.PAID_AS_AGREED: _l("Was the fee paid as agreed?"),
    HostAspect.SAFE: _l("Did you feel safe?"),
}
CHOOSE = _l("Choose one of the answers.")
ALL = [(answer.value, answer.label) for answer in HostAnswer]
SAID = [choice for choice in ALL if choice[0] != HostAnswer.UNSAID]


def question(aspect: HostAspect) -> RadioField:
    """One question; whether somebody felt safe is said plainly."""
    choices = SAID if aspect is HostAspect.SAFE else ALL
    return RadioField(ASKED[aspect], choices=choices, validators=[InputRequired(CHOOSE)])


class HostReviewForm(Form):
    """Seven questions, a comment for everybody and a note for the office."""

    brief_matched = question(HostAspect.BRIEF_MATCHED)
    hours_right = question(HostAspect.HOURS_RIGHT)
    prepared = question(HostAspect.PREPARED)
    responsive = question(HostAspect.RESPONSIVE)
    useful_feedback = question(HostAspect.USEFUL_FEEDBACK)
    paid_as_agreed = question(HostAspect.PAID_AS_AGREED)
    safe = question(HostAspect.SAFE)
    comment = words(
        _l("A comment for other students"),
        _l("Shown without your name, with the term only, once the career office has read it."),
        600,
    )
    note = words(
        _l("A note to the career office"), _l("Only the office reads it, and answers where you ask."), 1000
    )

    @property
    def answers(self) -> dict[HostAspect, HostAnswer]:
        """What was chosen."""
        return {aspect: HostAnswer(self[aspect.value].data) for aspect in HostAspect}


class DeclineForm(Form):
    """Why a comment is not shown."""

    note = words(
        _l("Why is it not shown?"),
        _l("The student reads this."),
        600,
        asked=_l("Say why in a sentence; the student reads it."),
    )
