"""PDF/UA-1 beside PDF/A-3a: the identifier and its extension schema (ISO 14289-1, 19005-3 6.6.2.3) in the metadata."""

from collections.abc import Callable
from typing import Any

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_A = "http://www.aiim.org/pdfa/ns"

_METADATA = f"""<rdf:Description rdf:about="" xmlns:rdf="{_RDF}" xmlns:pdfuaid="{_UA}" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:rdf="{_RDF}" xmlns:pdfaExtension="{_A}/extension/"
 xmlns:pdfaSchema="{_A}/schema#" xmlns:pdfaProperty="{_A}/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part number</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
""".encode()


def claim_accessibility(document: Any) -> None:
    """Make a WeasyPrint document that is written as PDF/A say that it is PDF/UA-1 as well."""
    document.metadata.generate_rdf_metadata = _with_claim(document.metadata.generate_rdf_metadata)


def _with_claim(generate: Callable[..., bytes]) -> Callable[..., bytes]:
    def generated(*args: Any, **options: Any) -> bytes:
        written = generate(*args, **options)
        head, tail, rest = written.rpartition(b"</rdf:RDF>")
        return head + _METADATA + tail + rest

    return generated
