"""The administrator's people: inviting staff, and shutting an account at once."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.admin import bp
from portal.blueprints.door import actor, require_fresh
from portal.database import db
from portal.errors import RuleBroken
from portal.forms.campuses import InviteForm
from portal.security import key
from portal.services import campuses, directory, invitations, people
from portal.vocabulary import Role

ADMIN = "admin"


@bp.get("/people")
def people_index():
    """Everybody with an account, by name, or those whose name or address begins with what is searched for."""
    search, page = request.args.get("q", "").strip(), request.args.get("page", 1, type=key)
    found = directory.search(search, page, actor=actor())
    kept = {"q": search} if search else {}
    return render_template(
        "admin/people/index.html",
        people=found.found,
        search=search,
        more=url_for(".people_index", **kept, page=found.next) if found.next else "",
        start=url_for(".people_index", **kept) if page > 1 else "",
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
    """Give the role and send the letter; what is not possible stands at the address."""
    campus_id = None if form.place.data == ADMIN else int(form.place.data)
    known = people.find(form.email.data)
    with refusals.at(form.email):
        user = invitations.give_role(
            form.email.data,
            form.name.data,
            Role.STAFF if campus_id else Role.ADMIN,
            by=actor(),
            campus_id=campus_id,
        )
        said = invited(user) if known else _("An invitation is on its way.")
        db.session.commit()
        flash(said)
        return True
    return False


def invited(user) -> str:
    """What is said of somebody who had an account before."""
    if user.password_hash:
        return _("%(name)s has an account already: the role is added, and a letter says so.", name=user.name)
    return _(
        "%(name)s was invited before and has not answered: a new invitation is on its way.", name=user.name
    )


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
