"""Roster imports: a file, its columns, a look at what would happen, then one button.

Reading and checking a large file takes many short transactions, so that others can write meanwhile; taking it in
is one.
"""

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from portal.blueprints import roster_tables
from portal.blueprints.door import actor
from portal.blueprints.staff import bp
from portal.database import db
from portal.errors import RuleBroken, StaleEdit
from portal.forms.rosters import ButtonForm, ColumnsForm, UploadForm
from portal.security import key
from portal.services import receipts, rosters
from portal.vocabulary import RosterStatus


def upload_form() -> UploadForm:
    form = UploadForm()
    form.encoding.choices = rosters.encodings()
    return form


@bp.route("/rosters", methods=["GET", "POST"])
def rosters_index():
    """Earlier imports, and the form for the next."""
    form = upload_form()
    if form.validate_on_submit():
        roster_id = staged(form)
        if roster_id:
            return redirect(url_for(".rosters_columns", roster_id=roster_id), 303)
    found = rosters.listing(actor())
    return render_template("staff/rosters/index.html", form=form, rosters=found), 422 if form.errors else 200


def staged(form: UploadForm) -> int | None:
    """The id of the roster now staged; None with the reason at the field."""
    upload = form.file.data
    data = upload.stream.read(rosters.LARGEST + 1)
    try:
        roster = rosters.stage(
            data,
            upload.filename or "",
            by=actor(),
            campus_id=actor().campus_id,
            encoding=form.encoding.data,
            pause=db.session.commit,
        )
    except RuleBroken as refusal:
        form.file.errors = [refusal.message]
        return None
    db.session.commit()
    return roster.id


@bp.route("/rosters/<int:roster_id>/columns", methods=["GET", "POST"])
def rosters_columns(roster_id: int):
    """Which column holds what; recognised ones are chosen already."""
    roster = rosters.get(actor(), roster_id)
    if roster.status is not RosterStatus.STAGED:
        return redirect(url_for(".rosters_show", roster_id=roster_id), 303)
    columns = roster_tables.columns(roster, rosters.samples(roster))
    chosen = {field: str(column) for field, column in roster.mapping.items()}
    form = ColumnsForm(columns=columns, data={**chosen, "full": roster.full})
    if form.validate_on_submit() and checked(roster, form):
        return redirect(url_for(".rosters_show", roster_id=roster_id), 303)
    page = render_template("staff/rosters/columns.html", form=form, roster=roster)
    return page, 422 if form.errors else 200


def checked(roster, form: ColumnsForm) -> bool:
    try:
        rosters.check(roster, form.mapping, full=form.full.data, by=actor(), pause=db.session.commit)
    except StaleEdit as refusal:
        db.session.rollback()
        flash(refusal.message, "bad")
        return True
    except RuleBroken as refusal:
        form.form_errors.append(refusal.message)
        return False
    db.session.commit()
    return True


@bp.get("/rosters/<int:roster_id>")
def rosters_show(roster_id: int):
    """What the file would do, or did."""
    roster = rosters.get(actor(), roster_id)
    if not roster.counts:
        return redirect(url_for(".rosters_columns", roster_id=roster_id), 303)
    outcome = roster_tables.chosen(request.args.get("show"), roster.counts)
    after = request.args.get("after", 0, type=key)
    lines = rosters.lines_of(roster, outcome, after=after, limit=roster_tables.PAGE + 1)
    return render_template(
        "staff/rosters/show.html",
        roster=roster,
        form=ButtonForm(),
        outcome=outcome,
        **roster_tables.page(roster, outcome, lines, after),
    )


@bp.post("/rosters/<int:roster_id>/import")
def rosters_apply(roster_id: int):
    """Take the lines in; students changed meanwhile lead back to a fresh check."""
    form, back = ButtonForm(), url_for(".rosters_show", roster_id=roster_id)
    if not form.validate_on_submit() or receipts.once(form.form_key.data, actor(), "roster").repeated:
        return redirect(back, 303)
    roster = rosters.get(actor(), roster_id)
    try:
        rosters.apply(roster, by=actor())
        flash(_("The roster is imported."))
    except StaleEdit as refusal:
        db.session.rollback()
        roster = rosters.get(actor(), roster_id)
        rosters.check(roster, roster.mapping, full=roster.full, by=actor(), pause=db.session.commit)
        flash(refusal.message, "bad")
    db.session.commit()
    return redirect(back, 303)


@bp.post("/rosters/<int:roster_id>/discard")
def rosters_discard(roster_id: int):
    rosters.discard(rosters.get(actor(), roster_id), by=actor())
    db.session.commit()
    flash(_("The file is discarded. Nothing was imported."))
    return redirect(url_for(".rosters_index"), 303)


@bp.get("/rosters/<int:roster_id>/refused.csv")
def rosters_refused(roster_id: int):
    """The refused lines, to be put right and imported by themselves."""
    roster = rosters.get(actor(), roster_id)
    name = f"refused-{roster.id}.csv"
    return send_file(rosters.refused_csv(roster), mimetype="text/csv", as_attachment=True, download_name=name)
