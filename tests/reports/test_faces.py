from pathlib import Path

import pytest

from trainingdesk.domain.resources import resource
from trainingdesk.reports import faces


@pytest.mark.parametrize(
    "name",
    ["Zażółć gęślą jaźń", "İpek Güneş", "Llewellyn-Prŷs", "Ралица", "Σωτηρίου", "Ngọc Nguyễn",
     "محمد الحسن", "שרה", "आर्यन", "প্রিয়া", "ਗੁਰ", "தமிழ்", "გიორგი", "Հայկ", "→ ✓ ≥"],
)  # fmt: skip
def test_letters_of_many_scripts_have_a_font_of_ours(name: str) -> None:
    assert faces.missing(name) == set()


def test_letters_without_a_font_are_named() -> None:
    assert faces.missing("Ada \U0001f9d8 King \U00013080") == {"\U0001f9d8", "\U00013080"}


def test_a_system_font_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "OTHER_FOLDERS", ())
    monkeypatch.setattr(faces, "SYSTEM_FOLDERS", {})
    faces._system_faces.cache_clear()
    faces._face_of.cache_clear()

    assert faces.missing("Ada 张") == {"张"}
    assert faces.missing("Ngọc محمد") == set()
    faces._system_faces.cache_clear()
    faces._face_of.cache_clear()


def test_a_system_font_lends_letters_that_ours_lack(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A font of ours under a name that is looked for stands in for the system's.
    borrowed = tmp_path / "deep" / "unifont.ttf"
    borrowed.parent.mkdir()
    borrowed.write_bytes(resource("fonts", "DejaVuSans.ttf").read_bytes())
    (tmp_path / "simsun.ttc").write_bytes(b"not a font")
    monkeypatch.setattr(faces, "OTHER_FOLDERS", (str(tmp_path),))
    monkeypatch.setattr(faces, "SYSTEM_FOLDERS", {})
    monkeypatch.setattr(faces, "SIGNS", "NotoSans-Regular")
    for kept in (faces._system_faces, faces._face_of, faces._chain):
        kept.cache_clear()

    assert faces.missing("გიორგი") == set()
    assert faces._face_of("გ", "sans", "regular") == "unifont.ttf"
    for kept in (faces._system_faces, faces._face_of, faces._chain):
        kept.cache_clear()


def test_control_and_steering_characters_are_taken_out_and_letters_composed() -> None:
    assert faces.tidy("A\x00da\u202e Ki\u0301ng\x07") == "Ada Kíng"


def test_a_joiner_that_shapes_its_neighbours_stays() -> None:
    assert faces.tidy("क्\u200dष") == "क्\u200dष"


def test_a_space_and_a_mark_stay_with_the_letter_before_them() -> None:
    assert [run.words for run in faces.runs("Ada محمد King")] == ["Ada ", "محمد ", "King"]


def test_a_mark_is_set_in_the_font_of_its_letter() -> None:
    assert [run.words for run in faces.runs("გ\u0301")] == ["გ\u0301"]


def test_words_from_the_right_are_turned_and_others_stay() -> None:
    assert faces.as_seen("محمد الحسن") == "الحسن محمد"
    assert faces.as_seen("Ada King") == "Ada King"
    assert faces.as_seen("Ada محمد الحسن King") == "Ada الحسن محمد King"


def test_every_font_ships_with_its_licence() -> None:
    words = resource("fonts", "LICENSE.txt").read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE" in words
    assert "Bitstream" in words
    size = sum(path.stat().st_size for path in resource("fonts").glob("*.ttf"))
    assert 0 < size < 4_000_000
