from trainingdesk.domain.own_words import WordDetails, in_natural_order


def test_numbers_in_words_are_sorted_as_numbers() -> None:
    words = ["Group 10", "B", "2", "group 9", "10", "A"]
    assert sorted(words, key=in_natural_order) == ["2", "10", "A", "B", "group 9", "Group 10"]


def test_a_word_needs_a_name() -> None:
    assert set(WordDetails("  ").problems()) == {"name"}
    assert WordDetails("Level 1").problems() == {}
