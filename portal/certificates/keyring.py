"""An institution's keys in a folder: made when first needed, refused while others may read them, never thrown away.

`root-1.p12`, `seal-1.p12` and `credential-1.key` are private; every `root-*.crt` and `credential-*.pub` is trusted for
ever, so that what an older key signed can still be verified.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from . import authority, multibase

OTHERS = 0o077


class Exposed(PermissionError):
    """Others may read a private key; the message names the file and what to do."""


def private(path: Path) -> Path:
    """The path, or Exposed while anybody but its owner may read it."""
    if path.stat().st_mode & OTHERS:
        raise Exposed(f"{path} can be read by others. Run: chmod 600 {path}")
    return path


class Keyring:
    """The keys in `folder`, which need not exist yet; `now` tells the (aware) time at which one is made."""

    def __init__(self, folder: Path, now: Callable[[], datetime]):
        self.folder = folder
        self.now = now

    def seal(self, institution: str) -> Path:
        """The PKCS#12 (no password) that signs now; made for `institution` when there is none. Raises Exposed."""
        if not self._numbered("seal-*.p12"):
            with self._alone():
                self._numbered("seal-*.p12") or self._cut_seal(institution)
        return private(self._numbered("seal-*.p12")[-1])

    def rotate(self, institution: str, root: bool = False) -> Path:
        """Sign with a new seal from now on, under a new root when asked. Raises Exposed."""
        with self._alone():
            if root:
                self._plant_root(institution)
            return self._cut_seal(institution)

    def roots(self) -> list[bytes]:
        """Every root that ever signed, as PEM, the latest first."""
        return [path.read_bytes() for path in reversed(self._numbered("root-*.crt"))]

    def trust(self, pem: bytes) -> None:
        """Remember the root of a seal that was made elsewhere."""
        if pem not in self.roots():
            with self._alone():
                self._write(self._next("root", "crt"), pem)

    def credential_key(self) -> Path:
        """The key (PEM) that signs credentials now; made when there is none. Raises Exposed."""
        if not self._numbered("credential-*.key"):
            with self._alone():
                self._numbered("credential-*.key") or self._cut_credential_key()
        return private(self._numbered("credential-*.key")[-1])

    def rotate_credential_key(self) -> Path:
        """Sign credentials with a new key from now on."""
        with self._alone():
            return self._cut_credential_key()

    def credential_keys(self) -> list[str]:
        """Every key that ever signed credentials, as Multikey, the latest first."""
        return [path.read_text().strip() for path in reversed(self._numbered("credential-*.pub"))]

    def _cut_credential_key(self) -> Path:
        """The public half first: nothing is signed that nobody could verify."""
        key, public = Ed25519PrivateKey.generate(), self._next("credential", "pub")
        self._write(public, multibase.multikey(key.public_key()).encode())
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return self._write(public.with_suffix(".key"), pem)

    def _cut_seal(self, institution: str) -> Path:
        roots = self._numbered("root-*.p12")
        root = authority.unpack(private(roots[-1]).read_bytes()) if roots else self._plant_root(institution)
        made = authority.seal(institution, f"{institution} seal", root, self.now())
        return self._write(self._next("seal", "p12"), authority.pack(made, root))

    def _plant_root(self, institution: str) -> authority.Pair:
        made = authority.root(institution, f"{institution} root", self.now())
        certificate = self._next("root", "crt")
        self._write(certificate.with_suffix(".p12"), authority.pack(made))
        self._write(certificate, made.pem)
        return made

    def _numbered(self, pattern: str) -> list[Path]:
        return sorted(self.folder.glob(pattern), key=_number)

    def _next(self, name: str, kind: str) -> Path:
        taken = [_number(path) for path in self.folder.glob(f"{name}-*.{kind}")]
        return self.folder / f"{name}-{max(taken, default=0) + 1}.{kind}"

    def _write(self, path: Path, content: bytes) -> Path:
        """Whole or not at all, and nobody else's from the first byte."""
        draft = path.with_suffix(".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return draft.rename(path)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two processes that need a key at once make one."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])
