"""Getting in and out: sign-in, invitation, new password, and one's own account."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal import navigation, visits
from portal.blueprints import refusals, unread
from portal.blueprints.door import public, require_role
from portal.database import db
from portal.errors import NotFound
from portal.forms.auth import ConfirmForm, NewPasswordForm, PlainForm, ResetForm, SignInForm
from portal.security import local_path
from portal.services import invitations, passwords, people, signin
from portal.vocabulary import TokenPurpose

bp = Blueprint("auth", __name__)
require_role(bp)
unread.count_on(bp, "auth.account")

BROWSERS = (("Firefox/", "Firefox"), ("Edg/", "Edge"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
FORGET = '"cache", "storage"'


@bp.get("/sign-in")
@public
def sign_in():
    """The form; somebody already in goes to their first page."""
    if current_user.is_authenticated:
        return redirect(home(), 303)
    form = SignInForm(data={"next": request.args.get("next")})
    return render_template("auth/sign_in.html", form=form)


@bp.post("/sign-in")
@public
def enter():
    """Check e-mail and password; one sentence for every way of being wrong."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("auth/sign_in.html", form=form), 422
    user_id = passwords.who(form.email.data, form.password.data, address=request.remote_addr or "")
    if user_id is None:
        form.password.errors = [_("This e-mail address and password do not belong together.")]
        return render_template("auth/sign_in.html", form=form), 422
    visits.enter(user_id)
    db.session.commit()
    return redirect(local_path(form.next.data, url_for(".arrived")), 303)


@bp.get("/arrived")
def arrived():
    """To the first page of one's role."""
    return redirect(home(), 303)


@bp.post("/sign-out")
def sign_out():
    """End this sign-in; the browser forgets the pages it kept."""
    visits.leave()
    db.session.commit()
    response = redirect(url_for(".sign_in"), 303)
    response.headers["Clear-Site-Data"] = FORGET
    return response


@bp.get("/confirm")
def confirm():
    """The password once more, before a grave step."""
    return render_template("auth/confirm.html", form=ConfirmForm(data={"next": request.args.get("next")}))


@bp.post("/confirm")
def confirmed():
    """A new sign-in value in the same membership, fresh again."""
    form = ConfirmForm()
    if form.validate_on_submit() and recognised(form):
        token = signin.switch(
            current_user, current_user.membership_id, fresh=visits.fresh(), **visits.device()
        )
        db.session.commit()
        visits.settle(token)
        return redirect(local_path(form.next.data, url_for(".account")), 303)
    return render_template("auth/confirm.html", form=form), 422


def recognised(form) -> bool:
    """Is it the visitor's own password? If not, the form says so."""
    typed = form.password.data
    if passwords.who(current_user.email, typed, address=request.remote_addr or "") == current_user.id:
        return True
    form.password.errors = [_("This is not your password.")]
    return False


@bp.get("/reset")
@public
def reset():
    """Where to send the link."""
    return render_template("auth/reset.html", form=ResetForm())


@bp.post("/reset")
@public
def ask_reset():
    """The same answer for everybody; the worker finds out whose address it is."""
    form = ResetForm()
    if not form.validate_on_submit():
        return render_template("auth/reset.html", form=form), 422
    invitations.ask_reset(form.email.data, address=request.remote_addr or "")
    db.session.commit()
    return redirect(url_for(".reset_sent"), 303)


@bp.get("/reset/sent")
@public
def reset_sent():
    """What happens next."""
    return render_template("auth/reset_sent.html")


@bp.get("/invitation/<token>")
@public
def invitation(token):
    """Who is invited, and a form for their password."""
    return password_page(token, TokenPurpose.INVITATION, NewPasswordForm())


@bp.post("/invitation/<token>")
@public
def accept_invitation(token):
    """Choose a password and come in."""
    return use_link(token, TokenPurpose.INVITATION)


@bp.get("/reset/<token>")
@public
def new_password(token):
    """A form for a new password."""
    return password_page(token, TokenPurpose.RESET, NewPasswordForm())


@bp.post("/reset/<token>")
@public
def set_password(token):
    """Set it and come in; all other sign-ins end."""
    return use_link(token, TokenPurpose.RESET)


def password_page(token, purpose, form, status=200):
    """The form behind a mailed link, or what to do when the link is over."""
    try:
        link = invitations.opened(token, purpose)
    except NotFound as gone:
        return render_template("auth/link_over.html", message=gone.message, purpose=purpose), 404
    form.username.data = link.email
    invited = purpose is TokenPurpose.INVITATION
    return render_template("auth/new_password.html", form=form, person=link, invited=invited), status


def use_link(token, purpose):
    """Use a mailed link up: the password is set and its person is signed in."""
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return password_page(token, purpose, form, 422)
    try:
        with refusals.at(form.password):
            visits.enter(invitations.accept(token, purpose, form.password.data))
            db.session.commit()
            return redirect(url_for(".arrived"), 303)
    except NotFound as gone:
        return render_template("auth/link_over.html", message=gone.message, purpose=purpose), 404
    return password_page(token, purpose, form, 422)


@bp.get("/account")
def account():
    """Who one is here, in which role, and where one is signed in."""
    return render_template(
        "auth/account.html",
        memberships=people.memberships(current_user.id),
        sign_ins=signin.rows(current_user.id, **visits.limits()),
        form=PlainForm(),
    )


@bp.post("/account/sign-ins")
def end_others():
    """End every sign-in but this one."""
    if PlainForm().validate_on_submit():
        signin.end_all(current_user.id, but=current_user.sign_in_id)
        db.session.commit()
        flash(_("You are signed out everywhere else."), "success")
    return redirect(url_for(".account"), 303)


@bp.post("/account/sign-ins/<int:sign_in_id>")
def end_sign_in(sign_in_id):
    """End one of one's own sign-ins."""
    signin.end(sign_in_id, user_id=current_user.id)
    db.session.commit()
    flash(_("That sign-in has ended."), "success")
    return redirect(url_for(".account"), 303)


@bp.post("/account/role")
def switch_role():
    """Act in another of one's memberships."""
    token = signin.switch(current_user, request.form.get("membership", 0, int), **visits.device())
    db.session.commit()
    visits.settle(token)
    return redirect(url_for(".arrived"), 303)


@bp.app_template_filter("device")
def device(agent: str) -> str:
    """What a person calls the thing they signed in with."""
    browser = next((name for mark, name in BROWSERS if mark in agent), _("A browser"))
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return _("%(browser)s on %(system)s", browser=browser, system=system) if system else browser


def home() -> str:
    """The first page of the visitor's role."""
    pages = navigation.items(current_user.role) if current_user.role else []
    return pages[0]["address"] if pages else url_for(".account")
