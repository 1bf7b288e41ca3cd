from trainingdesk.domain.event_interest import UndatedDetails


def test_a_list_is_of_some_course() -> None:
    assert set(UndatedDetails().problems()) == {"course_id"}
    assert UndatedDetails(course_id=1).problems() == {}
