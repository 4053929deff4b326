"""The JSON-LD contexts of the credentials, out of their packages; each must be the one that is pinned."""

import json
import shutil

from portal.assets.places import CONTEXTS, MODULES
from portal.certificates.pinned import PINNED, fingerprint

BADGES = MODULES / "@digitalcredentials" / "open-badges-context"
CREDENTIALS = MODULES / "@digitalbazaar" / "credentials-context"
PLACES = {
    "credentials-v2": CREDENTIALS / "contexts" / "v2.jsonld",
    "open-badges-3.0.3": BADGES / "js" / "contexts" / "context-3.0.3.js",
    "open-badges-extensions": BADGES / "js" / "contexts" / "context-extensions.js",
}
LICENCES = {"credentials": CREDENTIALS / "LICENSE.md", "open-badges": BADGES / "LICENSE"}


def copy_contexts() -> None:
    """Place the contexts, and their licences, where the signer reads them. ValueError for one that differs."""
    CONTEXTS.mkdir(parents=True, exist_ok=True)
    for pin in PINNED.values():
        content = document(PLACES[pin.name].read_text(encoding="utf-8"))
        if fingerprint(content) != pin.sha256:
            raise ValueError(f"the context {pin.name} is not the one that is pinned")
        (CONTEXTS / f"{pin.name}.json").write_bytes(content)
    for name, source in LICENCES.items():
        shutil.copyfile(source, CONTEXTS / f"{name}.LICENCE.txt")


def document(source: str) -> bytes:
    """The JSON of a context; the badges' packages wrap it into a script."""
    _before, wrapped, script = source.partition("module.exports =")
    found = json.loads(script.strip().removesuffix(";") if wrapped else source)
    return json.dumps(found, separators=(",", ":"), sort_keys=True).encode()
