"""The printed seal as the signature field: a tagged form widget over it (ISO 14289-1, 7.18.1), empty until signed."""

from typing import Any

import pydyf

from .drawing import POINTS
from .paper import Paper, Place
from .signing import FIELD

PRINTED_AND_LOCKED = 4 + 128
"""Annotation flags (ISO 32000-1, 12.5.3): veraPDF wants what is printed to stay where it is."""


def set_field(pdf: Any, page: Any, paper: Paper, seal: Place, university: str) -> None:
    """Add the empty field to the first page of a tagged document that WeasyPrint is about to write."""
    label = pydyf.String(f"Digital seal of {university}. Activate it to check the signature.")
    widget = _added(pdf, _widget(pdf, paper, seal, label))
    page.setdefault("Annots", pydyf.Array()).append(widget.reference)
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array([widget.reference])})
    _tag(pdf, widget, label)


def _widget(pdf: Any, paper: Paper, seal: Place, label: Any) -> Any:
    nothing = _added(pdf, pydyf.Stream([b""], _empty(seal)))
    return pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(FIELD),
            "TU": label,
            "F": PRINTED_AND_LOCKED,
            "Rect": pydyf.Array(_rectangle(paper, seal)),
            "P": pdf.page_references[0],
            "AP": pydyf.Dictionary({"N": nothing.reference}),
        }
    )


def _rectangle(paper: Paper, seal: Place) -> list[float]:
    """Where the art shows the seal, in points from the lower left corner."""
    top = paper.height - seal.top
    return [round(length * POINTS, 2) for length in (seal.left, top - seal.side, seal.left + seal.side, top)]


def _empty(seal: Place) -> Any:
    side = round(seal.side * POINTS, 2)
    box = pydyf.Array([0, 0, side, side])
    return pydyf.Dictionary(
        {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": pydyf.Dictionary({})}
    )


def _tag(pdf: Any, widget: Any, label: Any) -> None:
    """Hang the widget into the structure tree, so that whoever listens to the page comes upon it."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    parents, document = _at(pdf, root["ParentTree"])["Nums"], _at(pdf, root["K"][0])
    here = pdf.page_references[0]
    link = _added(pdf, pydyf.Dictionary({"Type": "/OBJR", "Obj": widget.reference, "Pg": here}))
    element = {"Type": "/StructElem", "S": "/Form", "P": root["K"][0], "Pg": here, "Alt": label}
    form = _added(pdf, pydyf.Dictionary({**element, "K": pydyf.Array([link.reference])}))
    document["K"].append(form.reference)
    widget["StructParent"] = parents[-2] + 1
    parents.extend([widget["StructParent"], form.reference])


def _added(pdf: Any, made: Any) -> Any:
    pdf.add_object(made)
    return made


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
