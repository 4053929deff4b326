"""The JSON-LD contexts that credentials are written in: three documents, known by their hashes, read once."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent / "contexts"


class Pin(NamedTuple):
    """A context's file (without its ending) and the SHA-256 of that file."""

    name: str
    sha256: str


CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
PINNED = {
    CREDENTIALS: Pin("credentials-v2", "b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf"),
    BADGES: Pin("open-badges-3.0.3", "c5e555a91a5cf48e32ae0a05674c61ddd5c053b680b5643b2f57f9965e386d99"),
    EXTENSIONS: Pin(
        "open-badges-extensions", "15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7"
    ),
}


class Unpinned(ValueError):
    """A document names a context that is not one of ours, or the file of one is another one."""


def load(address: str, _options: Any = None) -> dict[str, Any]:
    """What pyld asks for a context: the pinned document of this address, never anything from elsewhere."""
    if address not in PINNED:
        raise Unpinned(f"refused: {address[:80]}")
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": _read(PINNED[address]),
    }


@lru_cache
def _read(pin: Pin) -> Any:
    try:
        content = (FOLDER / f"{pin.name}.json").read_bytes()
    except FileNotFoundError as problem:
        raise FileNotFoundError(f"{problem}; python -m portal.assets puts it there") from None
    if fingerprint(content) != pin.sha256:
        raise Unpinned(f"{pin.name}.json is not the context that is pinned")
    return json.loads(content)


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def missing_contexts() -> list[str]:
    """A sentence for every context that is not installed."""
    names = [pin.name for pin in PINNED.values()]
    return [f"The context {name} is missing." for name in names if not (FOLDER / f"{name}.json").is_file()]
