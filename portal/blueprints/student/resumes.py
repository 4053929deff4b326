"""S9: one experience in words to copy: lines for a résumé, a sentence for a letter, a story for an interview."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import resume_lines
from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.blueprints.student import bp
from portal.blueprints.student.records import linkedin
from portal.forms.resumes import ResumeForm
from portal.services import records, reflections, resumes
from portal.vocabulary import ReflectionStage

PARTS = ("verb", "addition", "closing", "action")


@bp.route("/record/<int:placement_id>", methods=["GET", "POST"])
def resumes_edit(placement_id: int):
    experience = records.get(actor(), placement_id)
    own = resumes.of(experience.placement)
    form = ResumeForm(data={name: getattr(own, name) for name in PARTS} if own else {})
    if done(form, "resume", lambda: resumes.save(experience.placement, told(form), by=actor())):
        flash(_("Your words are saved."))
        return redirect(url_for(".resumes_edit", placement_id=placement_id), 303)
    return page(experience, own, form), 422 if form.is_submitted() else 200


def page(experience, own, form: ResumeForm) -> str:
    return render_template(
        "student/resumes/edit.html",
        experience=experience,
        lines=resume_lines.lines(experience, own),
        when=resume_lines.run(experience),
        verb=resume_lines.default_verb(experience),
        reflected=reflected(experience),
        linkedin=linkedin(experience),
        form=form,
    )


def reflected(experience) -> str:
    """What they wrote themselves when the work was done: a beginning of their story."""
    after = (one.did for one in reflections.of(experience.placement) if one.stage is ReflectionStage.AFTER)
    return next(after, "")


def told(form: ResumeForm) -> resumes.Own:
    return resumes.Own(**{name: form[name].data for name in PARTS})
