"""My profile: what I say about myself, once, for every application."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.student import bp
from portal.database import db
from portal.errors import RuleBroken
from portal.forms import seen
from portal.forms.profiles import ProfileForm
from portal.services import policies, students

PLAIN = ("headline", "about", "ceiling_minutes")


@bp.route("/profile", methods=["GET", "POST"])
def profiles_edit():
    student = students.profile(actor().user_id, actor().campus_id)
    held = told(student)
    form = ProfileForm(data=held)
    seen.show(form, held)
    valid = sound(form)
    if valid and seen.overtaken(form, held):
        return page(form), 409
    if valid and kept(student, form):
        db.session.commit()
        flash(_("Your profile is saved."))
        return redirect(url_for(".profiles_edit"), 303)
    return page(form), 422 if form.is_submitted() else 200


def sound(form: ProfileForm) -> bool:
    """Everything that is wrong, all at once: what the form sees, and what only the domain can tell."""
    if not form.is_submitted():
        return False
    valid = form.validate()
    own = form.ceiling_minutes
    looks = [
        (form.skills, lambda: students.skills_of(form.skills.data or "")),
        (own, lambda: students.check_ceiling(own.data, actor().campus_id)),
    ]
    if form.resume.data:
        looks.append((form.resume, lambda: students.check_resume(form.resume.data)))
    return all([valid, *(passes(field, look) for field, look in looks)])


def passes(field, look) -> bool:
    """Whether the domain takes it; its refusal stands at the field."""
    try:
        look()
    except RuleBroken as refusal:
        field.errors = [*field.errors, refusal.message]
        return False
    return True


def told(student) -> dict:
    plain = {name: getattr(student, name) for name in PLAIN}
    return {**plain, "name": student.user.name, "skills": ", ".join(student.skills)}


def page(form: ProfileForm) -> str:
    """The form beside what the registrar says."""
    student = students.profile(actor().user_id, actor().campus_id)
    return render_template(
        "student/profiles/edit.html",
        form=form,
        student=student,
        enrolled=students.enrollment(student.user_id, student.campus_id),
        resume=students.resume(student),
        most=policies.current(student.campus_id).weekly_ceiling,
    )


def kept(student, form: ProfileForm) -> bool:
    """Save everything; only a file too many can be refused still."""
    answers = {name: form[name].data for name in (*PLAIN, "name")}
    answers["skills"] = students.skills_of(form.skills.data or "")
    with refusals.at(form.resume):
        students.save_profile(student, answers, by=actor())
        keep_resume(student, form)
        return True
    return False


def keep_resume(student, form: ProfileForm) -> None:
    if form.resume.data:
        students.keep_resume(student, form.resume.data, by=actor())
    elif form.drop_resume.data:
        students.drop_resume(student, by=actor())
