"""What a student may write about an experience: each text in parts, what is proved and what is theirs."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext as _n

from portal.display import day, hours
from portal.models.resumes import ResumeText
from portal.services.records import Experience
from portal.vocabulary import Field, MayShow

VERBS = {
    Field.RESEARCH: _l("Researched and delivered"),
    Field.WRITING: _l("Wrote and delivered"),
    Field.DATA: _l("Prepared and delivered"),
    Field.MARKETING: _l("Created and delivered"),
    Field.DESIGN: _l("Designed and delivered"),
    Field.TECHNOLOGY: _l("Built and delivered"),
    Field.EVENTS: _l("Planned and delivered"),
    Field.FINANCE: _l("Analysed and delivered"),
    Field.EDUCATION: _l("Prepared and delivered"),
    Field.OTHER: _l("Delivered"),
}
BASES = {"planned": _l("as planned"), "logged": _l("as logged")}
BEST = 4


@dataclass(frozen=True)
class Part:
    """A stretch of a text; `proved`: the record vouches for it, so nobody edits it."""

    text: str
    proved: bool = False


@dataclass(frozen=True)
class Lines:
    """All texts of one experience: its heading, two lines for a résumé, a sentence, a story in four parts."""

    title: str
    about: str
    bullet: tuple[Part, ...]
    praise: str
    letter: tuple[Part, ...]
    story: tuple[tuple[str, str, bool], ...]

    @property
    def bullets(self) -> list[str]:
        """The lines as plain text."""
        return [text for text in (plain(self.bullet), self.praise) if text]


def lines(experience: Experience, own: ResumeText | None) -> Lines:
    return Lines(
        title=title(experience),
        about=_("Micro-internship, %(when)s, %(time)s", when=run(experience), time=worked(experience)),
        bullet=bullet(experience, own),
        praise=praise(experience),
        letter=letter(experience, own),
        story=story(experience, own),
    )


def plain(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts)


def title(experience: Experience) -> str:
    """The project's title, or its field where the work may not be shown."""
    if experience.showing is MayShow.NO:
        return _("Confidential project (%(field)s)", field=str(experience.project.field.label).lower())
    return experience.title


def run(experience: Experience) -> str:
    """ "2 Mar to 10 Apr 2026"."""
    if experience.starts == experience.ends:
        return day(experience.ends)
    return _("%(first)s to %(last)s", first=day(experience.starts), last=day(experience.ends))


def worked(experience: Experience) -> str:
    """ "38.5 hours (attested by the supervisor)"."""
    if not experience.minutes:
        return _("ended early")
    office = experience.attestation == "C"
    attested = _("attested by the career office") if office else _("attested by the supervisor")
    basis = BASES.get(experience.basis, attested)
    return _("%(time)s (%(basis)s)", time=hours(experience.minutes), basis=basis)


def bullet(experience: Experience, own: ResumeText | None) -> tuple[Part, ...]:
    """Verb, what came of it in numbers, and how it goes on."""
    verb = (own and own.verb) or default_verb(experience)
    addition = own.addition if own else ""
    return _joined(Part(f"{verb} "), Part(result(experience), True), addition)


def letter(experience: Experience, own: ResumeText | None) -> tuple[Part, ...]:
    """One sentence for a cover letter."""
    verb = (own and own.verb) or default_verb(experience)
    where = _(
        "In a micro-internship at %(employer)s I %(verb)s ",
        employer=experience.employer,
        verb=verb[:1].lower() + verb[1:],
    )
    told = Part(result(experience, named=False), True)
    return _joined(Part(where), told, own.closing if own else "")


def _joined(first: Part, told: Part, addition: str) -> tuple[Part, ...]:
    end = "" if addition.endswith((".", "!", "?")) else "."
    return (first, told, Part(f", {addition}{end}" if addition else end))


def default_verb(experience: Experience) -> str:
    return str(VERBS[experience.project.field]) if experience.deliverables else _("Contributed")


def result(experience: Experience, named: bool = True) -> str:
    """What was accepted, as a number, and in which time; its names only where the work may be shown."""
    time = hours(experience.minutes)
    if not experience.deliverables:
        told = _("%(time)s of work on “%(title)s”", time=time, title=title(experience))
    else:
        told = _("%(things)s in %(time)s", things=things(experience), time=time)
    return _("%(told)s for %(employer)s", told=told, employer=experience.employer) if named else told


def things(experience: Experience) -> str:
    """ "2 accepted deliverables (the map; the notes)"."""
    count = len(experience.deliverables)
    counted = _n("%(num)s accepted deliverable", "%(num)s accepted deliverables", count)
    if experience.showing is not MayShow.YES:
        return counted
    return _("%(counted)s (%(names)s)", counted=counted, names="; ".join(experience.deliverables))


def praise(experience: Experience) -> str:
    """The best level the supervisor gave, with what it was given for; nothing below Applying."""
    top = max((level for _label, level, _word in experience.competencies), default=0)
    if top < BEST - 1:
        return ""
    found = [label for label, level, _word in experience.competencies if level == top]
    word = next(word for _label, level, word in experience.competencies if level == top)
    return _("Evaluated by the supervisor as “%(level)s” in: %(what)s.", level=word, what=", ".join(found))


def story(experience: Experience, own: ResumeText | None) -> tuple[tuple[str, str, bool], ...]:
    """Situation, task, action, result: (heading, text, whether it is proved)."""
    return (
        (_("Situation"), situation(experience), True),
        (_("Task"), task(experience), True),
        (_("Action"), own.action if own else "", False),
        (_("Result"), outcome(experience), True),
    )


def situation(experience: Experience) -> str:
    """Why it mattered, as the employer said; only where the work may be shown."""
    if experience.showing is not MayShow.YES:
        field = str(experience.project.field.label).lower()
        told = _("%(employer)s had a project (%(field)s) whose details are confidential.")
        return told % {"employer": experience.employer, "field": field}
    return experience.project.why or experience.project.summary


def task(experience: Experience) -> str:
    """What was to be handed over, and by when."""
    asked: Any = experience.placement.deliverables
    if experience.showing is not MayShow.YES:
        counted = _n("%(num)s deliverable", "%(num)s deliverables", len(asked))
        return _("To hand over %(counted)s within %(time)s.", counted=counted, time=hours(experience.minutes))
    return " ".join(f"{each.name}: {each.criterion.rstrip('.')}." for each in asked)


def outcome(experience: Experience) -> str:
    """What was accepted, and what the supervisor allowed to be quoted."""
    told = _("%(things)s in %(time)s.", things=things(experience), time=hours(experience.minutes))
    if not experience.deliverables:
        told = _("The work ended after %(time)s.", time=hours(experience.minutes))
    return f"{told} {quoted(experience)}".strip()


def quoted(experience: Experience) -> str:
    """The supervisor's sentence with who said it, if they agreed."""
    if not experience.sentence:
        return ""
    who = ", ".join(filter(None, (experience.supervisor, experience.supervisor_title)))
    return f"“{experience.sentence}” ({who})" if who else f"“{experience.sentence}”"
