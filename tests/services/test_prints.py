"""Print runs: the frozen bytes joined in the order asked for, let go of in time."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from sqlalchemy.orm import joinedload

from portal import certificates as document
from portal import clock
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.certificates import Certificate
from portal.models.prints import PrintRun
from portal.services import certificates, files, prints
from portal.vocabulary import FileState, PrintSort, RevocationReason
from tests.factories import cohorts as make
from tests.factories.placements import world


@pytest.fixture
def here(app):
    made = world()
    made.cohort = make.asked(made, make.ready(made, 3))
    make.run(made.cohort, make.paper)
    serials = db.session.scalars(db.select(Certificate.serial).order_by(Certificate.serial))
    made.certificates = [certificates.public(serial) for serial in serials]
    return made


def said(run: PrintRun) -> list[str]:
    """What each page says."""
    with files.open(run.file) as stream, pikepdf.open(stream) as joined:
        return [
            page.Contents.read_bytes().decode().partition("(")[2].partition(")")[0] for page in joined.pages
        ]


def made(run: PrintRun) -> PrintRun:
    db.session.commit()
    finish = prints.make({"run": run.id})
    finish()
    db.session.commit()
    return db.session.get_one(PrintRun, run.id, options=[joinedload(PrintRun.file)], populate_existing=True)


def test_by_serial_and_by_name(here):
    serials = [one.serial for one in here.certificates]
    ids = [one.id for one in here.certificates]
    assert said(made(prints.of_ticked(ids, PrintSort.SERIAL, by=here.staff.actor))) == serials
    by_name = said(made(prints.of_cohort(here.cohort, PrintSort.NAME, by=here.staff.actor)))
    names = {one.serial: certificates.public(one.serial).placement.student.name for one in here.certificates}
    assert [names[serial] for serial in by_name] == sorted(names.values())


def test_made_once(here):
    run = made(prints.of_cohort(here.cohort, PrintSort.NAME, by=here.staff.actor))
    assert prints.make({"run": run.id}) is None
    assert prints.pages(run) == 3


def test_only_the_office_and_only_its_own(here):
    ids = [one.id for one in here.certificates]
    for who in (here.far_staff, here.student, here.supervisor):
        with pytest.raises((NotAllowed, NotFound)):
            prints.of_ticked(ids, PrintSort.NAME, by=who.actor)
    run = prints.of_ticked(ids, PrintSort.NAME, by=here.staff.actor)
    with pytest.raises(NotFound):
        prints.get(here.far_staff.actor, run.id)
    with pytest.raises(RuleBroken):
        prints.of_ticked([], PrintSort.NAME, by=here.staff.actor)
    assert len(prints.choices(here.staff.actor)) == 3
    assert len(prints.choices(here.staff.actor, here.certificates[0].serial.lower())) == 1


def test_what_is_no_longer_valid_is_left_out(here):
    first = certificates.public(here.certificates[0].serial)
    certificates.revoke(first, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Hours.")
    run = made(prints.of_cohort(here.cohort, PrintSort.SERIAL, by=here.staff.actor))
    assert said(run) == [one.serial for one in here.certificates[1:]]
    with pytest.raises(NotFound):
        prints.of_ticked([first.id], PrintSort.NAME, by=here.staff.actor)


def test_let_go_of_after_some_days(here):
    run = made(prints.of_cohort(here.cohort, PrintSort.NAME, by=here.staff.actor))
    stored = run.file
    prints.expire()
    assert run.file is stored
    with time_machine.travel(clock.now() + prints.KEPT + timedelta(minutes=1)):
        prints.expire()
    assert (run.file, stored.state) == (None, FileState.GONE)


def test_a_withdrawn_certificate_leaves_no_copy(here):
    run = made(prints.of_cohort(here.cohort, PrintSort.NAME, by=here.staff.actor))
    stored = run.file
    certificates.withdraw(certificates.public(here.certificates[0].serial))
    assert (run.file, stored.state) == (None, FileState.GONE)


def test_one_withdrawn_while_it_is_made(here):
    """What was joined before is thrown away; a further job makes it without that one."""
    run = prints.of_cohort(here.cohort, PrintSort.SERIAL, by=here.staff.actor)
    db.session.commit()
    finish = prints.make({"run": run.id})
    certificates.withdraw(certificates.public(here.certificates[0].serial))
    finish()
    assert run.file_id is None
    assert len(said(made(run))) == 2


def test_lost_bytes_are_told(here):
    run = prints.of_cohort(here.cohort, PrintSort.NAME, by=here.staff.actor)
    db.session.flush()
    files.folder.delete(here.certificates[0].file.sha256)
    assert "missing" in made(run).problem


def test_joined_pages_keep_the_seal_and_lose_its_field():
    """A page of a real certificate: its drawing stays, what points into the document it came from does not."""
    with pikepdf.new() as source:
        source.add_blank_page(page_size=(300, 200))
        seal = source.make_stream(b"0 0 10 10 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        seal.BBox = [0, 0, 10, 10]
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            F=4,
            Rect=[5, 5, 15, 15],
        )
        field.T, field.AP = pikepdf.String("InstitutionSeal"), pikepdf.Dictionary(N=seal)
        field = source.make_indirect(field)
        source.pages[0].Annots, source.pages[0].StructParents = [field], 0
        source.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        content = BytesIO()
        source.save(content)
    joined = document.join([("One", content.getvalue()), ("Two", content.getvalue())], "Two", "en")
    with pikepdf.open(BytesIO(joined)) as result:
        assert len(result.pages) == 2
        assert "/AcroForm" not in result.Root
        page = result.pages[0]
        assert not {"/Annots", "/StructParents"} & set(page.obj.keys())
        assert page.Resources.XObject
        with result.open_outline() as outline:
            assert [item.title for item in outline.root] == ["One", "Two"]
