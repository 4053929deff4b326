"""The student's reflection: three short questions, worded for its stage."""

from flask_babel import lazy_gettext as _l

from portal.forms.base import Form
from portal.forms.placements import words
from portal.vocabulary import ReflectionStage

ASKED = _l("Write a sentence or two.")
QUESTIONS = {
    ReflectionStage.BEFORE: (
        _l("What will you do?"),
        _l("What do you want to learn?"),
        _l("What could get in the way, and what then?"),
    ),
    ReflectionStage.HALFWAY: (
        _l("What have you done so far?"),
        _l("What have you learned so far?"),
        _l("What will you do differently from here?"),
    ),
    ReflectionStage.AFTER: (
        _l("What did you do?"),
        _l("What did you learn?"),
        _l("What comes next for you?"),
    ),
}


class ReflectionForm(Form):
    """What was done, what was learned, what is next."""

    did = words("", asked=ASKED)
    learned = words("", asked=ASKED)
    next = words("", asked=ASKED)

    def word_for(self, stage: ReflectionStage) -> None:
        """Put the questions as this stage asks them."""
        for field, question in zip((self.did, self.learned, self.next), QUESTIONS[stage], strict=True):
            field.label.text = question
