"""Publishing courses, retiring them, and making drafts of them again."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.courses import set_state
from ui.delegates.panels import Panels
from ui.parts.live import LiveView
from ui.parts.messages import refusals_shown
from ui.programme.acts import act
from ui.programme.course_form import CourseForm

PUBLISHED, RETIRED, DRAFT = CourseState.PUBLISHED, CourseState.RETIRED, CourseState.DRAFT
VERBS = {PUBLISHED: "Publish", RETIRED: "Retire", DRAFT: "Make a draft of"}


def state_acts(page: QWidget, give: Callable[[CourseState], object]) -> dict[CourseState, QAction]:
    """The acts of a page that give courses another state."""
    return {
        PUBLISHED: act(page, "&Publish", partial(give, PUBLISHED), "Ctrl+Shift+P"),
        RETIRED: act(page, "&Retire", partial(give, RETIRED), "Ctrl+Shift+R"),
        DRAFT: act(page, "Make a &draft again", partial(give, DRAFT)),
    }


def give_state(  # noqa: PLR0913 - a page, its form, and what it does to which courses
    page: LiveView,
    panels: Panels,
    form: CourseForm,
    *,
    state: CourseState,
    ids: Sequence[int],
    name: str,
) -> None:
    """Give courses a state; where one does not state enough yet, ask for the rest in the form."""
    with refusals_shown(page):
        try:
            with page.desk.changing(VERBS[state], name) as db:
                set_state(db, ids, state)
        except Invalid:
            panels.make_way(form)
            form.begin_publish(ids[0])
