"""The structure tree that lets a screen reader follow a page."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Scope = Literal["Column", "Row"]
GROUPS = frozenset({"Document", "Sect"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One run of marked content: its page and its number there."""

    page: int
    number: int


@dataclass(slots=True)
class Node:
    """A heading, paragraph, table, row, cell or picture, with what it holds."""

    role: str
    words: str | None = None
    scope: Scope | None = None
    held: "list[Node | Mark]" = field(default_factory=list)

    def marks(self) -> Iterator[tuple[Mark, "Node"]]:
        """Every run of content below this node, with the node that holds it."""
        for item in self.held:
            if isinstance(item, Mark):
                yield item, self
            else:
                yield from item.marks()


class ReadingOrder:
    """What has been written so far, in the order in which it is to be read."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self._open = [self.root]
        self._page = 0
        self._marks = 0

    @contextmanager
    def tag(
        self, role: str, words: str | None = None, scope: Scope | None = None
    ) -> Iterator[None]:
        """Say what the next pieces are."""
        node = Node(role, words, scope)
        self._open[-1].held.append(node)
        self._open.append(node)
        yield
        self._open.pop()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is written next is passed over."""
        self._open.append(Node("Artifact"))
        yield
        self._open.pop()

    def begin(self, role: str, spoken: str = "") -> str:
        """Note the next run of content, and give the operator that opens it on the page."""
        holder = self._open[-1]
        if any(node.role == "Artifact" for node in self._open):
            return "/Artifact BMC"
        if holder.role in GROUPS:
            holder.held.append(holder := Node(role))
        holder.held.append(Mark(self._page, self._marks))
        actual = f" /ActualText <FEFF{spoken.encode('utf-16-be').hex()}>" if spoken else ""
        operator = f"/{holder.role} <</MCID {self._marks}{actual}>> BDC"
        self._marks += 1
        return operator

    def turn(self) -> None:
        """The next run of content stands on the next page."""
        self._page += 1
        self._marks = 0


def with_structure(pdf_bytes: bytes, root: Node, title: str) -> bytes:
    """The PDF with its structure tree, title and metadata."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        pages = [page.obj for page in pdf.pages]
        made: dict[int, pikepdf.Object] = {}
        tree.K = Array([_element(pdf, root, tree, made, pages)])
        _number_pages(pdf, pages, tree, root, made)
        pdf.Root.StructTreeRoot = tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _number_pages(
    pdf: pikepdf.Pdf,
    pages: Sequence[pikepdf.Object],
    tree: pikepdf.Object,
    root: Node,
    made: dict[int, pikepdf.Object],
) -> None:
    """Lead from each run of content on each page back to what it belongs to."""
    owners: dict[int, list[tuple[int, pikepdf.Object]]] = {}
    for mark, node in root.marks():
        owners.setdefault(mark.page, []).append((mark.number, made[id(node)]))
    numbers: list[pikepdf.Object | int] = []
    for index, page in enumerate(pages):
        page.StructParents = index
        page.Tabs = Name.S
        own = sorted(owners.get(index, []), key=lambda pair: pair[0])
        numbers += [index, Array([element for _, element in own])]
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(pages)


def _element(
    pdf: pikepdf.Pdf,
    node: Node,
    parent: pikepdf.Object,
    made: dict[int, pikepdf.Object],
    pages: Sequence[pikepdf.Object],
) -> pikepdf.Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent))
    made[id(node)] = element
    if node.words:
        element.Alt = String(node.words)
    if node.scope:
        element.A = Dictionary(O=Name.Table, Scope=Name(f"/{node.scope}"))
    kids = [
        Dictionary(Type=Name.MCR, Pg=pages[item.page], MCID=item.number)
        if isinstance(item, Mark)
        else _element(pdf, item, element, made, pages)
        for item in node.held
    ]
    element.K = Array(kids)
    return element
