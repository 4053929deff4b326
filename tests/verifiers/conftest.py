"""Fixtures for the verifiers: every kind of certificate, printed and sealed once."""

import json

import pytest

from portal import clock
from portal.certificates import render
from portal.certificates.keyring import Keyring
from portal.certificates.signing import sign
from tests.certificates import awards
from tests.certificates.hostile import site, trap  # noqa: F401 - fixtures
from tests.certificates.samples import FACTS, PICTURES
from tests.verifiers.sheets import SHEETS


@pytest.fixture(scope="session")
def ring(tmp_path_factory):
    """The keys of the institution on the samples."""
    return Keyring(tmp_path_factory.mktemp("keys"), clock.now)


@pytest.fixture(scope="session")
def sealed(ring, tmp_path_factory):
    """The file of each sheet with its credential, sealed as issued."""
    folder, seal = tmp_path_factory.mktemp("sheets"), ring.seal(FACTS["university"])
    files = {sheet: folder / f"{sheet}.pdf" for sheet in SHEETS}
    for sheet, file in files.items():
        credential = json.dumps(awards.signed(sheet.facts))
        printed = render(sheet.facts, sheet.paper, PICTURES, credential=credential)
        file.write_bytes(sign(printed, seal, "", FACTS["university"]))
    return files
