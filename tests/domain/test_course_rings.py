from trainingdesk.domain.course_rings import ring_of


def test_the_shortest_ring_is_told() -> None:
    required = {"A": ["B", "D"], "B": ["C", "E"], "C": ["A"], "D": ["A"], "E": []}
    assert ring_of("A", required) == ["A", "D"]
    assert ring_of("B", required) == ["B", "C", "A"]
    assert ring_of("E", required) == []


def test_a_ring_elsewhere_is_no_ring_of_its_own() -> None:
    assert ring_of("A", {"A": ["B"], "B": ["C"], "C": ["B"]}) == []


def test_a_course_that_requires_itself_is_a_ring_of_one() -> None:
    assert ring_of("A", {"A": ["A"]}) == ["A"]
