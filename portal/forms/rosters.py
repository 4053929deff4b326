"""Forms of a roster import: the file, its columns, and a button."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SelectField

from portal.forms.base import Form
from portal.vocabulary import RosterField


class UploadForm(Form):
    """A registrar's file."""

    file = FileField(
        _l("The registrar's file"),
        description=_l("CSV with a heading: separated by commas, semicolons or tabs, at most 25 MB."),
        validators=[FileRequired(_l("Choose a file."))],
    )
    encoding = SelectField(
        _l("Letters"),
        description=_l("Change this only if names look wrong afterwards."),
        validate_choice=True,
    )


def column(field: RosterField) -> SelectField:
    return SelectField(field.label)


class ColumnsForm(Form):
    """Which column of the file holds which field; the file's columns are handed in as choices."""

    number = column(RosterField.NUMBER)
    email = column(RosterField.EMAIL)
    name = column(RosterField.NAME)
    first = column(RosterField.FIRST)
    last = column(RosterField.LAST)
    preferred = column(RosterField.PREFERRED)
    college = column(RosterField.COLLEGE)
    programme = column(RosterField.PROGRAMME)
    year = column(RosterField.YEAR)
    graduates = column(RosterField.GRADUATES)
    full = BooleanField(
        _l("This is the full roster"),
        description=_l(
            "Students who are not in it are then no longer enrolled. They keep what they have done."
        ),
    )

    def __init__(self, *args, columns: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields_of_file:
            field.choices = columns

    @property
    def fields_of_file(self) -> list[SelectField]:
        return [self[word.value] for word in RosterField]

    @property
    def mapping(self) -> dict[str, int]:
        """Field -> column, from 0, of those that have one."""
        return {field.name: int(field.data) for field in self.fields_of_file if field.data}


class ButtonForm(Form):
    """A button that must not act twice."""
