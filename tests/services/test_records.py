"""S9: the record: what is proved, what may be told, in how many statements."""

import pytest
from sqlalchemy import select

from portal.database import db
from portal.errors import NotAllowed, NotFound
from portal.models.history import HistoryEntry
from portal.services import certificates, records, resumes
from portal.services.resumes import Own
from portal.vocabulary import MayShow, RevocationReason
from portal.vocabulary import PlacementStatus as S
from tests.factories import records as made
from tests.factories.placements import accept, begun, move, project, world

ENGINES = ("sqlite",)


def the_one(here):
    db.session.flush()
    db.session.expire_all()
    return records.get(here.student.actor, here.placement.id)


@pytest.mark.parametrize("status", S)
def test_what_is_in_it(app, status):
    here = world()
    move(here, status)
    found = records.mine(here.student.actor)
    assert bool(found) == (status in (S.ACCEPTED, S.CLOSED, S.ENDED_EARLY))
    assert [each.proven for each in found] == [status is not S.ENDED_EARLY] * len(found)


def test_the_records_speak_until_a_certificate_does(app):
    here = world()
    move(here, S.DELIVERED)
    made.evaluated(here, sentence="A fine map.", sentence_allowed=True)
    accept(here.placement, here)
    made.reflected(here)
    live = the_one(here)
    assert (live.minutes, live.basis, live.attestation) == (1350, "attested", "A")
    assert (live.deliverables, live.sentence) == (("The map",), "A fine map.")
    certificate = made.issued(here)
    here.project.title = "Another title"
    sealed = the_one(here)
    assert (sealed.certified, sealed.certificate.serial) == (True, certificate.serial)
    assert sealed.title == "Map the footpaths"
    assert (sealed.competencies, sealed.minutes) == (live.competencies, live.minutes)


def test_what_was_taken_back_is_not_told(app):
    here = world()
    made.ready(here)
    certificate = made.issued(here)
    assert len(records.proven(here.student.actor)) == 1
    certificates.revoke(certificate, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")
    assert not records.proven(here.student.actor)
    made.issued(here)
    assert len(records.proven(here.student.actor)) == 1


@pytest.mark.parametrize(
    ("said", "nda", "shown"),
    [
        (MayShow.YES, False, MayShow.YES),
        (MayShow.YES, True, MayShow.REDACTED),
        (MayShow.REDACTED, False, MayShow.REDACTED),
        (MayShow.NO, True, MayShow.NO),
    ],
)
def test_confidentiality(app, said, nda, shown):
    here = world()
    move(here, S.ACCEPTED)
    here.project.may_show, here.project.nda = said, nda
    assert the_one(here).showing is shown


def test_ones_own_alone(app):
    here = world()
    move(here, S.ACCEPTED)
    for name in ("other", "far", "staff", "supervisor"):
        assert not records.mine(getattr(here, name).actor)
        with pytest.raises(NotFound):
            records.get(getattr(here, name).actor, here.placement.id)
        with pytest.raises(NotAllowed):
            resumes.save(here.placement, Own(verb="Drew"), by=getattr(here, name).actor)


def test_as_many_statements_for_many(app, statements):
    here = world()
    move(here, S.ACCEPTED)
    db.session.commit()
    with statements() as one:
        assert len(records.mine(here.student.actor)) == 1
    here.placement = begun(project(here.north, here.project.employer, here.supervisor), here.student)
    move(here, S.ACCEPTED)
    db.session.commit()
    with statements() as two:
        assert len(records.mine(here.student.actor)) == 2
    assert len(one) == len(two)


def test_own_words_are_kept_and_remembered(app):
    here = world()
    move(here, S.ACCEPTED)
    resumes.save(here.placement, Own(verb=" Drew "), by=here.student.actor)
    again = resumes.save(here.placement, Own(addition="used by 12 schools"), by=here.student.actor)
    assert (again.verb, again.addition) == ("", "used by 12 schools")
    assert resumes.texts(here.student.actor) == {here.placement.id: again}
    told = select(HistoryEntry.action).where(HistoryEntry.subject == "resume_text")
    assert db.session.scalars(told).all() == ["save", "save"]
