import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from tests.drawn import draws
from tests.exchange.filled import (
    BLANK,
    FORGIVEN,
    by_a_reader,
    by_clicks_and_keys,
    by_pypdf,
    field,
    in_fields,
    mended,
    read,
)
from tests.reports.forms import BOARD, CODE, EVERY_KIND, GIVEN_OUT, paper
from trainingdesk.domain.answering import in_order
from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.questionnaire import Answers, Ask, Asking
from trainingdesk.domain.returned_pdf import NotReadable, ReturnedPdf
from trainingdesk.exchange.returned_pdfs import LARGEST, MOST_FILES, files_of, read_pdf
from trainingdesk.reports.evaluation_form import evaluation_forms
from trainingdesk.reports.fillable_form import fillable_form

FILLED = {
    "q_CONF_": 7, "q_SAT_": 5, "q_REC_": 1, "q_MET_": 2, "q_LEVEL_": 0, "p0_IMPACT_": 0,
    "p2_IMPACT_": 2, "q_HOW_": "12", "q_DIFF_": "Ring Łódź, محمد and 王小明.\nAt once.",
}  # fmt: skip


@pytest.mark.filterwarnings(FORGIVEN)
@pytest.mark.parametrize("fill", [by_pypdf, by_a_reader, by_clicks_and_keys])
def test_a_filled_form_says_what_was_filled_in(
    fill: Callable[[bytes, dict[str, Any]], bytes], tmp_path: Path
) -> None:
    found = read(fill(BLANK, FILLED), tmp_path)
    assert found.code == CODE
    assert (found.given_out, found.event) == (GIVEN_OUT, "RISK-1702")
    assert {asking.code: numbers for asking, numbers in found.marked.items()} == {
        "CONF": (7,), "SAT": (5,), "REC": (1,), "MET": (2,), "LEVEL": (0,), "IMPACT": (0, 2),
    }  # fmt: skip
    assert {asking.code: words for asking, words in found.typed.items()} == {
        "HOW": "12",
        "DIFF": FILLED["q_DIFF_"],
    }


LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zs", "Zl", "Zp"])
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=6), min_size=1, max_size=3).map(" ".join)


@st.composite
def filled_forms(draw: st.DrawFn) -> tuple[tuple[tuple[Asking, Ask], ...], Answers]:
    asked, answers = [], {}
    for at, kind in enumerate(draw(st.lists(st.sampled_from(AnswerKind), max_size=7))):
        low = draw(st.integers(-3, 3))
        choices = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
        ask = Ask(f"Q{at}", "Which?", kind, low, low + draw(st.integers(0, 12)))
        if kind in {AnswerKind.CHOICE, AnswerKind.SEVERAL}:
            ask = Ask(f"Q{at}", "Which?", kind, choices=tuple(choices))
        asking = Asking(ask.code, draw(st.text(LETTERS, max_size=4)))
        asked.append((asking, ask))
        values: dict[AnswerKind, Any] = {
            AnswerKind.SCALE: st.integers(ask.lowest or 0, ask.highest or 0),
            AnswerKind.NUMBER: st.integers(0, 10**8),
            AnswerKind.TEXT: WORDS,
            AnswerKind.SEVERAL: st.sets(st.sampled_from(ask.options or ("",)), min_size=1),
        }
        if draw(st.booleans()):
            value = draw(values.get(kind, st.sampled_from(ask.options or ("",))))
            answers[asking] = in_order(ask, list(value)) if isinstance(value, set) else value
    return tuple(asked), answers


@pytest.mark.filterwarnings(FORGIVEN)
@pytest.mark.parametrize("fill", [by_pypdf, by_a_reader])
@draws(6, of=20)
@given(filled=filled_forms())
def test_what_goes_out_and_is_filled_in_comes_back(
    fill: Callable[[bytes, dict[str, Any]], bytes], filled: Any, tmp_path: Path
) -> None:
    asked, answers = filled
    blank = fillable_form(BOARD, paper(asked=asked))
    if not asked:
        with pytest.raises(NotReadable):
            read(blank, tmp_path)
        return
    found = read(fill(blank, in_fields(asked, answers)), tmp_path)
    assert found.answers(ask for _, ask in asked) == answers


def test_a_reader_that_sets_only_how_a_circle_looks_is_believed(tmp_path: Path) -> None:
    def look(pdf: Any) -> None:
        field(pdf, "q_SAT_").Kids[3].AS = Name("/4")
        field(pdf, "p1_IMPACT_").AS = Name("/Yes")

    found = read(mended(look), tmp_path)
    assert found.marked == {Asking("SAT"): (4,), Asking("IMPACT"): (1,)}


def test_a_circle_that_was_taken_back_is_no_answer(tmp_path: Path) -> None:
    def look(pdf: Any) -> None:
        field(pdf, "q_SAT_").V = Name.Off
        field(pdf, "q_DIFF_").V = String("  \r\n ")

    found = read(mended(look), tmp_path)
    assert (found.marked, found.typed) == ({}, {})


def test_words_are_read_as_plain_lines(tmp_path: Path) -> None:
    def write(pdf: Any) -> None:
        field(pdf, "q_DIFF_").V = pdf.make_stream(
            "One\r\ntwo\x07\u2029\u202ethree ".encode("utf-16")
        )
        field(pdf, "q_HOW_").V = String("می\u200cخواهم\u00a0x")

    found = read(mended(write), tmp_path)
    assert found.typed == {
        Asking("DIFF"): "One\ntwo\nthree",
        Asking("HOW"): "می\u200cخواهم\u00a0x",
    }


def test_a_state_that_is_no_number_stands_as_it_is(tmp_path: Path) -> None:
    def write(pdf: Any) -> None:
        field(pdf, "q_SAT_").V = Name("/Lots")

    found = read(mended(write), tmp_path)
    assert found.answers(EVERY_KIND) == {Asking("SAT"): "Lots"}


def test_what_fits_no_question_is_left_as_it_stands() -> None:
    found = ReturnedPdf(
        CODE,
        GIVEN_OUT,
        "",
        {Asking("HOW"): "twelve", Asking("GONE"): "5"},
        {Asking("LEVEL"): (7,), Asking("LOST"): (1,), Asking("SAT"): (9,)},
    )
    assert found.answers(EVERY_KIND) == {
        Asking("HOW"): "twelve",
        Asking("GONE"): "5",
        Asking("LEVEL"): "7",
        Asking("LOST"): 1,
        Asking("SAT"): 9,
    }


def test_the_code_is_found_beside_the_form_where_a_reader_dropped_its_field(tmp_path: Path) -> None:
    def drop(pdf: Any) -> None:
        del pdf.Root.AcroForm.Fields[0:3]
        del pdf.pages[0].Annots[-3:]

    found = read(mended(drop), tmp_path)
    assert (found.code, found.given_out, found.event) == (CODE, GIVEN_OUT, "RISK-1702")


def as_it_is(_pdf: Any) -> None:
    """Change nothing."""


def test_a_form_may_not_say_what_it_asks_any_more(tmp_path: Path) -> None:
    def drop(pdf: Any) -> None:
        field(pdf, "form-questionnaire").V = String("three")

    assert read(mended(drop), tmp_path).given_out is None


def set_code(text: str) -> Callable[[Any], None]:
    def change(pdf: Any) -> None:
        field(pdf, "form-code").V = String(text)

    return change


def without_code(pdf: Any) -> None:
    field(pdf, "form-code").V = String("")
    del pdf.docinfo["/Keywords"]


def without_form(pdf: Any) -> None:
    del pdf.Root["/AcroForm"]
    del pdf.pages[0]["/Annots"]


def without_a_trace(pdf: Any) -> None:
    without_form(pdf)
    del pdf.docinfo["/Keywords"]


def without_answers(pdf: Any) -> None:
    del pdf.Root.AcroForm.Fields[3:]
    del pdf.pages[0].Annots[:-3]


def long_answer(pdf: Any) -> None:
    field(pdf, "q_DIFF_").V = String("x" * 10_001)


def far_too_much(pdf: Any) -> None:
    packed = zlib.compress(b"x" * (70 * 1024 * 1024))
    stream = pikepdf.Stream(pdf, packed)
    stream.Filter = Name.FlateDecode
    field(pdf, "q_DIFF_").V = stream


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a workbook", "not a PDF"),
        (b"\x00" * 2000 + BLANK, "not a PDF"),
        (BLANK[: len(BLANK) // 2], "Only a part of the file"),
        (b"%PDF-1.7\n" + b"?" * 99 + b"\n%%EOF", "damaged"),
        (BLANK[:2000] + BLANK[2300:], "damaged"),
        (mended(as_it_is, encryption=pikepdf.Encryption(owner="a", user="b")), "password"),
        (evaluation_forms(BOARD, [paper()]), "There is no form in it"),
        (mended(without_form), f"Form {CODE} was printed or flattened, so that its answers"),
        (mended(without_a_trace), "printed or flattened"),
        (mended(without_answers), "printed or flattened"),
        (mended(without_code), "no code in it"),
        (mended(set_code("E016JD")), "none of this desk or was changed"),
        (mended(set_code("x" * 900)), "none of this desk"),
        (mended(long_answer), "“DIFF” is longer than 10,000 letters"),
        (mended(far_too_much), "far more than any answer"),
        (b"%PDF-1.4 " + b" " * LARGEST + b"%%EOF", "larger than 20 MB"),
    ],
    ids=["empty", "workbook", "late", "half", "noise", "torn", "locked", "paper", "flattened",
         "stranger", "hollow", "uncoded", "misread", "endless", "long", "bomb", "large"],
)  # fmt: skip
def test_what_is_no_filled_form_is_refused_with_why(
    raw: bytes, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(NotReadable, match=sentence):
        read(raw, tmp_path)


def test_a_form_cut_short_while_it_was_saved_is_not_read(tmp_path: Path) -> None:
    out, blank = BytesIO(), tmp_path / "blank.pdf"
    blank.write_bytes(BLANK)
    writer = pypdf.PdfWriter(blank, incremental=True)
    for page in writer.pages:
        writer.update_page_form_field_values(page, {"q_SAT_": "/5"}, auto_regenerate=False)
    writer.write(out)
    whole = out.getvalue()
    assert whole.startswith(BLANK)
    assert read(whole, tmp_path).marked == {Asking("SAT"): (5,)}
    for kept in range(len(BLANK) + 20, len(whole) - 6, 400):
        with pytest.raises(NotReadable):
            read(whole[:kept], tmp_path)


def test_a_form_locked_only_against_changes_is_read(tmp_path: Path) -> None:
    raw = mended(as_it_is, encryption=pikepdf.Encryption(owner="a", user=""))
    assert read(raw, tmp_path).code == CODE


@given(st.lists(st.tuples(st.integers(0, len(BLANK) - 1), st.binary(max_size=12)), max_size=6))
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_spoiled_file_is_read_or_refused(
    tmp_path: Path, spoiled: list[tuple[int, bytes]]
) -> None:
    raw = bytearray(BLANK)
    for at, noise in spoiled:
        raw[at : at + len(noise)] = noise
    try:
        read(bytes(raw), tmp_path)
    except NotReadable as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - both ends are right


def test_fields_of_odd_shapes_are_passed_over(tmp_path: Path) -> None:
    def twist(pdf: Any) -> None:
        ring = pdf.make_indirect(Dictionary(T=String("q_RING_")))
        ring.Kids = Array([ring])
        far = pdf.make_indirect(Dictionary(T=String("far"), FT=Name.Tx, V=7))
        pdf.Root.AcroForm.Fields.append(ring)
        pdf.Root.AcroForm.Fields.append(far)
        pdf.Root.AcroForm.Fields.append(String("no field"))
        pdf.Root.AcroForm.Fields.append(Dictionary(FT=Name.Tx))

    assert read(mended(twist), tmp_path).code == CODE


def test_files_are_those_that_were_chosen_and_those_of_folders(tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    folder.mkdir()
    for name in ("b.pdf", "a.pdf", "notes.docx", "Thumbs.db", ".hidden"):
        (folder / name).write_bytes(b"x")
    (folder / "older").mkdir()
    named = [path.name for path in files_of([folder / "b.pdf", folder])]
    assert named == ["b.pdf", "a.pdf", "notes.docx", "older"]
    with pytest.raises(NotReadable, match="This is a folder"):
        read_pdf(folder / "older")


def test_a_folder_that_cannot_be_gone_through_is_refused(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.pdf").touch()
    with pytest.raises(NotReadable, match="more than 2,000 files"):
        files_of([tmp_path])


def test_what_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "form.pdf"
    path.write_bytes(BLANK)
    # Whoever runs the tests as the system's owner may read everything.
    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(NotReadable, match="may not be read"):
        read_pdf(path)
    with pytest.raises(NotReadable, match="Permission denied"):
        files_of([tmp_path])


def test_a_file_that_cannot_be_had_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="No such file"):
        read_pdf(tmp_path / "gone.pdf")
