"""Ways to choose: one word of a vocabulary, several ticked, or several typed with commas."""

from collections.abc import Callable

from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.vocabulary import Word


def as_word(words: type[Word]) -> Callable:
    """Text to a word; nothing to None; ValueError for anything else."""
    return lambda text: words(text) if text else None


def pairs(words: type[Word]) -> list[SelectChoice]:
    """The words as choices."""
    return [SelectChoice(word.value, word.label) for word in words]


def one_of(words: type[Word], label, only: tuple | None = None, **kwargs) -> RadioField:
    """One word as radio buttons; nothing chosen is None."""
    choices = [pair for pair in pairs(words) if only is None or pair.value in only]
    return RadioField(label, choices=choices, coerce=as_word(words), validators=[Optional()], **kwargs)


def from_list(words: type[Word], label, empty: str | None = None, **kwargs) -> SelectField:
    """One word from a list; with `empty` as its first line, nothing chosen is None."""
    first = [SelectChoice("", empty)] if empty is not None else []
    return SelectField(label, choices=[*first, *pairs(words)], coerce=as_word(words), **kwargs)


def ticks(label, choices=(), **kwargs) -> SelectMultipleField:
    """Several, each with its own box."""
    return SelectMultipleField(
        label,
        choices=list(choices),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        **kwargs,
    )


class TagsField(StringField):
    """Words with commas between them. `data` is a list without doubles and empty ones."""

    def process_formdata(self, valuelist) -> None:
        words = (valuelist[0] if valuelist else "").split(",")
        self.data = list(dict.fromkeys(filter(None, (" ".join(word.split()) for word in words))))

    def _value(self) -> str:
        return ", ".join(self.data or [])
