from ui.parts.way import Way, Where

TODAY, EVENTS, EVENT = Where("Today"), Where("Programme"), Where("Programme", "event", 7)


def visited(way: Way) -> list[Where]:
    shown: list[Where] = []
    way.gone.connect(shown.append)
    return shown


def test_one_goes_back_and_forward() -> None:
    way = Way()
    shown = visited(way)
    for where in (TODAY, EVENTS, EVENT):
        way.go(where)
    way.back()
    way.back()
    way.back()
    way.forward()
    assert shown == [TODAY, EVENTS, EVENT, EVENTS, TODAY, EVENTS]
    assert (way.can_go_back, way.can_go_forward) == (True, True)


def test_going_on_forgets_what_lay_ahead() -> None:
    way = Way()
    for where in (TODAY, EVENTS):
        way.go(where)
    way.back()
    way.go(EVENT)
    assert not way.can_go_forward
    way.back()
    assert way.here == TODAY


def test_the_same_page_is_remembered_once_and_shown_again() -> None:
    way = Way()
    shown = visited(way)
    way.go(TODAY)
    way.go(TODAY)
    assert len(shown) == 2
    assert not way.can_go_back


def test_a_page_is_remembered_as_it_was_left() -> None:
    way = Way()
    way.replace(EVENT)
    assert way.here is None
    way.go(EVENT)
    way.replace(Where("Programme", "event", 7, tab="Register"))
    way.go(TODAY)
    way.back()
    assert way.here == Where("Programme", "event", 7, tab="Register")


def test_only_so_many_steps_are_kept() -> None:
    way = Way()
    for number in range(Way.STEPS_KEPT + 50):
        way.go(Where("Programme", "event", number))
    for _ in range(Way.STEPS_KEPT + 50):
        way.back()
    assert way.here == Where("Programme", "event", 50)
