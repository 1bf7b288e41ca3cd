import pytest

from trainingdesk.domain.named_alike import Written


@pytest.mark.parametrize("text", ["Ada King", "King, Ada", "KING Ada", "ada king", "Áda  King"])
def test_a_name_is_known_in_whatever_order(text: str) -> None:
    assert Written.of(text).is_name_of("Ada", "King")
    assert Written.of(text).is_like("Ada", "King")


@pytest.mark.parametrize(
    "text", ["A King", "Ada", "Ada K", "Ada Kingg", "Ada King Bell", "Ada King-Bell"]
)
def test_other_ways_to_write_a_name_are_alike(text: str) -> None:
    assert not Written.of(text).is_name_of("Ada", "King")
    assert Written.of(text).is_like("Ada", "King")


@pytest.mark.parametrize("text", ["", "A K", "Ada B", "Joan Clarke", "iPad 7", "Ada Clarke", "---"])
def test_other_names_are_not(text: str) -> None:
    assert not Written.of(text).is_name_of("Ada", "King")
    assert not Written.of(text).is_like("Ada", "King")
