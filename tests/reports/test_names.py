import pytest

from trainingdesk.reports import faces
from trainingdesk.reports.names import broken, fit
from trainingdesk.reports.tokens import Style

STYLE = Style(36, 44, "regular", family="serif")


def widest(words: str, width: float, most_lines: int = 3) -> float:
    own = fit(words, STYLE, width, smallest=22, most_lines=most_lines)
    assert len(own.lines) <= most_lines
    return max(faces.width(line, "serif", "regular", own.style.size) for line in own.lines)


def test_a_short_name_keeps_its_size() -> None:
    own = fit("Ada King", STYLE, 500, smallest=22)

    assert (own.lines, own.style.size) == (("Ada King",), 36)


def test_a_long_name_shrinks_before_it_is_broken() -> None:
    own = fit("Małgorzata Featherstonehaugh-Cholmondeley", STYLE, 500, smallest=22)

    assert len(own.lines) == 1
    assert 22 <= own.style.size < 36


def test_a_longer_name_is_broken_at_spaces_into_even_lines() -> None:
    words = "Wilhelmina Anastasia Constantinopoulou de la Fontaine y Villanueva Okonkwo"
    own = fit(words, STYLE, 500, smallest=22)

    assert " ".join(own.lines) == words
    assert 1 < len(own.lines) <= 3
    assert own.style.size >= 22


@pytest.mark.parametrize("words", ["x" * 90, "x" * 5000, "a-" * 60, "Ada " * 300, "محمد " * 100])
@pytest.mark.parametrize("most_lines", [1, 2, 3])
def test_no_name_is_wider_or_higher_than_its_room(words: str, most_lines: int) -> None:
    assert widest(words, 400, most_lines) <= 400


def test_a_name_that_fits_only_at_the_smallest_size_is_whole() -> None:
    style = Style(8.25, 10)
    wide = faces.width("Okonkwo-Abernathy", "sans", "regular", 6.1)

    own = fit("Okonkwo-Abernathy", style, wide, smallest=8.25, most_lines=1)
    assert own.lines == ("Okonkwo-Abernathy",)


def test_what_is_longer_than_any_name_ends_with_three_dots() -> None:
    assert fit("x" * 5000, STYLE, 400, smallest=22).lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("words", "width"),
    [
        ("Wilhelmina Anastasia Constantinopoulou-Featherstonehaugh de la Fontaine y Villanueva",
         690),
        ("Okonkwo-Abernathy-Fairweather, Temperance Oluwaseun", 600),
    ],
)  # fmt: skip
def test_lines_are_evened_without_cutting_a_word(words: str, width: float) -> None:
    own = fit(words, STYLE, width, smallest=22)

    assert len(own.lines) > 1
    assert " ".join(own.lines) == words


def test_a_year_is_not_broken_at_its_hyphen() -> None:
    style = Style(8.5, 12)
    wide = faces.width("published for 2023-", "sans", "regular", 8.5) + 1

    assert broken("published for 2023-24", style, wide) == ["published for", "2023-24"]
    assert broken("Okonkwo-Abernathy", style, wide * 0.7) == ["Okonkwo-", "Abernathy"]
