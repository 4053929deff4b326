"""When the domain says no: nothing is kept, and the person reads why where they typed.

Each is a block around a verb and its commit. What follows the block runs after a refusal only, so it finds its
records anew and shows the page once more:

    with refusals.above(form):
        offers.offer(claim, by=actor())
        db.session.commit()
        return redirect(there, 303)
    return page(claims.get(actor(), claim_id), form, form.status_code)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from flask import flash, request

from portal.blueprints.door import actor
from portal.database import db, take_write_lock
from portal.errors import RuleBroken
from portal.forms.base import Form
from portal.services import receipts


@dataclass
class Told:
    """A block that a refusal ends; `tell` puts its words where they are read."""

    tell: Callable[[RuleBroken], object] = str
    message: str = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind, refusal: BaseException | None, _trace) -> bool:
        if not isinstance(refusal, RuleBroken):
            return False
        db.session.rollback()
        take_write_lock(False)  # the next one may write while this page is made
        self.message = refusal.message
        self.tell(refusal)
        return True


def above(form: Form) -> Told:
    """The words stand above the form; `form.status_code` is what its page answers."""

    def tell(refusal: RuleBroken) -> None:
        form.form_errors.append(refusal.message)
        form.status_code = refusal.status

    return Told(tell)


def at(field) -> Told:
    """The words stand at the field that they are about."""

    def tell(refusal: RuleBroken) -> None:
        field.errors = [*field.errors, refusal.message]

    return Told(tell)


def flashed() -> Told:
    """The words are a message on the page that the answer leads to: there was nothing to fill in."""
    return Told(lambda refusal: flash(refusal.message, "bad"))


def heard() -> Told:
    """The page itself shows the words, which `message` holds: `with heard() as no: ...`."""
    return Told()


def done(form: Form, action: str, act: Callable[[], object]) -> bool:
    """Act on a good form and commit, once however often it is sent; a refusal goes into the form's errors."""
    if not form.validate_on_submit():
        return False
    with above(form):
        if not receipts.once(form.form_key.data, actor(), f"{action} {request.path}").repeated:
            act()
        db.session.commit()
        return True
    return False
