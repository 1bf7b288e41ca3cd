"""The structure tree that lets a screen reader follow a page."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Scope = Literal["Column", "Row"]
GROUPS = frozenset({"Document", "Sect"})

Widget: TypeAlias = Callable[[pikepdf.Pdf, pikepdf.Object], pikepdf.Object]
"""Makes what is filled in on a page of a document: a box to tick, a line to type on."""
Finish: TypeAlias = Callable[[pikepdf.Pdf], None]


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
    widget: tuple[int, Widget] | None = None

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

    def widget(self, words: str, make: Widget) -> None:
        """Read here what is filled in at this place, with the words that say what it is for."""
        node = Node("Form", words, widget=(self._page, make))
        self._open[-1].held.append(node)

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


@dataclass(slots=True)
class Made:
    """What has been made of the structure so far, in the document that gets it."""

    pdf: pikepdf.Pdf
    pages: Sequence[pikepdf.Object]
    elements: dict[int, pikepdf.Object] = field(default_factory=dict)
    widgets: list[tuple[pikepdf.Object, pikepdf.Object]] = field(default_factory=list)


def with_structure(pdf_bytes: bytes, root: Node, title: str, finish: Finish | None = None) -> bytes:
    """The PDF with its structure tree, title and metadata, and whatever finishes it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        made = Made(pdf, [page.obj for page in pdf.pages])
        tree.K = Array([_element(made, root, tree)])
        _number_pages(made, tree, root)
        pdf.Root.StructTreeRoot = tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
        if finish:
            finish(pdf)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _number_pages(made: Made, tree: pikepdf.Object, root: Node) -> None:
    """Lead from each run of content and each widget back to what it belongs to."""
    owners: dict[int, list[tuple[int, pikepdf.Object]]] = {}
    for mark, node in root.marks():
        owners.setdefault(mark.page, []).append((mark.number, made.elements[id(node)]))
    numbers: list[pikepdf.Object | int] = []
    for index, page in enumerate(made.pages):
        page.StructParents = index
        page.Tabs = Name.S
        own = sorted(owners.get(index, []), key=lambda pair: pair[0])
        numbers += [index, Array([element for _, element in own])]
    for index, (widget, element) in enumerate(made.widgets, start=len(made.pages)):
        widget.StructParent = index
        numbers += [index, element]
    tree.ParentTree = made.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(made.pages) + len(made.widgets)


def _element(made: Made, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
    shape = Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent)
    element = made.pdf.make_indirect(shape)
    made.elements[id(node)] = element
    if node.words:
        element.Alt = String(node.words)
    if node.scope:
        element.A = Dictionary(O=Name.Table, Scope=Name(f"/{node.scope}"))
    kids = [
        Dictionary(Type=Name.MCR, Pg=made.pages[item.page], MCID=item.number)
        if isinstance(item, Mark)
        else _element(made, item, element)
        for item in node.held
    ]
    if node.widget:
        kids.append(_filled_in(made, *node.widget, element))
    element.K = Array(kids)
    return element


def _filled_in(made: Made, number: int, make: Widget, element: pikepdf.Object) -> pikepdf.Object:
    """Make a widget on its page, and what leads to it from the structure."""
    page = made.pages[number]
    widget = make(made.pdf, page)
    made.widgets.append((widget, element))
    return Dictionary(Type=Name.OBJR, Pg=page, Obj=widget)
