"""Completes the tags of a PDF where WeasyPrint's do not satisfy PDF/UA-1 (ISO 14289-1).

Header cells get their scope, grouped terms become items of their list, running heads and page
numbers become artifacts, which nobody has read out on every page, and links say where they lead
and are printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Pdf, String

PRINT_FLAG = 4
"""Of an annotation: it stands on paper as on the screen."""

ARTIFACT = ContentStreamInstruction(
    [Name.Artifact, Dictionary(Type=Name.Pagination)], Operator("BDC")
)


def complete(data: bytes) -> bytes:
    """Return the PDF with complete tags. The same data gives the same bytes."""
    with Pdf.open(BytesIO(data)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        reached = {element.objgen for element in _mend(document, in_head=False)}
        _make_artifacts(pdf, reached)
        _describe_links(pdf)
        completed = BytesIO()
        pdf.save(
            completed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return completed.getvalue()


def _mend(element: Object, *, in_head: bool) -> Iterator[Object]:
    """Give every header cell its scope, and make items of grouped terms.

    Yields every element from `element` down. What is not among them is outside of the structure.
    """
    yield element
    kind = _kind(element)
    if kind == "TH":
        element.A.Scope = Name.Column if in_head else Name.Row
    for child in _children(element):
        if kind == "L" and _kind(child) == "Div":
            _make_item(child)
        yield from _mend(child, in_head=in_head or kind == "THead")


def _kind(element: Object) -> str:
    """Return the kind of an element of the structure: `TH`, `LI` ..."""
    return str(element.S).removeprefix("/")


def _children(element: Object) -> Iterator[Object]:
    for child in element.K:
        if isinstance(child, Dictionary) and child.get(Name.Type) == Name.StructElem:
            yield child


def _make_item(group: Object) -> None:
    """Make of `<div><dt>…<dd>…</div>` one item of the list: the term its label, the rest its body.

    WeasyPrint makes an item of each, in a division that no list may hold.
    """
    group.S = Name.LI
    for place, part in enumerate(_children(group)):
        part.S = Name.LBody if place else Name.Lbl
        for inner in _children(part):
            if _kind(inner) == "LBody":
                inner.S = Name.Div if place else Name.NonStruct


def _make_artifacts(pdf: Pdf, reached: set[tuple[int, int]]) -> None:
    """Mark as artifacts what WeasyPrint has tagged without putting it into the structure."""
    nums: Any = pdf.Root.StructTreeRoot.ParentTree.Nums
    for page, owners in zip(pdf.pages, nums[1::2], strict=False):
        astray = {
            mcid
            for mcid, owner in enumerate(owners)
            if owner is not None and owner.objgen not in reached
        }
        if not astray:
            continue
        instructions = [
            ARTIFACT if _marks(instruction, astray) else instruction
            for instruction in pikepdf.parse_content_stream(page)
        ]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        for mcid in astray:
            owners[mcid] = None


def _marks(instruction: Any, mcids: set[int]) -> bool:
    """Return whether `instruction` begins content that has one of these numbers."""
    return str(instruction.operator) == "BDC" and instruction.operands[1].get(Name.MCID) in mcids


def _describe_links(pdf: Pdf) -> None:
    """Describe links within the document by the heading that they lead to; print all links."""
    with pdf.open_outline() as outline:
        titles = {_place(item.destination): item.title for item in _items(outline.root)}
    names = pdf.Root.Names.Dests.Names if Name.Names in pdf.Root else Array()
    headings = {
        str(name): titles[_place(place)]
        for name, place in zip(names[::2], names[1::2], strict=True)
        if _place(place) in titles
    }
    for page in pdf.pages:
        for annotation in page.get(Name.Annots, Array()):
            annotation.F = PRINT_FLAG
            heading = headings.get(str(annotation.get(Name.Dest, "")))
            if heading:
                annotation.Contents = String(heading)


def _items(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _items(item.children)


def _place(destination: object) -> tuple[object, ...]:
    """Return a place that can be compared: the page, then the point on it."""
    page, *point = list(destination)  # type: ignore[call-overload]
    return (page.objgen, *map(str, point))
