"""What a PDF of the portal must have, read off the file: the checks of PDF/UA-1 that we make.

The reference checker, veraPDF, cannot be had here; `pdfua` checks 16 of its 106 rules, these the
rest of what WeasyPrint can get wrong.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf


def faults(data: bytes) -> list[str]:
    """Return what is wrong with a PDF."""
    with Pdf.open(BytesIO(data)) as pdf:
        return [*_of_catalog(pdf), *_of_structure(pdf), *_of_pages(pdf), *_of_fonts(pdf)]


def structure(pdf: Pdf) -> Iterator[tuple[str, Any, list[str]]]:
    """Yield every element in reading order: its kind, itself, the kinds above it."""
    document: Any = pdf.Root.StructTreeRoot.K[0]
    yield from _below(document, [])


def _below(element: Any, above: list[str]) -> Iterator[tuple[str, Any, list[str]]]:
    kind = str(element.S)[1:]
    yield kind, element, above
    for child in element.K:
        if isinstance(child, Dictionary) and child.get(Name.Type) == Name.StructElem:
            yield from _below(child, [*above, kind])


def outline(pdf: Pdf) -> list[tuple[int, str]]:
    """Return level and title of every entry of the outline."""

    def walk(items, level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, item.title
            yield from walk(item.children, level + 1)

    with pdf.open_outline() as found:
        return list(walk(found.root, 1))


def _of_catalog(pdf: Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if not root.get(Name.MarkInfo, Dictionary()).get(Name.Marked):
        yield "not marked as tagged"
    if root.get(Name.Lang) != "ja":
        yield "no language"
    if not root.get(Name.ViewerPreferences, Dictionary()).get(Name.DisplayDocTitle):
        yield "title not shown"
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "no title"
        if metadata.get("pdfuaid:part") != "1":
            yield "PDF/UA-1 not claimed"
    if not outline(pdf):
        yield "no outline"


def _of_structure(pdf: Pdf) -> Iterator[str]:
    if Name.StructTreeRoot not in pdf.Root:
        yield "no structure"
        return
    level = 0
    for kind, element, above in structure(pdf):
        if kind == "Figure" and not str(element.get(Name.Alt, "")):
            yield "figure without alternative text"
        if kind == "TH" and element.A.get(Name.Scope) not in (Name.Column, Name.Row):
            yield "header cell without scope"
        if kind == "LI" and above[-1] != "L":
            yield f"item of a list in {above[-1]}"
        if above and above[-1] == "L" and kind not in ("LI", "Caption", "L"):
            yield f"{kind} in a list"
        if len(kind) == 2 and kind[0] == "H" and kind[1].isdigit():
            if int(kind[1]) > level + 1:
                yield f"{kind} after H{level}"
            level = int(kind[1])


def _of_pages(pdf: Pdf) -> Iterator[str]:
    """Find content that is neither in the structure nor an artifact, and silent links."""
    owned: set[Any] = {
        (element.Pg.objgen, int(child))
        for _kind, element, _above in structure(pdf)
        for child in element.K
        if isinstance(child, int)
    }
    for number, page in enumerate(pdf.pages, start=1):
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BMC", "BDC"):
                depth += 1
                mark = instruction.operands[1] if operator == "BDC" else {}
                if Name.MCID in mark and (page.objgen, int(mark[Name.MCID])) not in owned:
                    yield f"content outside of the structure on page {number}"
            elif operator == "EMC":
                depth -= 1
            elif operator in ("TJ", "Tj", "f", "S", "B", "Do", "f*") and not depth:
                yield f"unmarked content on page {number}"
        for annotation in page.get(Name.Annots, []):
            if not str(annotation.get(Name.Contents, "")):
                yield f"link without words on page {number}"
            if not int(annotation.get(Name.F, 0)) & 4:
                yield f"link that is not printed on page {number}"


def _of_fonts(pdf: Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for font in page.Resources.get(Name.Font, {}).values():
            inner = font.DescendantFonts[0] if Name.DescendantFonts in font else font
            files = {Name.FontFile, Name.FontFile2, Name.FontFile3}
            if not files & set(map(Name, inner.FontDescriptor.keys())):
                yield f"font {font.BaseFont} is not embedded"
