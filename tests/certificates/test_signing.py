"""The seal on the document: judged by poppler, by pyHanko and by us; and the keys that made it."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from portal import clock
from portal.certificates import authority, render
from portal.certificates.checking import Verdict, check
from portal.certificates.keyring import Exposed, Keyring
from portal.certificates.signing import sign
from tests.certificates.samples import FACTS, facts
from tests.verifiers.tools import flipped, pdfsig

UNIVERSITY = "Northfield State University"


@pytest.fixture(scope="module")
def ring(tmp_path_factory):
    return Keyring(tmp_path_factory.mktemp("keys"), clock.now)


@pytest.fixture(scope="module")
def printed():
    return render(facts())


@pytest.fixture(scope="module")
def sealed(ring, printed):
    return sign(printed, ring.seal(UNIVERSITY), "", UNIVERSITY)


def test_poppler_trusts_it_once_the_root_is_imported(sealed, ring, tmp_path):
    said = pdfsig(tmp_path, sealed, ring.roots()[0])
    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert "Total document signed" in said
    assert "Signature Type: ETSI.CAdES.detached" in said


def test_poppler_refuses_one_flipped_byte(sealed, ring, tmp_path):
    assert "Digest Mismatch" in pdfsig(tmp_path, flipped(sealed), ring.roots()[0])


def test_as_it_was_signed(sealed, ring):
    found = check(sealed, ring.roots())
    assert (found.verdict, found.serial) == (Verdict.INTACT, FACTS["serial"])
    assert datetime.now(UTC).year == found.signed_at.year


@pytest.mark.parametrize(
    ("spoil", "verdict"),
    [
        (flipped, Verdict.ALTERED),
        (lambda content: content + b"\n% one more line", Verdict.ALTERED),
        (lambda content: content[:60_000], Verdict.UNREADABLE),
        (lambda content: b"%PDF-1.7 and nothing else", Verdict.UNREADABLE),
        (lambda content: b"", Verdict.UNREADABLE),
    ],
    ids=["flipped", "longer", "cut", "stub", "empty"],
)
def test_not_as_it_was_signed(sealed, ring, spoil, verdict):
    assert check(spoil(sealed), ring.roots()).verdict is verdict


def test_not_sealed_and_not_by_us(sealed, printed, ring, tmp_path):
    other = Keyring(tmp_path, clock.now)
    foreign = sign(printed, other.seal(UNIVERSITY), "", UNIVERSITY)
    assert check(printed, ring.roots()).verdict is Verdict.FOREIGN
    assert check(foreign, ring.roots()).verdict is Verdict.FOREIGN
    assert check(foreign, other.roots()).verdict is Verdict.INTACT


def test_old_seals_verify_after_two_rotations(sealed, ring, printed):
    before = ring.seal(UNIVERSITY)
    ring.rotate(UNIVERSITY)
    ring.rotate(UNIVERSITY, root=True)
    latest = sign(printed, ring.seal(UNIVERSITY), "", UNIVERSITY)
    assert ring.seal(UNIVERSITY) != before
    assert len(ring.roots()) == 2
    assert [check(one, ring.roots()).verdict for one in (sealed, latest)] == [Verdict.INTACT] * 2
    assert check(latest, ring.roots()[1:]).verdict is Verdict.FOREIGN


def test_keys_that_others_may_read_are_refused(tmp_path):
    ring = Keyring(tmp_path / "keys", clock.now)
    seal = ring.seal(UNIVERSITY)
    assert seal.stat().st_mode & 0o777 == 0o600
    assert ring.folder.stat().st_mode & 0o777 == 0o700
    seal.chmod(0o644)
    with pytest.raises(Exposed, match="chmod 600"):
        ring.seal(UNIVERSITY)


def test_a_seal_made_elsewhere(printed, tmp_path):
    """A PKCS#12 with a password, whose root is remembered when it is used."""
    now = datetime.now(UTC)
    root = authority.root("Elsewhere", "Elsewhere root", now)
    made = authority.seal("Elsewhere", "Elsewhere seal", root, now)
    path, locked = tmp_path / "given.p12", BestAvailableEncryption(b"pass")
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"x", made.key, made.certificate, [root.certificate], locked)
    )
    ring = Keyring(tmp_path / "keys", clock.now)
    ring.trust(authority.top(path.read_bytes(), "pass"))
    ring.trust(root.pem)
    assert ring.roots() == [root.pem]
    assert check(sign(printed, path, "pass", UNIVERSITY), ring.roots()).verdict is Verdict.INTACT
