"""V3: my portfolio: what stands on it, item by item, whether it is on, and how strangers see it."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal import mail
from portal.blueprints import portfolios as public_page
from portal.blueprints import resume_lines
from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.blueprints.student import bp
from portal.errors import NotFound
from portal.forms.base import Form
from portal.forms.portfolios import AboutForm, ItemForm, SwitchForm
from portal.services import consents, portfolios, records
from portal.services.portfolios import About, Shown

ABOUT = ("headline", "intro", "website", "listed")
ITEM = ("words", "levels", "quote")


@bp.route("/record/portfolio", methods=["GET", "POST"])
def portfolios_edit():
    """What stands above the items, the items, and the switch."""
    mine = portfolios.of(actor())
    form = AboutForm(data={name: getattr(mine, name) for name in ABOUT} if mine else {})
    if done(form, "portfolio", lambda: portfolios.write(About(**told(form, ABOUT)), by=actor())):
        flash(_("Your page is saved."))
        return redirect(url_for(".portfolios_edit"), 303)
    return page(form, SwitchForm(formdata=None)), form.status_code if form.is_submitted() else 200


@bp.post("/record/portfolio/switch")
def portfolios_switch_on():
    form = SwitchForm()
    if done(form, "switch", lambda: portfolios.switch_on(form.agreed.data, by=actor())):
        flash(_("Your page is on. Whoever has the link can read it."))
        return redirect(url_for(".portfolios_edit"), 303)
    mine = portfolios.of(actor())
    about = AboutForm(formdata=None, data={name: getattr(mine, name) for name in ABOUT} if mine else {})
    return page(about, form), form.status_code


@bp.post("/record/portfolio/end")
def portfolios_switch_off():
    if done(Form(), "switch_off", lambda: portfolios.switch_off(by=actor())):
        flash(_("Your page is off. Its link leads nowhere until you switch it on again."))
    return redirect(url_for(".portfolios_edit"), 303)


def page(about: AboutForm, switch: SwitchForm) -> str:
    mine, held = portfolios.of(actor()), records.mine(actor())
    items = {item.placement_id for item in mine.items} if mine else set()
    return render_template(
        "student/portfolios/edit.html",
        portfolio=mine,
        link=mail.url("portfolios.show", secret=mine.secret) if mine else "",
        work=[(each, resume_lines.run(each), each.id in items) for each in held],
        consent=consents.PAGE[consents.current(consents.PAGE)],
        form=about,
        switch=switch,
        plain=Form(formdata=None),
    )


@bp.route("/record/portfolio/items/<int:placement_id>", methods=["GET", "POST"])
def portfolios_item(placement_id: int):
    """Put one experience on the page, or change what it shows."""
    form = ItemForm(data=held(placement_id))
    if done(form, "item", lambda: put(placement_id, form)):
        flash(_("This work is on your page."))
        return redirect(url_for(".portfolios_edit"), 303)
    experience, mine = records.get(actor(), placement_id), portfolios.of(actor())
    shown = render_template(
        "student/portfolios/item.html",
        experience=experience,
        on=bool(mine) and any(item.placement_id == placement_id for item in mine.items),
        consent=consents.ITEM[consents.current(consents.ITEM)],
        form=form,
        plain=Form(formdata=None),
    )
    return shown, form.status_code if form.is_submitted() else 200


def held(placement_id: int) -> dict:
    """What the item shows now; an experience that is not one's own is not found."""
    records.get(actor(), placement_id)
    mine = portfolios.of(actor())
    found = [item for item in mine.items if item.placement_id == placement_id] if mine else []
    return {name: getattr(found[0], name) for name in ITEM} if found else {}


def put(placement_id: int, form: ItemForm) -> None:
    experience = records.get(actor(), placement_id)
    portfolios.put(experience, Shown(**told(form, ITEM)), form.agreed.data, by=actor())


def told(form: Form, names: tuple[str, ...]) -> dict:
    return {name: form[name].data for name in names}


@bp.post("/record/portfolio/items/<int:placement_id>/removal")
def portfolios_take_off(placement_id: int):
    if done(Form(), "item_removal", lambda: portfolios.take_off(placement_id, by=actor())):
        flash(_("This work is off your page."))
    return redirect(url_for(".portfolios_edit"), 303)


@bp.get("/record/portfolio/preview")
def portfolios_preview():
    """The page as a stranger would see it now, whether it is on or off."""
    mine = portfolios.of(actor())
    if mine is None:
        raise NotFound
    return public_page.page(mine, preview=True)
