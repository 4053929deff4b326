"""The office's tasks: work at risk, who looks after it, and what was done."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.blueprints.staff import bp
from portal.errors import NotFound
from portal.forms.base import Form
from portal.forms.problems import AnswerForm
from portal.forms.rescues import DoneForm, HandOverForm
from portal.security import key
from portal.services import holds, nudges, overdue, placements, policies, problems, rescues, seat_passing
from portal.services.rescues import Filters
from portal.vocabulary import RiskCause


@bp.get("/tasks")
def rescues_index():
    """What waits, the oldest first; what is done, the newest first."""
    which = request.args.get("which", "all")
    filters = Filters(which if which in rescues.WHICH else "all", request.args.get("after", type=key))
    found, more = rescues.listing(actor(), filters)
    return render_template(
        "staff/rescues/index.html",
        tasks=found,
        which=filters.which,
        causes={cause.value: cause.label for cause in RiskCause},
        more=url_for(".rescues_index", which=filters.which, after=more) if more else "",
        start=url_for(".rescues_index", which=filters.which) if filters.after else "",
        target=policies.current(actor().campus_id).review_days,
        is_late=rescues.is_late,
    )


@bp.get("/tasks/<int:rescue_id>")
def rescues_show(rescue_id: int):
    return page(rescues.get(actor(), rescue_id))


def page(rescue, status: int = 200, **forms):
    """A task with its forms; one that came back wrong stands in for its empty self."""
    mine, placement = actor(), rescue.placement
    verbs = {step.verb for step in placements.LIFECYCLE.choices(placement, mine)}
    shown = render_template(
        "staff/rescues/show.html",
        rescue=rescue,
        placement=placement,
        standing=overdue.of(placement),
        steps={step.verb for step in rescues.LIFECYCLE.choices(rescue, mine)},
        verbs=verbs | holds.choices(placement, mine),
        meeting=rescues.meeting(placement),
        seat_may_pass=seat_passing.can_pass(placement, mine),
        form=next(iter(forms.values()), None),
        forms=empty_forms(rescue) | forms,
        me=mine.user_id,
    )
    return shown, status


def empty_forms(rescue) -> dict[str, Form]:
    """Every form of the page by its name."""
    answers = {answer_name(problem.id): answer_form(problem.id) for problem in rescue.problems}
    return {"hand_over": hand_over_form(rescue), "close": DoneForm(prefix="done-"), **answers}


def answer_name(problem_id: int) -> str:
    return f"answer_{problem_id}"


def answer_form(problem_id: int) -> AnswerForm:
    return AnswerForm(prefix=f"p{problem_id}-")


def hand_over_form(rescue) -> HandOverForm:
    """Everybody at the office but whoever has it now."""
    form = HandOverForm(prefix="to-")
    others = [(row.id, row.name) for row in rescues.officers(rescue.campus_id) if row.id != rescue.owner_id]
    form.officer.choices = others
    return form


def step(rescue_id: int, name: str, form: Form, act, said: str):
    """Take one step; what was typed stays when it is refused."""
    if not done(form, name, lambda: act(rescues.get(actor(), rescue_id))):
        return page(rescues.get(actor(), rescue_id), 422, **{name: form})
    flash(said, "good")
    return redirect(url_for(".rescues_show", rescue_id=rescue_id), 303)


@bp.post("/tasks/<int:rescue_id>/take")
def rescues_take(rescue_id: int):
    """I look after it."""
    return step(rescue_id, "take", Form(), lambda rescue: rescues.take(rescue, by=actor()), _("It is yours."))


@bp.post("/tasks/<int:rescue_id>/hand-over")
def rescues_hand_over(rescue_id: int):
    """A colleague looks after it."""
    form = hand_over_form(rescues.get(actor(), rescue_id))

    def act(rescue) -> None:
        rescues.hand_over(rescue, form.officer.data, form.note.data or "", by=actor())

    return step(rescue_id, "hand_over", form, act, _("Handed over. Your colleague is told."))


@bp.post("/tasks/<int:rescue_id>/close")
def rescues_close(rescue_id: int):
    """It is done."""
    form = DoneForm(prefix="done-")
    return step(
        rescue_id, "close", form, lambda one: rescues.close(one, form.done.data, by=actor()), _("Done.")
    )


@bp.post("/tasks/<int:rescue_id>/nudge")
def rescues_nudge(rescue_id: int):
    """Remind whoever's move it is."""
    return step(
        rescue_id,
        "nudge",
        Form(),
        lambda rescue: nudges.nudge(rescue.placement, by=actor()),
        _("A reminder is on its way."),
    )


@bp.post("/tasks/<int:rescue_id>/problems/<int:problem_id>")
def rescues_answer(rescue_id: int, problem_id: int):
    """Answer whoever reported."""
    form, found = answer_form(problem_id), problems.get(actor(), problem_id)
    if found.rescue_id != rescue_id:
        raise NotFound
    said, name = _("Your answer is on its way."), answer_name(problem_id)
    return step(rescue_id, name, form, lambda _one: problems.answer(found, form.text.data, by=actor()), said)
