"""The administrator's people: inviting staff, and shutting an account at once."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints.admin import bp
from portal.blueprints.door import actor, require_fresh
from portal.database import db
from portal.errors import RuleBroken
from portal.forms.campuses import InviteForm
from portal.services import campuses, directory, invitations, people
from portal.vocabulary import Role

ADMIN = "admin"


@bp.get("/people")
def people_index():
    search = request.args.get("q", "").strip()
    return render_template(
        "admin/people/index.html", people=directory.search(search, actor=actor()), search=search
    )


@bp.route("/people/new", methods=["GET", "POST"])
def people_new():
    """Invite somebody; they choose their own password by a mailed link."""
    form = InviteForm()
    offices = [(str(campus.id), f"{campus.office}, {campus.name}") for campus in campuses.listing()]
    form.place.choices = [*offices, (ADMIN, _("Administrator of the portal"))]
    if form.validate_on_submit():
        require_fresh()
        if invite(form):
            return redirect(url_for(".people_index", q=form.email.data), 303)
    return render_template("admin/people/new.html", form=form), 422 if form.errors else 200


def invite(form: InviteForm) -> bool:
    campus_id = None if form.place.data == ADMIN else int(form.place.data)
    try:
        user = people.ensure(form.email.data, form.name.data, by=actor())
    except RuleBroken as refusal:
        form.email.errors = [refusal.message]
        return False
    people.grant(user, Role.STAFF if campus_id else Role.ADMIN, by=actor(), campus_id=campus_id)
    invitations.invite(user, by=actor(), campus_id=campus_id)
    db.session.commit()
    flash(_("An invitation is on its way."))
    return True


@bp.get("/people/<int:user_id>")
def people_show(user_id: int):
    person = directory.get(user_id, actor=actor())
    return render_template(
        "admin/people/show.html", person=person, roles=people.memberships(user_id), me=actor().user_id
    )


@bp.post("/people/<int:user_id>/shutting")
def people_shut(user_id: int):
    """Shut an account, or open it again."""
    require_fresh()
    person = directory.get(user_id, actor=actor())
    if person.id == actor().user_id:
        raise RuleBroken(_("You cannot shut your own account."))
    act = people.enable if person.disabled_at else people.disable
    act(person, by=actor())
    db.session.commit()
    return redirect(url_for(".people_show", user_id=user_id), 303)


@bp.post("/people/<int:user_id>/memberships/<int:membership_id>/end")
def people_end_membership(user_id: int, membership_id: int):
    require_fresh()
    if user_id == actor().user_id:
        raise RuleBroken(_("You cannot end a role of your own. Ask another administrator."))
    people.withdraw(directory.membership(user_id, membership_id, actor=actor()), by=actor())
    db.session.commit()
    flash(_("This role has ended."))
    return redirect(url_for(".people_show", user_id=user_id), 303)
