"""The student's reflection: three short questions of its stage, and the campus's own."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from portal.forms.base import Form
from portal.forms.placements import words

ASKED = _l("Write a sentence or two.")


class ReflectionForm(Form):
    """What was done, what was learned, what is next; `version` is that of the questions shown."""

    did = words("", asked=ASKED)
    learned = words("", asked=ASKED)
    next = words("", asked=ASKED)
    version = HiddenField()

    def word_for(self, questions: Sequence[str]) -> None:
        """Put the questions as this stage asks them."""
        for field, question in zip((self.did, self.learned, self.next), questions, strict=True):
            field.label.text = question


def with_own(own: Sequence[tuple[str, str]]) -> type[ReflectionForm]:
    """The form with further questions (key, text); they may be left empty."""
    return type("OwnReflectionForm", (ReflectionForm,), {key: words(text) for key, text in own})
