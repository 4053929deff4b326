"""Certificates as one file for a printer: choosing them, watching it being made, fetching it."""

from flask import redirect, render_template, request, url_for

from portal import htmx
from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.downloads import send
from portal.blueprints.staff import bp
from portal.database import db
from portal.errors import NotFound
from portal.forms.cohorts import PrintChoiceForm, PrintForm
from portal.services import cohorts, prints
from portal.vocabulary import PrintSort


@bp.get("/certificates/prints")
def prints_index():
    """What was printed lately, and valid certificates to choose from."""
    return prints_page(PrintChoiceForm(formdata=None))


def prints_page(form: PrintChoiceForm, status: int = 200):
    search = request.args.get("q", "").strip()[:100]
    found = prints.choices(actor(), search)
    runs = prints.listing(actor())
    page = render_template(
        "staff/prints/index.html", form=form, found=found, runs=runs, search=search, most=prints.LISTED
    )
    return page, status


@bp.post("/certificates/prints")
def prints_order():
    """Print those ticked."""
    form = PrintChoiceForm()
    if not form.validate_on_submit():
        return prints_page(form, 422)
    with refusals.above(form):
        run = prints.of_ticked(form.certificates.data or [], PrintSort(form.sort.data), by=actor())
        db.session.commit()
        return redirect(url_for(".prints_show", run_id=run.id), 303)
    return prints_page(form, form.status_code)


@bp.post("/certificates/cohorts/<int:cohort_id>/print")
def prints_cohort(cohort_id: int):
    """Print what a cohort has issued."""
    found, form = cohorts.get(actor(), cohort_id), PrintForm()
    with refusals.flashed():
        sort = PrintSort(form.sort.data) if form.validate_on_submit() else PrintSort.NAME
        run = prints.of_cohort(found, sort, by=actor())
        db.session.commit()
        return redirect(url_for(".prints_show", run_id=run.id), 303)
    return redirect(url_for(".cohorts_show", cohort_id=cohort_id), 303)


@bp.get("/certificates/prints/<int:run_id>")
def prints_show(run_id: int):
    """How the making goes: nothing new while it is made, then the file."""
    run = prints.get(actor(), run_id)
    if htmx.is_partial() and run.done_at is None:
        return "", 204
    pages = prints.pages(run)
    return htmx.render("staff/prints/show.html", "staff/prints/_file.html", run=run, pages=pages)


@bp.get("/certificates/prints/<int:run_id>/certificates.pdf")
def prints_pdf(run_id: int):
    """The file, to be saved; NotFound once its days are over."""
    run = prints.get(actor(), run_id)
    if run.file is None:
        raise NotFound
    return send(run.file)
