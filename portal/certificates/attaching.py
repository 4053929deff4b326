"""The credential inside the document: an associated file (ISO 32000-2, 14.13) that PDF/A-3 allows."""

from datetime import date, datetime, time
from typing import Any

import pydyf

from .engine import weasyprint

NAME = "credential.json"


def attached(credential: str, day: date) -> list[Any]:
    """The attachment, dated like the certificate so that the same facts give the same bytes."""
    when = datetime.combine(day, time())
    return [
        weasyprint().Attachment(
            string=credential,
            name=NAME,
            description="Open Badges 3.0 credential, signed with eddsa-rdfc-2022",
            created=when,
            modified=when,
            relationship="Data",
        )
    ]


def list_once(pdf: Any) -> None:
    """WeasyPrint 70 names each associated file twice."""
    if found := pdf.catalog.get("AF"):
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(found))
