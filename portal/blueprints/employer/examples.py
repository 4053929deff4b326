"""E2: the example library, from which a project may start."""

from flask import redirect, render_template, request, url_for

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.database import db
from portal.errors import NotFound
from portal.forms.base import Form
from portal.security import key
from portal.services import beginnings, campuses, partnerships, receipts, scoping


@bp.get("/examples")
def examples_index():
    """All examples, by field."""
    shown = beginnings.library()
    fields = list(dict.fromkeys(one.field for one in shown.values()))
    return render_template(
        "employer/examples/index.html",
        groups=[(field, [one for one in shown.values() if one.field is field]) for field in fields],
        may_post=bool(partnerships.campuses_in_force(actor())),
    )


@bp.get("/examples/<slug>")
def examples_show(slug: str):
    """One example whole, with its fee at a campus's floor."""
    return example_page(found(slug), Form())


def found(slug: str):
    """The example of this name; NotFound for another."""
    example = beginnings.library().get(slug)
    if example is None:
        raise NotFound
    return example


def example_page(example, form, status: int = 200):
    posting_to = partnerships.campuses_in_force(actor())
    campus = campuses.get(posting_to[0].id) if posting_to else campuses.get(campuses.listing()[0].id)
    page = render_template(
        "employer/examples/show.html",
        example=example,
        project=beginnings.preview(example, campus.id, campus.zone, campus.currency),
        campuses=posting_to,
        form=form,
        **scoping.WORDS,
    )
    return page, status


@bp.post("/examples/<slug>")
def examples_start(slug: str):
    """A draft with all of it; sent twice, it is one."""
    example, form = found(slug), Form()
    if not form.validate_on_submit():
        return example_page(example, form, 422)
    receipt = receipts.once(form.form_key.data, actor(), "examples_start")
    if receipt.repeated:
        return redirect(receipt.location or url_for(".examples_index"), 303)
    with refusals.above(form):
        location = receipt.led_to(begun(example))
        db.session.commit()
        return redirect(location, 303)
    return example_page(example, form, form.status_code)


def begun(example) -> str:
    """The address of a new draft."""
    project = beginnings.from_example(example, request.form.get("campus_id", type=key), by=actor())
    return url_for(".postings_check", project_id=project.id)
