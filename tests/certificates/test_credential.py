"""The credential: what it says, that nothing of it can be changed, and that nothing is ever loaded from elsewhere."""

import base64
import copy
import gzip
import json
import os
from importlib import resources
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some
from jsonschema import Draft201909Validator, FormatChecker

from portal.certificates import credential, multibase, pinned, proof, status_list
from tests.certificates import awards
from tests.certificates.samples import BARE, COMPETENCIES, FACTS, facts

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = Path(
    os.environ.get("PORTAL_BADGE_SCHEMA", ROOT.parent / "shared" / "design/certificates/schema-obv3.json")
)


@pytest.fixture(scope="module")
def signed():
    return awards.signed()


def results(document: dict) -> dict:
    """What was achieved, by what it is called."""
    subject = document["credentialSubject"]
    told = {each["id"]: each for each in subject["achievement"]["resultDescription"]}
    return {told[each["resultDescription"]]["name"]: each for each in subject["result"]}


def test_says_who_did_what_for_whom(signed):
    subject, serial = signed["credentialSubject"], FACTS["serial"]
    assert signed["id"].endswith(f"/certificates/{serial}.json")
    assert (signed["issuer"]["id"], signed["issuer"]["name"]) == (awards.ISSUER, FACTS["university"])
    assert (subject["licenseNumber"], subject["achievement"]["achievementType"]) == (serial, "Fieldwork")
    assert (subject["activityStartDate"], subject["activityEndDate"]) == (
        "2026-03-02T00:00:00Z",
        "2026-04-10T00:00:00Z",
    )
    assert "38 hours 30 minutes" in signed["description"]
    assert "The supervisor evaluated this work" in subject["narrative"]
    assert FACTS["employer"] in signed["description"]
    assert signed["evidence"][0]["id"] == FACTS["verify_url"]


def test_names_the_holder_but_not_the_address(signed):
    mail, name = signed["credentialSubject"]["identifier"]
    assert name["identityHash"] == FACTS["holder"]
    assert mail["identityHash"] == credential.identity(awards.EMAIL, awards.SALT)
    assert awards.EMAIL not in json.dumps(signed)


def test_a_level_for_each_competency_and_hours_with_their_basis(signed):
    found = results(signed)
    for label, level, _word in COMPETENCIES:
        assert found[label]["achievedLevel"].endswith(f"-level-{level}")
    assert found["Supervised hours, attested by the supervisor"]["value"] == "38.5"
    assert found["Attestation: who vouches for this work"]["value"] == "A"
    rubric = signed["credentialSubject"]["achievement"]["resultDescription"][0]
    assert [each["name"] for each in rubric["rubricCriterionLevel"]] == list(awards.LEVELS)


def test_the_bare_one_claims_no_more():
    found = results(awards.unsigned(**BARE))
    assert set(found) >= {"Attestation: who vouches for this work"}
    assert len(found) == 2


def test_follows_the_official_schema(signed):
    """The schema is 1EdTech's: it may lie beside this project, and is never part of it."""
    if not SCHEMA.exists():
        pytest.skip(
            f"1EdTech's schema of Open Badges 3.0 is not at {SCHEMA} (PORTAL_BADGE_SCHEMA names another)"
        )
    judge = Draft201909Validator(json.loads(SCHEMA.read_text()), format_checker=FormatChecker())
    for document in (signed, awards.signed(**BARE), awards.signed(language="de-DE")):
        assert [(list(each.path), each.message) for each in judge.iter_errors(document)] == []


def test_it_verifies_with_its_own_key_only(signed):
    proof.verify(signed, awards.METHOD, awards.PUBLIC)
    other = multibase.multikey(Ed25519PrivateKey.generate().public_key())
    with pytest.raises(proof.Broken):
        proof.verify(signed, awards.METHOD, other)
    with pytest.raises(proof.Broken):
        proof.verify(signed, f"{awards.ISSUER}#{other}", other)


def places(value, at=()):
    """Every text and number in a document, by its path."""
    if isinstance(value, dict):
        return [found for name, each in value.items() for found in places(each, (*at, name))]
    if isinstance(value, list):
        return [found for number, each in enumerate(value) for found in places(each, (*at, number))]
    return [at]


def changed(document: dict, path: tuple, value) -> dict:
    spoiled = copy.deepcopy(document)
    inner = spoiled
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value(inner[path[-1]]) if callable(value) else value
    return spoiled


def another(value):
    return not value if isinstance(value, bool) else f"{value}x"


def refused(document: dict) -> bool:
    try:
        proof.verify(document, awards.METHOD, awards.PUBLIC)
    except proof.Broken:
        return True
    return False


SHORT = {"competencies": COMPETENCIES[:1]}


def test_whatever_is_changed_is_noticed():
    document = awards.signed(**SHORT)
    assert [path for path in places(document) if not refused(changed(document, path, another))] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("credentialSubject", "honours"), "first class"),
        (("credentialSubject", "achievement", "grade"), 1),
        (("proof",), []),
        (("proof",), {}),
        (("proof",), lambda proof: [*proof, *proof]),
        (("@context",), ["https://www.w3.org/ns/credentials/v2", {"honours": "https://x.example/"}]),
        (("@context",), ["https://example.org/context"]),
        (("@context",), "file:///etc/passwd"),
        (("credentialSubject",), None),
        (("proof", 0, "proofValue"), 7),
        (("proof", 0, "proofValue"), "z0OIl"),
        (("evidence",), lambda evidence: [{"id": f"https://x.example/{n}"} for n in range(600)] + evidence),
    ],
)
def test_what_is_added_or_odd_is_refused(path, value):
    document = awards.signed(**SHORT)
    if path[-1] in ("honours", "grade"):
        changed_one = copy.deepcopy(document)
        inner = changed_one
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
    else:
        changed_one = changed(document, path, value)
    assert refused(changed_one)


def test_contexts_are_pinned_and_come_from_nowhere_else():
    for address in pinned.PINNED:
        assert pinned.load(address)["documentUrl"] == address
    for address in ("https://www.w3.org/ns/did/v1", "http://127.0.0.1/", "file:///etc/passwd", ""):
        with pytest.raises(pinned.Unpinned):
            pinned.load(address)


def test_our_contexts_are_those_of_another_house():
    """openbadgeslib carries its own copies. Its Open Badges context has two words more, which we never write."""
    theirs = resources.files("openbadgeslib.ob3.contexts")
    names = {
        pinned.CREDENTIALS: "credentials-v2.json",
        pinned.BADGES: "ob-v3p0-context-3.0.3.json",
        pinned.EXTENSIONS: "ob-v3p0-extensions.json",
    }
    for address, name in names.items():
        ours = pinned.load(address)["document"]["@context"]
        other = json.loads(theirs.joinpath(name).read_text())["@context"]
        more = set(other) - set(ours)
        assert {word: other[word] for word in other if word not in more} == ours
        assert more <= {"endorsementJwt", "jti"}


def bits(encoded: str) -> bytes:
    return gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))


def test_a_status_list_has_its_bits_where_they_belong():
    document = status_list.document(awards.LIST, awards.ISSUER, [0, 9, awards.INDEX], awards.AT)
    found = bits(document["credentialSubject"]["encodedList"])
    assert len(found) * 8 == status_list.SIZE
    assert (found[0], found[1]) == (0x80, 0x40)
    assert {n for n in range(status_list.SIZE) if found[n // 8] >> 7 - n % 8 & 1} == {0, 9, awards.INDEX}
    proof.verify(proof.sign(document, awards.KEY, awards.METHOD, awards.AT), awards.METHOD, awards.PUBLIC)


@given(some.binary(max_size=40))
def test_multibase_there_and_back(content):
    assert multibase.decode(multibase.encode(content)) == content


def test_multibase_is_everybodys():
    """The example of the Multibase draft, section 2."""
    assert multibase.encode(b"Multibase is awesome! \\o/") == "zYAjKoNbau5KiqmHPmSxYCvn66dA1vLmwbt"
    with pytest.raises(ValueError, match="Ed25519"):
        multibase.public_key(multibase.encode(b"\xe7\x01" + bytes(33)))


def test_languages_are_written_as_the_standard_wants():
    assert facts().language == awards.unsigned()["credentialSubject"]["achievement"]["inLanguage"]
