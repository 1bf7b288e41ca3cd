import pytest

from trainingdesk.reports.stretches import stretches


def seen(words: str) -> list[str]:
    return [run.words for run in stretches(words, "sans", "regular")]


def test_a_sign_between_words_from_the_right_keeps_its_own_font() -> None:
    own = stretches("אברמוביץ, נועה", "sans", "semibold")

    assert [run.words for run in own] == ["נועה", " ", ",", "אברמוביץ"]
    assert [own[0].face, own[2].face] == ["NotoSansHebrew-SemiBold", "NotoSans-SemiBold"]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("محمد-Ada", ["Ada", "-", "محمد"]),
        ("Ada-محمد", ["Ada", "-", "محمد"]),
        ("(علي)", ["(", "علي", ")"]),
        ("שרה-12.5", ["12.5", "-", "שרה"]),
        ("שָׂרה", ["שָׂרה"]),
        ("आर्यन, Ada", ["आर्यन", ",", " ", "Ada"]),
    ],
)
def test_a_word_of_two_scripts_is_parted_in_the_order_it_is_seen(
    words: str, parts: list[str]
) -> None:
    assert seen(words) == parts


def test_brackets_turn_round_only_in_words_from_the_right() -> None:
    assert seen("علي(א)")[:1] == ["("]
    assert seen("Ada(א)")[-1:] == [")"]


def test_no_stretch_needs_a_second_font() -> None:
    own = stretches("გი-محمد, שרה's आर्यन→", "sans", "regular")

    assert len({run.face for run in own}) > 4
    assert "".join(run.words for run in own if run.words != " ").count("محمد") == 1
