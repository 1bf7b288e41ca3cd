from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tests.exchange.filled import by_a_reader
from tests.reports.forms import (
    BOARD,
    CHOICE,
    CODE,
    EVERY_KIND,
    GIVEN_OUT,
    NUMBER,
    SCALE,
    SEVERAL,
    SHORT,
    WORDS,
    YES_NO,
    asked,
    paper,
)
from tests.reports.pages import codes, problems, roles, text, untagged_marks
from trainingdesk.domain.questionnaire import Ask
from trainingdesk.reports.fillable_form import MULTILINE, fillable_form


def fields(pdf: bytes) -> dict[str, Any]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return {
            str(field.T): (
                str(field.FT),
                int(field.get("/Ff", 0)),
                [min(set(kid.AP.N.keys()) - {"/Off"}) for kid in field.get("/Kids", [])],
            )
            for field in document.Root.AcroForm.Fields
        }


def test_every_kind_of_question_has_its_fields() -> None:
    found = fields(fillable_form(BOARD, paper()))
    assert list(found)[:3] == ["form-code", "form-questionnaire", "form-event"]
    assert found["q_CONF_"][2] == [f"/{number}" for number in range(11)]
    assert found["q_SAT_"][2] == [f"/{number}" for number in range(1, 6)]
    assert found["q_REC_"][2] == ["/0", "/1"]
    assert found["q_MET_"][2] == ["/0", "/1", "/2"]
    assert [name for name in found if "IMPACT" in name] == [f"p{at}_IMPACT_" for at in range(3)]
    assert found["q_HOW_"][0] == found["q_DIFF_"][0] == "/Tx"
    assert found["q_DIFF_"][1] == MULTILINE


def test_the_code_is_inside_where_nobody_changes_it_and_on_the_page() -> None:
    made = fillable_form(BOARD, paper())
    with pikepdf.open(BytesIO(made)) as document:
        kept = {str(field.T): field for field in document.Root.AcroForm.Fields}
        assert str(kept["form-code"].V) == str(CODE)
        assert str(kept["form-questionnaire"].V) == str(GIVEN_OUT)
        assert str(kept["form-event"].V) == "RISK-1702"
        assert all(kept[name].Ff == 1 and kept[name].F == 2 for name in list(kept)[:3])
        assert str(CODE) in str(document.docinfo["/Subject"])
        assert f"form-code {CODE}" in str(document.docinfo["/Keywords"])
    assert f"{CODE} · page 1 of 1" in text(made)
    assert codes(made) == [str(CODE)]


def test_a_form_is_sound_and_each_field_is_read_aloud_in_its_place() -> None:
    made = fillable_form(BOARD, paper([SCALE, WORDS, SEVERAL]))
    assert not problems(made)
    assert untagged_marks(made) == 0
    assert roles(made).count("Form") == 11 + 1 + 3
    with pikepdf.open(BytesIO(made)) as document:
        page = document.pages[0]
        seen = [each for each in page.Annots if each.F == 4]
        assert [str(each.TU) for each in seen][:1] == ["1. How confident are you? 0"]
        assert str(seen[-1].TU) == "3. What has changed? Something else"
        numbers = document.Root.StructTreeRoot.ParentTree.Nums
        keys = [int(numbers[at]) for at in range(0, len(numbers), 2)]
        assert sorted(int(each.StructParent) for each in seen) == keys[1:]
        for each in seen:
            owner = numbers[keys.index(int(each.StructParent)) * 2 + 1]
            assert owner.K[0].Obj.objgen == each.objgen
        assert page.Tabs == "/S"


def test_a_field_lies_where_its_mark_stands() -> None:
    made = fillable_form(BOARD, paper([SHORT, CHOICE, NUMBER]))
    page = pypdfium2.PdfDocument(made)[0]
    words = page.get_textpage()
    with pikepdf.open(BytesIO(made)) as document:
        group = next(f for f in document.Root.AcroForm.Fields if str(f.T) == "q_SAT_")
        for number, kid in enumerate(group.Kids, start=1):
            assert words.get_text_bounded(*map(float, kid.Rect)).strip() == str(number)


@pytest.mark.parametrize(
    ("ask", "value"), [(SHORT, 4), (YES_NO, 1), (SEVERAL, 2)], ids=["circle", "box", "several"]
)
def test_what_is_chosen_shows_on_the_page(ask: Ask, value: int) -> None:
    blank = fillable_form(BOARD, paper([ask]))
    name = f"p{value}_IMPACT_" if ask is SEVERAL else f"q_{ask.code}_"
    filled = by_a_reader(blank, {name: value})

    def dark(pdf: bytes) -> int:
        picture = pypdfium2.PdfDocument(pdf)
        picture.init_forms()
        return sum(picture[0].render(scale=1).to_pil().convert("L").histogram()[:100])

    assert dark(filled) > dark(blank) + 10


def test_a_form_of_several_pages_has_fields_on_each() -> None:
    days = {ask.code: ("13 June", "14 June", "15 June") for ask in EVERY_KIND}
    made = fillable_form(BOARD, paper(asked=asked(EVERY_KIND, **days)))
    with pikepdf.open(BytesIO(made)) as document:
        assert len(document.pages) > 1
        assert all("/Annots" in page for page in document.pages)
    assert not problems(made)
