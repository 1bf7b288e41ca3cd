"""Filling in a form as others do: by a library, as readers save it, and in a reader by hand."""

from collections.abc import Callable, Mapping
from ctypes import POINTER, c_ushort, cast, create_string_buffer
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as raw
from pikepdf import Name, String

from tests.reports.forms import BOARD, paper
from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.form_fields import AnswerField
from trainingdesk.domain.questionnaire import Answers, Ask, Asking
from trainingdesk.domain.returned_pdf import ReturnedPdf
from trainingdesk.exchange.returned_pdfs import read_pdf
from trainingdesk.reports.fillable_form import fillable_form

BLANK = fillable_form(BOARD, paper())
FORGIVEN = "ignore:Text string .* contains characters not supported by font encoding"


def in_fields(asked: tuple[tuple[Asking, Ask], ...], answers: Answers) -> dict[str, str | int]:
    """What a person would type or click, by the name of the field: a number is a button's."""
    filled: dict[str, str | int] = {}
    for asking, ask in asked:
        if asking not in answers:
            continue
        value = answers[asking]
        own = AnswerField(asking).name
        if ask.answer is AnswerKind.SEVERAL:
            for choice in str(value).split("\n"):
                turn = ask.options.index(choice)
                filled[AnswerField(asking, turn).name] = turn
        elif ask.answer is AnswerKind.SCALE:
            filled[own] = int(value)
        elif ask.options:
            filled[own] = ask.options.index(str(value))
        else:
            filled[own] = str(value)
    return filled


def by_pypdf(blank: bytes, filled: Mapping[str, str | int]) -> bytes:
    """The form as pypdf fills it in."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(blank))
    values = {n: f"/{v}" if isinstance(v, int) else v for n, v in filled.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def by_a_reader(blank: bytes, filled: Mapping[str, str | int]) -> bytes:
    """The form as a reader saves it: values, and for a button the look that is on."""
    out = BytesIO()
    with pikepdf.open(BytesIO(blank)) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        for name, value in filled.items():
            field = fields[name]
            if isinstance(value, str):
                field.V = String(value)
                field.AP = pikepdf.Dictionary()
                field.AP.N = pdf.make_stream(b"/Tx BMC q BT /Helv 10 Tf (as shown) Tj ET Q EMC")
                continue
            field.V = Name(f"/{value}")
            for widget in field.get("/Kids", [field]):
                on = f"/{value}" in widget.AP.N
                widget.AS = Name(f"/{value}") if on else Name.Off
        pdf.save(out)
    return out.getvalue()


def by_clicks_and_keys(blank: bytes, filled: Mapping[str, str | int]) -> bytes:
    """The form as PDFium fills it in, the reader in Chrome and Edge: clicked, and typed."""
    document = pypdfium2.PdfDocument(blank)
    document.init_forms()
    form, pages = document.formenv.raw, list(document)
    for name, value in filled.items():
        number, (left, bottom, right, top) = _widget(blank, name, value)
        page, x, y = pages[number].raw, (left + right) / 2, (bottom + top) / 2
        raw.FORM_OnMouseMove(form, page, 0, x, y)
        raw.FORM_OnLButtonDown(form, page, 0, x, y)
        raw.FORM_OnLButtonUp(form, page, 0, x, y)
        if isinstance(value, str):
            letters = create_string_buffer(f"{value}\0".encode("utf-16-le"))
            raw.FORM_ReplaceSelection(form, page, cast(letters, POINTER(c_ushort)))
        raw.FORM_ForceToKillFocus(form)
    out = BytesIO()
    document.save(out)
    for each in pages:
        each.close()
    document.close()
    return out.getvalue()


def _widget(blank: bytes, name: str, value: str | int) -> tuple[int, list[float]]:
    """On which page a field stands and where, or the circle of it that is meant."""
    with pikepdf.open(BytesIO(blank)) as pdf:
        field = next(each for each in pdf.Root.AcroForm.Fields if name == each.T)
        kids = list(field.get("/Kids", [field]))
        meant = next(each for each in kids if isinstance(value, str) or f"/{value}" in each.AP.N)
        number = next(n for n, page in enumerate(pdf.pages) if page.objgen == meant.P.objgen)
        return number, [float(edge) for edge in meant.Rect]


def read(raw: bytes, folder: Path, name: str = "form.pdf") -> ReturnedPdf:
    """What is read of a form once it lies in a folder."""
    path = folder / name
    path.write_bytes(raw)
    return read_pdf(path)


def mended(change: Callable[[Any], None], blank: bytes = BLANK, **saving: Any) -> bytes:
    """The form with something changed inside it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(blank)) as pdf:
        change(pdf)
        pdf.save(out, **saving)
    return out.getvalue()


def field(pdf: Any, name: str) -> Any:
    """A field of the form by its name."""
    return next(each for each in pdf.Root.AcroForm.Fields if each.get("/T") == name)
