"""Which version a row answered: the one of its day that asks what the columns stand for."""

from datetime import date

from trainingdesk.domain.online_versions import AskedThen, version_answered

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
ASKED = frozenset({"CONF"})
NAMELESS = AskedThen(1, MAY, JUNE, anonymous=True, codes=ASKED)
NAMED = AskedThen(2, JUNE, codes=ASKED)
BOTH = [NAMED, NAMELESS]


def test_the_version_is_the_one_that_stood_when_the_row_was_sent() -> None:
    assert version_answered(BOTH, date(2026, 5, 31), ASKED) is NAMELESS
    assert version_answered(BOTH, date(2026, 6, 2), ASKED) is NAMED


def test_of_a_day_with_both_it_is_the_one_without_names() -> None:
    assert version_answered(BOTH, JUNE, ASKED) is NAMELESS


def test_a_row_of_before_or_after_all_versions_is_of_the_nearest() -> None:
    assert version_answered(BOTH, date(2026, 4, 1), ASKED) is NAMELESS
    assert version_answered([NAMELESS], JULY, ASKED) is NAMELESS
    older = AskedThen(3, date(2026, 4, 1), MAY, anonymous=True, codes=ASKED)
    newer = AskedThen(4, JULY, anonymous=True, codes=ASKED)
    ended = AskedThen(5, MAY, JUNE, codes=ASKED)
    assert version_answered([newer, ended], date(2026, 4, 1), ASKED) is ended
    assert version_answered([older, ended], JULY, ASKED) is ended


def test_a_version_that_does_not_ask_it_is_not_meant_unless_none_does() -> None:
    shorter = AskedThen(3, JUNE, codes=frozenset())
    assert version_answered([shorter, NAMELESS], JULY, ASKED) is NAMELESS
    assert version_answered([shorter], JULY, ASKED) is shorter
    assert version_answered([], JULY, ASKED) is None


def test_the_courses_own_is_meant_where_it_stood_all_day() -> None:
    own = AskedThen(4, JUNE, of_course=True, codes=ASKED)
    for_all = AskedThen(5, MAY, anonymous=True, codes=ASKED)
    assert version_answered([for_all, own], JULY, ASKED) is own
    assert version_answered([for_all, own], JUNE, ASKED) is for_all
    assert version_answered([for_all, own], date(2026, 5, 2), ASKED) is for_all
