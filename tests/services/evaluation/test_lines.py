"""A line a person, of those who answered every time."""

from tests.conftest import AFTER, FirstAid
from tests.services.evaluation.test_scoped_results import YEAR, evaluated
from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.lines import Lines, lines_of
from trainingdesk.services.evaluation.scope import Scope, ScopeKind

__all__ = ["evaluated"]


def lines(desk: Desk, code: str, scope: Scope) -> Lines:
    with desk.reading() as db:
        return lines_of(db, scope, code, today=AFTER)


def test_only_who_answered_every_time_has_a_line(desk: Desk, evaluated: FirstAid) -> None:
    found = lines(desk, "CONF", Scope(YEAR))

    # Tom was silent at the end, Mary in practice; without a name nobody is joined to a line.
    assert found.stages == (Stage.BEFORE, Stage.END, Stage.FOLLOW_UP)
    assert found.people == [(3, 7, 6)]


def test_what_was_asked_once_has_no_lines(desk: Desk, evaluated: FirstAid) -> None:
    event = Scope(YEAR, ScopeKind.EVENT, evaluated.event)

    assert lines(desk, "SAT", event) == Lines((Stage.END,), [])
    assert lines(desk, "GONE", event) == Lines((), [])
