import pytest

from ui.parts.letters import isolated, spans, tip


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Okonkwo, Blessing", "okon", ["Okon"]),
        ("Kowalczyk, Łukasz", "lukasz", ["Łukasz"]),
        ("Anna-Maria Hann", "ann", ["Ann"]),
        ("Suzanne Ann", "ann", ["Ann"]),
        ("Suzanne", "ann", ["ann"]),
        ("Ada King", "king ada", ["Ada", "King"]),
        ("Ada King", "xyz", []),
        ("Straße", "strasse", ["Straße"]),
    ],
)
def test_typed_letters_are_found(text: str, typed: str, marked: list[str]) -> None:
    assert [text[start : start + length] for start, length in spans(text, typed)] == marked


def test_a_name_written_from_the_right_keeps_its_direction() -> None:
    name = "\u062d\u0633\u064a\u0646\u060c \u0641\u0627\u0637\u0645\u0629"
    assert isolated(name) == f"\u2068{name}\u2069"
    assert isolated("Björnsdóttir") == "Björnsdóttir"


def test_the_parts_of_a_line_stand_in_order_whatever_their_letters() -> None:
    said = isolated("حماية الأطفال · 17 places are free")
    assert said == "\u2066\u2068حماية الأطفال\u2069 · \u206817 places are free\u2069\u2069"


def test_a_reference_after_a_comma_stands_after_the_title_whatever_its_letters() -> None:
    said = isolated("حماية الأطفال, CP-2601")
    assert said == "\u2066\u2068حماية الأطفال\u2069, CP-2601\u2069"
    assert isolated("الحسن, زينب") == "\u2068الحسن, زينب\u2069"


def test_a_tooltip_takes_no_markup_from_a_name() -> None:
    assert tip("<img src=x>") == "<span>&lt;img src=x&gt;</span>"
    assert tip("Ada King") == "Ada King"


def test_letters_are_marked_on_both_sides_of_an_apostrophe() -> None:
    assert spans("St Bride’s Hall", "brides") == [(3, 5), (9, 1)]
