"""Domains that could be taken for another: letters that look alike, one letter more or less, other endings."""

from collections.abc import Iterator, Mapping

import disarm
from flask_babel import gettext as _
from sqlalchemy import and_, exists, select, true, union_all

from portal.models.campuses import Campus, CampusDomain
from portal.models.employers import Employer, Partnership
from portal.services import domains
from portal.services.findings import LOOK, STOP, Check
from portal.services.sight import rows

PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
DIGITS = str.maketrans("01358", "olesb")
SHORTEST = 5
"""A name of fewer letters is one letter away from too many others."""


def known(employer_id: int, campus_id: int) -> dict[str, str]:
    """{domain: whose, in words} of the campuses and of every other employer that was ever approved.

    Who partners elsewhere is not named here.
    """
    vetted = and_(Partnership.employer_id == Employer.id, Partnership.approved_at.is_not(None))
    here = exists().where(vetted, Partnership.campus_id == campus_id)
    others = select(Employer.domain, Employer.name, here.label("here")).where(
        exists().where(vetted), Employer.id != employer_id, Employer.domain != ""
    )
    campuses = select(CampusDomain.domain, Campus.name, true()).join(
        Campus, Campus.id == CampusDomain.campus_id
    )
    elsewhere = _("an employer at another campus")
    return {row.domain: row.name if row.here else elsewhere for row in rows(union_all(others, campuses))}


def findings(domain: str, others: Mapping[str, str]) -> Iterator[Check]:
    """What is odd about a domain: how it is written, and which others it could be taken for."""
    yield from _script(domain)
    for other, whose in others.items():
        if other != domain and (text := _likeness(domain, other)):
            state = STOP if _folded(domain) == _folded(other) else LOOK
            yield Check(
                state, text.format(domain=domains.shown(domain), other=domains.shown(other), whose=whose)
            )


def _script(domain: str) -> Iterator[Check]:
    shown = domains.shown(domain)
    if any(disarm.is_mixed_script(label) for label in shown.split(".")):
        text = _("%(domain)s mixes letters of several alphabets in one name.", domain=shown)
        yield Check(STOP, text)
    elif shown != domain or not shown.isascii():
        yield Check(LOOK, _("%(domain)s is written with other letters than a to z.", domain=shown))


def _likeness(domain: str, other: str) -> str:
    """The sentence for two domains that could be confused; nothing when they could not."""
    if skeleton(domain) == skeleton(other):
        return _("{domain} looks like {other}, the domain of {whose}: its letters could be taken for those.")
    if _name(domain) == _name(other) and len(_name(domain)) >= SHORTEST:
        return _("{domain} has the same name as {other}, the domain of {whose}, with another ending.")
    if min(len(_name(domain)), len(_name(other))) >= SHORTEST and one_apart(domain, other):
        return _("{domain} is one letter away from {other}, the domain of {whose}.")
    return ""


def skeleton(domain: str) -> str:
    """What the domain looks like at a glance: equal for two that the eye may confuse."""
    plain = _folded(domain).translate(DIGITS)
    for pair, single in PAIRS:
        plain = plain.replace(pair, single)
    return plain


def _folded(domain: str) -> str:
    """The domain with every letter of another alphabet as the Latin one that it looks like."""
    return disarm.skeleton_key(domains.shown(domain))


def one_apart(first: str, second: str) -> bool:
    """One letter added, left out, replaced, or two neighbours swapped."""
    return disarm.edit_distance(first, second) == 1 or _swapped(first, second)


def _swapped(first: str, second: str) -> bool:
    if len(first) != len(second):
        return False
    apart = [place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] - apart[0] != 1:
        return False
    left, right = apart
    return (first[left], first[right]) == (second[right], second[left])


def _name(domain: str) -> str:
    """The part before the first dot."""
    return domain.partition(".")[0]
