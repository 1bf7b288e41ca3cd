from trainingdesk.domain.standing import said_level


def test_a_bare_level_is_named_and_words_speak_for_themselves() -> None:
    assert [said_level(level) for level in ("2", "B", "Group 4", "")] == [
        "Level 2",
        "Level B",
        "Group 4",
        "",
    ]
