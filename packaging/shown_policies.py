"""What is done on the pages of charging policies before their pictures are taken."""

from dataclasses import replace
from datetime import date

from trainingdesk.domain.charging.boards import HAVERING, STAFFORDSHIRE, SUTTON
from trainingdesk.services.charging.in_force import put_in_force, suspend
from trainingdesk.services.charging.policies import begin_policy, policies_listed
from trainingdesk.services.desk import Desk
from ui.charging.policies_page import POLICIES, PoliciesPage
from ui.charging.what_if_page import WHAT_IF, WhatIfPage
from ui.main_window import MainWindow

OURS = replace(SUTTON, title="Westmere")
WHY = "a shortage of administrative resources"


def keep_policies(desk: Desk) -> int:
    """Keep one policy that ended, one in force and one half-written, and return the last."""
    with desk.reading() as db:
        there = policies_listed(db, today=desk.today())
    if half_written := [row.id for row in there if row.since is None]:
        return half_written[0]
    with desk.changing("Begin", "a charging policy") as db:
        if not there:
            before = begin_policy(db, HAVERING)
            put_in_force(db, before, since=date(2016, 4, 1))
            suspend(db, before, since=date(2017, 4, 1), until=date(2018, 3, 31), why=WHY)
            put_in_force(db, begin_policy(db, OURS), since=date(2018, 4, 1))
        return begin_policy(db, STAFFORDSHIRE)


def look_at_a_policy(window: MainWindow) -> None:
    """Show a policy in sentences, with its example."""
    page = _policies(window)
    page.list.choose(keep_policies(page.desk))


def look_at_an_example(window: MainWindow) -> None:
    """Show when cancelling stops being free under a policy."""
    look_at_a_policy(window)
    bar = _policies(window).panel.area.verticalScrollBar()
    bar.setValue(bar.maximum())


def write_a_line(window: MainWindow) -> None:
    """Ask what the lines of a policy say."""
    look_at_a_policy(window)
    _policies(window).change_lines()


def try_a_policy(window: MainWindow) -> None:
    """Replay a board's policy over the year at hand."""
    page = window.page.work[WHAT_IF]
    assert isinstance(page, WhatIfPage)  # noqa: S101 - it was made so
    keep_policies(page.desk)
    page.policy.setCurrentText("South Tyneside")


def _policies(window: MainWindow) -> PoliciesPage:
    page = window.page.work[POLICIES]
    assert isinstance(page, PoliciesPage)  # noqa: S101 - it was made so
    return page
