"""Filling in a form as other programs do: one by its library, one as readers on a desk do."""

from collections.abc import Mapping
from io import BytesIO

import pikepdf
import pypdf
from pikepdf import Name, String

from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.form_fields import AnswerField
from trainingdesk.domain.questionnaire import Answers, Ask, Asking

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
