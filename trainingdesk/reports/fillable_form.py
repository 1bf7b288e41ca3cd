"""The evaluation form as a PDF to be filled in on a screen, with its code inside.

Fields are drawn here whole, with what they look like on and off, so that every reader shows them
alike, and each is read aloud in its place among the questions.
"""

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.form_fields import CODE, EVENT, QUESTIONNAIRE, AnswerField
from trainingdesk.reports.field_looks import (
    FONT,
    Look,
    fonts,
    ring_off,
    ring_on,
    room_for_words,
    tick_off,
    tick_on,
)
from trainingdesk.reports.form_layout import (
    LINE,
    NUMBER_HIGH,
    NUMBER_WIDE,
    RADIUS,
    TICK,
    WIDTH,
    Layout,
    Spot,
)
from trainingdesk.reports.form_pages import Manner, Paper, draw_form
from trainingdesk.reports.furniture import Board
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.structure import Widget
from trainingdesk.reports.tokens import A4, HAIR, MUTED, WASH

HOW = (
    "Click one circle or box for each question; to change an answer, click another. Tab goes from "
    "one to the next, and Space chooses. Then save the file."
)
BACK = "Please save this form when it is filled in, and send the file to"
SAVE = "Please save this form when it is filled in, and send the file back."
READ_ONLY, MULTILINE, RADIO = 1, 1 << 12, 1 << 15
HIDDEN, PRINTED = 2, 4
LONGEST_NUMBER = 9


class ByKeyboard:
    """Fields in the places where marks stand on paper."""

    def __init__(self) -> None:
        self.made: dict[str, pikepdf.Object] = {}
        """The fields of the document by name, in the order of the questions."""

    def ring(self, sheet: Sheet, x: float, y: float, spot: Spot) -> None:
        """A ring about a number, to be clicked."""
        sheet.dot(x, y, RADIUS, None, MUTED)
        box = _box(sheet, x - RADIUS, y - RADIUS, RADIUS * 2, RADIUS * 2)
        sheet.widget(spot.said, self._button(spot, box, (ring_on, ring_off)))

    def tick(self, sheet: Sheet, x: float, top: float, spot: Spot) -> None:
        """A box beside a choice, to be clicked."""
        _frame(sheet, x, top, TICK, TICK)
        box = _box(sheet, x, top, TICK, TICK)
        sheet.widget(spot.said, self._button(spot, box, (tick_on, tick_off)))

    def number(self, sheet: Sheet, x: float, top: float, spot: Spot) -> None:
        """A box that a number is typed in."""
        _frame(sheet, x, top, NUMBER_WIDE, NUMBER_HIGH)
        box = _box(sheet, x, top, NUMBER_WIDE, NUMBER_HIGH)
        sheet.widget(spot.said, self._text(spot, box, MaxLen=LONGEST_NUMBER))

    def lines(self, sheet: Sheet, x: float, top: float, spot: Spot) -> None:
        """A box that words are typed in."""
        high = LINE * spot.lines
        sheet.box(x, top, WIDTH, high, WASH)
        _frame(sheet, x, top, WIDTH, high)
        sheet.widget(spot.said, self._text(spot, _box(sheet, x, top, WIDTH, high), Ff=MULTILINE))

    def finish(self, pdf: pikepdf.Pdf, paper: Paper) -> None:
        """Make the fields the form of the document, with what they say of it beside them."""
        told = {
            CODE: paper.code,
            QUESTIONNAIRE: paper.given_out,
            EVENT: paper.event,
        }
        page = pdf.pages[0].obj
        kept = [_kept(pdf, page, name, value) for name, value in told.items()]
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([*kept, *self.made.values()]),
            DR=Dictionary(Font=fonts(pdf)),
            DA=String(f"/{FONT} 10 Tf 0 g"),
        )
        pdf.docinfo["/Subject"] = f"Evaluation form {paper.code}"
        pdf.docinfo["/Keywords"] = "; ".join(f"{name} {value}" for name, value in told.items())

    def _button(self, spot: Spot, box: list[float], looks: tuple[Look, Look]) -> Widget:
        """A circle of a scale, one choice of a question, or one of several that go together."""
        several = spot.ask.answer is AnswerKind.SEVERAL
        number = spot.choice or 0
        state = f"/{number}"

        def make(pdf: pikepdf.Pdf, page: pikepdf.Object) -> pikepdf.Object:
            on, off = (look(pdf, box) for look in looks)
            widget = _widget(pdf, page, box)
            widget.AP = Dictionary(N=Dictionary({state: on, "/Off": off}))
            widget.AS = Name.Off
            widget.MK = Dictionary(CA=String("4" if looks[0] is tick_on else "l"))
            widget.TU = String(spot.said)
            if several:
                self._named(widget, AnswerField(spot.asking, number), Name.Btn)
                widget.V = Name.Off
                return widget
            group = self._group(pdf, spot)
            widget.Parent = group
            group.Kids.append(widget)
            return widget

        return make

    def _group(self, pdf: pikepdf.Pdf, spot: Spot) -> pikepdf.Object:
        """The field of which no more than one circle or box is chosen."""
        own = AnswerField(spot.asking)
        if own.name not in self.made:
            words = f"{spot.ask.words} {spot.asking.about}".strip()
            group = pdf.make_indirect(Dictionary(Ff=RADIO, Kids=Array(), TU=String(words)))
            group.V = Name.Off
            self._named(group, own, Name.Btn)
        return self.made[own.name]

    def _text(self, spot: Spot, box: list[float], **more: int) -> Widget:
        def make(pdf: pikepdf.Pdf, page: pikepdf.Object) -> pikepdf.Object:
            widget = _widget(pdf, page, box)
            widget.AP = Dictionary(N=room_for_words(pdf, box))
            widget.TU = String(spot.said)
            widget.V = String("")
            widget.DA = String(f"/{FONT} 10 Tf 0 g")
            for name, value in more.items():
                widget[f"/{name}"] = value
            self._named(widget, AnswerField(spot.asking), Name.Tx)
            return widget

        return make

    def _named(self, field: pikepdf.Object, own: AnswerField, kind: Name) -> None:
        field.FT = kind
        field.T = String(own.name)
        self.made[own.name] = field


def fillable_form(board: Board, paper: Paper) -> bytes:
    """The form as a document that any reader of PDF fills in."""
    sheet = Sheet(A4, f"{paper.title}: {paper.course}, {paper.when}"[:200], board.name)
    pen = ByKeyboard()
    manner = Manner(HOW, BACK if paper.reply_to else SAVE, corners=False)
    draw_form(sheet, board, paper, Layout(paper.asked, pen), manner)
    return sheet.pdf(lambda pdf: pen.finish(pdf, paper))


def _box(sheet: Sheet, x: float, top: float, width: float, height: float) -> list[float]:
    """Where a field stands, measured from the foot of the page as fields are."""
    bottom = sheet.height - top - height
    return [round(each, 2) for each in (x, bottom, x + width, bottom + height)]


def _widget(pdf: pikepdf.Pdf, page: pikepdf.Object, box: Sequence[float]) -> pikepdf.Object:
    shape = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=Array(list(box)), F=PRINTED, P=page
    )
    widget = pdf.make_indirect(shape)
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(widget)
    return widget


def _kept(pdf: pikepdf.Pdf, page: pikepdf.Object, name: str, value: str) -> pikepdf.Object:
    """A field that nobody sees or changes."""
    field = _widget(pdf, page, [0, 0, 0, 0])
    field.F = HIDDEN
    field.FT, field.Ff = Name.Tx, READ_ONLY
    field.T, field.V = String(name), String(value)
    field.DA = String(f"/{FONT} 10 Tf 0 g")
    return field


def _frame(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    with sheet.decoration() as canvas:
        canvas.setLineWidth(HAIR * 2)
        canvas.setStrokeColor(MUTED)
        canvas.rect(x, sheet.height - top - height, width, height, stroke=1, fill=0)
