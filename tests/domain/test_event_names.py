import pytest

from trainingdesk.domain.event_names import names_told, names_typed

JONES = "Jones, Kit"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("Ruth", ("Ruth",)),
        (" Ruth,  Devika ; Sam\nKit", ("Ruth", "Devika", "Sam", "Kit")),
        ("Ruth, ruth,,", ("Ruth",)),
        ("jones,  kit", (JONES,)),
        ("Jones, Kit; Ruth", (JONES, "Ruth")),
    ],
)
def test_names_are_read_with_commas_or_semicolons(text: str, names: tuple[str, ...]) -> None:
    assert names_typed(text, [JONES, "Ruth"]) == names


def test_names_are_told_so_that_they_are_read_again() -> None:
    assert names_told(("Ruth", "Sam")) == "Ruth, Sam"
    assert names_told((JONES, "Sam")) == "Jones, Kit; Sam"
    assert names_typed(names_told((JONES, "Sam")), [JONES]) == (JONES, "Sam")
