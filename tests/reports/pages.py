"""What a reader finds in a PDF: its words, its pages as pictures, its structure and its fonts."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import zxingcpp


def texts(pdf: bytes) -> list[str]:
    """The words of each page in their order."""
    pages = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pages]


def text(pdf: bytes) -> str:
    """All words on one line, as one space parts them."""
    return " ".join(" ".join(texts(pdf)).split())


def beyond_edges(pdf: bytes, margin: float = 15.0) -> list[str]:
    """Words that stand too near the edge of their page, or past it."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        words = page.get_textpage()
        for index in range(words.count_rects()):
            left, bottom, right, top = words.get_rect(index)
            inside = left >= margin and right <= width - margin
            if not (inside and bottom >= margin and top <= height - margin):
                found.append(words.get_text_bounded(left, bottom, right, top))
    return found


def lowest(pdf: bytes) -> list[float]:
    """How far above the foot of each page its lowest words stand."""
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(pdf)]
    return [min(page.get_rect(i)[1] for i in range(page.count_rects())) for page in pages]


def codes(pdf: bytes) -> list[str]:
    """What the QR codes of the pages hold."""
    pictures = [page.render(scale=3).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts that a PDF uses; ones that are not inside it end in a star."""
    found = set()
    with pikepdf.open(BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                inside = "/FontDescriptor" in item and "/FontFile2" in item.FontDescriptor
                found.add(f"{item.BaseFont}{'' if inside else '*'}")
    return found


def problems(pdf: bytes) -> list[str]:
    """What a checker finds wrong with the file."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return list(document.check_pdf_syntax())


def roles(pdf: bytes) -> list[str]:
    """The roles of the structure tree in reading order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [str(node.S)[1:] for node in _below(document.Root.StructTreeRoot.K[0])]


def spoken_figures(pdf: bytes) -> list[str]:
    """The words given for charts and codes."""
    with pikepdf.open(BytesIO(pdf)) as document:
        nodes = list(_below(document.Root.StructTreeRoot.K[0]))
        return [str(node.Alt) for node in nodes if node.S == "/Figure"]


def untagged_marks(pdf: bytes) -> int:
    """How many runs of content on the pages no part of the structure owns."""
    with pikepdf.open(BytesIO(pdf)) as document:
        nums = document.Root.StructTreeRoot.ParentTree.Nums
        missing = 0
        for index, page in enumerate(document.pages):
            marked = sum(
                1
                for instruction in pikepdf.parse_content_stream(page)
                if str(instruction.operator) == "BDC"
            )
            missing += abs(marked - len(nums[int(page.obj.get("/StructParents", index)) * 2 + 1]))
            missing += page.obj.get("/StructParents") != index
        return missing


def _below(node: Any) -> Iterator[Any]:
    yield node
    for kid in node.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from _below(kid)
