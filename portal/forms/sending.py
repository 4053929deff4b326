"""Before a project is sent: one question for each warning."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length, StopValidation

from portal.forms.base import Form

KEY = "reason_"


class SendForm(Form):
    """Extended by `form_of` with a field for each warning."""

    @property
    def reasons(self) -> dict[str, str]:
        """{key of the warning: words}, for the fields that hold what may be kept."""
        asked = [field for field in self if field.name.startswith(KEY)]
        return {
            field.render_kw["data-key"]: field.data or "" for field in asked if len(field.data or "") <= 300
        }

    def of(self, key: str) -> TextAreaField:
        """The field that asks about a warning."""
        return self[name_of(key)]


def form_of(found: Iterable[Any], reasons: Mapping[str, str]) -> SendForm:
    """The form that asks why about each warning of the linter, filled with the reasons given before."""
    warnings = [one for one in found if not one.blocks]
    kind = type("Asking", (SendForm,), {name_of(one.key): _field(one) for one in warnings})
    return kind(data={name_of(one.key): reasons.get(one.key, "") for one in warnings})


def name_of(key: str) -> str:
    """A field's name for a finding: short, and the same as long as the finding is."""
    return KEY + hashlib.sha256(key.encode()).hexdigest()[:10]


def _field(one: Any) -> TextAreaField:
    return TextAreaField(
        _l("Why is it meant so?"),
        description=_l("The career office reads this beside the question. Or change the answer."),
        validators=[_given, Length(max=300)],
        render_kw={"data-key": one.key},
    )


def _given(form: Form, field: TextAreaField) -> None:
    if not (field.data or "").strip():
        raise StopValidation(_l("Say why it is meant so, or change the answer."))
