import pytest

from trainingdesk.reports import words


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.825, "83%"), (0.5, "50%"), (0.005, "1%"), (1.07, "107%"), (None, "–")],
)
def test_percentages_round_half_up(share: float | None, said: str) -> None:
    assert words.percent(share) == said


def test_a_change_has_its_sign_and_nought_has_none() -> None:
    shares = (0.125, -0.15, 0.001, None)
    assert [words.percent_change(s) for s in shares] == ["+13%", "–15%", "0%", "–"]
    assert [words.change(v, 1) for v in (1.25, -1.25, 0.0, None)] == ["+1.3", "–1.3", "0.0", "–"]


def test_money_has_pounds_and_pence() -> None:
    assert [words.money(v) for v in (12162.75, -0.5, 0, None)] == [
        "£12,162.75", "–£0.50", "£0.00", "–"
    ]  # fmt: skip


def test_means_are_shown_to_a_tenth() -> None:
    assert [words.points(v) for v in (6.25, -0.04, None)] == ["6.3", "0.0", "–"]


def test_numbers_stand_as_they_are() -> None:
    assert [words.figure(v) for v in (1200, 6.5, -4, 0.125, 100, None)] == [
        "1,200", "6.5", "–4", "0.13", "100", "–"
    ]  # fmt: skip


def test_things_are_listed_in_a_sentence() -> None:
    assert words.listed([]) == ""
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"


def test_a_paragraph_does_not_end_on_a_short_word_alone() -> None:
    assert words.kept_together("Know whom to tell and what to do now") == (
        "Know whom to tell and what to do\u00a0now"
    )
    assert words.kept_together("Too short") == "Too short"


def test_what_is_too_long_for_a_table_is_shortened() -> None:
    assert words.shortened("Ada King", 6) == "Ada K…"
    assert words.shortened("Ada", 6) == "Ada"
