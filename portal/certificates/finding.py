"""What reading a stranger's file found, whether it was a document or a credential."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What became of the bytes."""

    INTACT = "intact"
    ALTERED = "altered"
    FOREIGN = "foreign"
    """Signed by nobody of ours, or not signed at all."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Finding:
    """`serial` and `signed_at` are None unless the file states them; only an intact file's can be relied upon.

    `digest` is an intact credential's own, to be compared with the one we keep.
    """

    verdict: Verdict
    serial: str | None = None
    signed_at: datetime | None = None
    digest: str | None = None
