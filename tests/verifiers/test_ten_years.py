"""Ten years on: keys rotated twice, the student renamed, the employer gone, the portal on another machine."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from flask_migrate import stamp

from portal import backups, clock, create_app, jobs, sealing
from portal.certificates.checking import Verdict, check
from portal.config import Config
from portal.database import db
from portal.models.employers import Employer
from portal.models.people import User
from portal.services import certificates, files
from portal.vocabulary import VerifyOutcome
from tests import engines
from tests.certificates.hostile import watching
from tests.client import Client, soup
from tests.factories import records
from tests.factories.placements import world
from tests.verifiers.tools import flipped, pdfsig

UNIVERSITY = "Northmoor University"


@pytest.fixture
def held(app, letters, tmp_path):
    """The student's own copy of a certificate, after all that happened since; and a backup of the portal."""
    here = world()
    records.ready(here)
    serial = certificates.order(here.placement, by=here.staff.actor).serial
    letters()
    with files.open(certificates.public(serial).file) as stored:
        content = stored.read()
    roots = len(sealing.roots())
    sealing.ring().rotate(UNIVERSITY, root=True)
    sealing.ring().rotate(UNIVERSITY, root=True)
    assert len(sealing.roots()) == roots + 2
    for _time in range(2):
        sealing.ring().rotate_credential_key()
    db.session.get_one(User, here.student.actor.user_id).name = "Amara Lindqvist"
    employer = db.session.get_one(Employer, here.placement.employer_id)
    employer.archived_at = clock.now()
    employer.name = "Closed down"
    db.session.commit()
    stamp()
    assert backups.make(tmp_path / "backup") == []
    return serial, content


@pytest.fixture
def moved(engine, held, tmp_path):
    """The portal on another machine, ten years later."""
    address = engines.address(engine, tmp_path, "moved")
    app = create_app(Config(env="test", secret="n" * 40, database=address, state=str(tmp_path / "moved")))
    app.test_client_class = Client
    with time_machine.travel(clock.now() + timedelta(days=3653)), app.app_context():
        backups.restore(tmp_path / "backup")
        yield app
        db.session.remove()
        db.engine.dispose()


def test_it_verifies_offline(moved, held, tmp_path):
    _serial, content = held
    file = tmp_path / "kept.pdf"
    file.write_bytes(content)
    with watching(tmp_path / "nowhere") as asked:
        told = moved.test_cli_runner().invoke(args=["verify", str(file)])
    assert [each for each in asked if each[0] != "open"] == []
    assert (told.exit_code, told.output.splitlines()[0]) == (0, str(VerifyOutcome.VALID.label))
    file.write_bytes(flipped(content))
    assert moved.test_cli_runner().invoke(args=["verify", str(file)]).exit_code == 1


def test_its_credential_verifies_too(moved, held, tmp_path):
    with pikepdf.open(BytesIO(held[1])) as pdf:
        credential = pdf.attachments["credential.json"].get_file().read_bytes()
    file = tmp_path / "credential.json"
    file.write_bytes(credential)
    told = moved.test_cli_runner().invoke(args=["verify", str(file)])
    assert (told.exit_code, told.output.splitlines()[0]) == (0, str(VerifyOutcome.VALID.label))
    file.write_bytes(credential.replace(b"Amara", b"Clara"))
    told = moved.test_cli_runner().invoke(args=["verify", str(file)])
    assert (told.exit_code, told.output.splitlines()[0]) == (1, str(VerifyOutcome.ALTERED.label))


def test_its_seal_alone_is_enough(moved, held):
    """Whoever has only the file and the roots can tell, without our records."""
    _serial, content = held
    assert check(content, sealing.roots()).verdict is Verdict.INTACT
    assert check(content, sealing.roots()[:2]).verdict is Verdict.FOREIGN
    assert check(flipped(content), sealing.roots()).verdict is Verdict.ALTERED


def test_it_verifies_online(moved, held):
    serial, content = held
    client = moved.test_client()
    page = client.get(f"/verify/{serial}")
    assert (page.status_code, "genuine and valid" in page.text) == (200, True)
    assert client.get(f"/verify/{serial}.json").json["status"] == "issued"
    sent = client.send("/verify/files", data={"file": (BytesIO(content), "kept.pdf")})
    jobs.work_once()
    assert "Genuine and valid" in soup(client.get(sent.location)).h1.get_text()


def test_it_states_what_was_issued(moved, held):
    """Frozen at issue: the names of that day."""
    serial, content = held
    certificate = certificates.public(serial)
    with files.open(certificate.file) as stored:
        assert stored.read() == content
    assert '"holder":"Amara"' in certificate.facts
    assert '"employer":"Brook"' in certificate.facts


def test_poppler_trusts_the_root_we_still_publish(moved, held, tmp_path):
    _serial, content = held
    published = moved.test_client().get("/verify/roots.pem").data
    oldest = sealing.roots()[-1]
    assert oldest in published
    assert "Signature is Valid." in pdfsig(tmp_path, content, oldest)
