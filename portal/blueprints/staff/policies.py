"""P10: the campus's policy in the browser: where it stands, its numbers, and every version."""

from dataclasses import replace

from flask import render_template, url_for
from flask_babel import gettext as _

from portal import display
from portal.blueprints import policy_words
from portal.blueprints.door import actor
from portal.blueprints.revising import Change, Revision, revise
from portal.blueprints.staff import bp
from portal.forms import policies as numbers
from portal.models.campuses import Campus
from portal.services import campuses, policies, wordings
from portal.services.policies import Policy

ROOMS = {
    "decline": "staff.policy_reasons",
    "letters": "staff.policy_letters",
    "terms": "staff.policy_terms",
    "evaluation": "staff.policy_evaluation",
    "reflection": "staff.policy_reflection",
    "branding": "staff.policy_branding",
    "design": "staff.policy_design",
}


def here() -> Campus:
    """The campus of the person who asks."""
    return campuses.get(actor().campus_id or 0)


@bp.get("/policy")
def policy_index():
    """What can be changed, and since when it is as it is."""
    campus = here()
    newest = {row.kind: row for row in reversed(wordings.listing(campus.id))}
    rooms = [room(kind, newest.get(kind)) for kind in ROOMS]
    adopted = next(iter(policies.listing(campus.id)), None)
    return render_template("staff/policies/index.html", rooms=rooms, adopted=adopted, campus=campus)


def room(kind: str, version) -> dict:
    """A line of the page: what is worded there, and its version in force."""
    told = {"title": policy_words.title(kind), "about": policy_words.about(kind)}
    return {**told, "href": url_for(ROOMS[kind]), "version": version}


@bp.route("/policy/numbers", methods=["GET", "POST"])
def policy_numbers():
    """Every number, what it does, and the portal's default beside it."""
    campus = here()
    form = numbers.numbers_form(campus.currency)(obj=policies.current(campus.id))
    return revise(form, plan_of(campus, form), lambda: numbers_page(form, campus))


def plan_of(campus: Campus, form) -> Revision:
    def wanted() -> Policy:
        return replace(policies.current(campus.id), **form.numbers)

    return Revision(
        title=_("Numbers"),
        address=url_for(".policy_numbers"),
        changes=lambda: told(policies.changes(policies.current(campus.id), wanted()), campus.currency),
        keep=lambda: policies.adopt(campus.id, wanted(), by=actor(), seen=form.started_from),
        seen=lambda: policies.number(campus.id),
        after=url_for(".policy_index"),
    )


def numbers_page(form, campus: Campus) -> str:
    default = Policy()
    defaults = {
        name: shown(number, getattr(default, name), campus.currency)
        for name, number in numbers.NUMBERS.items()
    }
    return render_template("staff/policies/numbers.html", form=form, groups=numbers.GROUPS, defaults=defaults)


def told(changes: list, currency: str) -> list[Change]:
    """Changes of numbers in words."""
    return [
        (str(numbers.NUMBERS[name].label), *(shown(numbers.NUMBERS[name], value, currency) for value in pair))
        if name in numbers.NUMBERS
        else (policy_words.plain(name), *map(str, pair))
        for name, *pair in changes
    ]


def shown(number: numbers.Number, value, currency: str) -> str:
    """A number as people read it."""
    if number.unit == numbers.YES:
        return _("yes") if value else _("no")
    if number.words:
        return str(number.words(value).label)
    if number.unit == numbers.MONEY:
        return display.money(value, currency)
    if number.unit == numbers.HOURS:
        return display.hours(value)
    return numbers.counted(number.unit, value)


@bp.get("/policy/versions")
def policy_versions():
    """Everything that was ever in force, newest first: who, when, and the way to what changed."""
    campus_id = actor().campus_id or 0
    found = [listed("numbers", _("Numbers"), row) for row in policies.listing(campus_id)]
    found += [listed("words", policy_words.title(row.kind), row) for row in wordings.listing(campus_id)]
    versions = sorted(found, key=lambda one: one["row"].created_at, reverse=True)
    return render_template("staff/policies/versions.html", versions=versions)


def listed(of: str, title: str, row) -> dict:
    """A line of the list of versions."""
    return {"row": row, "title": title, "href": url_for(".policy_version", of=of, version_id=row.id)}


@bp.get("/policy/versions/<any(numbers, words):of>/<int:version_id>")
def policy_version(of: str, version_id: int):
    """What one version changed."""
    campus = here()
    if of == "numbers":
        version = policies.get(campus.id, version_id)
        title, found = _("Numbers"), told(policies.introduced(version), campus.currency)
    else:
        version = wordings.get(campus.id, version_id)
        title, found = policy_words.title(version.kind), policy_words.introduced(version)
    return render_template("staff/policies/version.html", version=version, title=title, changes=found)
