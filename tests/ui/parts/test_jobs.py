import threading

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from trainingdesk.services.progress import Cancelled, Progress
from ui.parts.jobs import Jobs
from ui.parts.working import Working


def test_the_result_arrives_on_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    def work(progress: Progress) -> str:
        progress(1, 2)
        return threading.current_thread().name

    arrived: list[tuple[str, str]] = []
    with qtbot.waitSignals([jobs.progressed, jobs._ended]):
        jobs.run(work, then=lambda name: arrived.append((name, threading.current_thread().name)))
    assert arrived == [("job_0", "MainThread")]


def test_a_failed_job_says_so(qtbot: QtBot, jobs: Jobs) -> None:
    def work(_progress: Progress) -> None:
        raise OSError("The disk is full.")

    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.run(work, then=lambda _: pytest.fail("should not arrive"))
    assert str(failed.args[0]) == "The disk is full."


def test_whoever_is_gone_is_handed_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    page = QLabel()
    go_on = threading.Event()
    with qtbot.waitSignal(jobs.ended):
        jobs.run(lambda _: str(go_on.wait(5)), then=page.setText)
        delete(page)
        go_on.set()
    assert not jobs.busy


def test_closing_forgets_jobs_not_yet_begun(qtbot: QtBot, jobs: Jobs) -> None:
    begun, go_on = threading.Event(), threading.Event()
    ran: list[str] = []

    def slow(_progress: Progress) -> None:
        begun.set()
        go_on.wait(5)
        ran.append("slow")

    jobs.run(slow, then=lambda _: None)
    jobs.run(lambda _: ran.append("other"), then=lambda _: None)
    begun.wait(5)
    jobs._ended.connect(lambda *_: go_on.set())  # once the other is forgotten
    jobs.close()
    assert ran == ["slow"]


def test_closing_stops_the_job_in_hand_though_another_waits(qtbot: QtBot, jobs: Jobs) -> None:
    begun, go_on = threading.Event(), threading.Event()
    steps: list[int] = []

    def two_steps(progress: Progress) -> None:
        for step in range(2):
            progress(step, 2)
            steps.append(step)
            begun.set()
            go_on.wait(5)

    jobs.run(two_steps, then=lambda _: None)
    jobs.run(lambda _: None, then=lambda _: None)
    begun.wait(5)
    jobs._ended.connect(lambda *_: go_on.set())  # once the other is forgotten
    jobs.close()
    assert steps == [0]


def test_stop_ends_the_job_in_hand_though_another_waits(qtbot: QtBot, jobs: Jobs) -> None:
    begun, go_on = threading.Event(), threading.Event()
    failed: list[object] = []
    jobs.failed.connect(failed.append)

    def two_steps(progress: Progress) -> None:
        begun.set()
        go_on.wait(5)
        progress(1, 2)

    jobs.run(two_steps, then=lambda _: pytest.fail("should be stopped"))
    jobs.run(lambda progress: progress(1, 2), then=lambda _: pytest.fail("should be stopped"))
    begun.wait(5)
    jobs.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert [type(error) for error in failed] == [Cancelled, Cancelled]
    with qtbot.waitSignal(jobs.ended):
        jobs.run(lambda progress: progress(1, 2), then=failed.append)
    assert failed[2:] == [None]


def test_the_bar_counts_and_stops_a_job(qtbot: QtBot, jobs: Jobs) -> None:
    working = Working(jobs)
    qtbot.addWidget(working)
    half, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        progress(500, 1000)
        half.set()
        go_on.wait(5)
        progress(501, 1000)

    jobs.run(work, then=lambda _: pytest.fail("should be stopped"), label="Sending letters")
    qtbot.waitUntil(lambda: working.counted.text() == "500 of 1,000")
    assert working.isVisible()
    assert (working.label.text(), working.bar.value()) == ("Sending letters", 500)
    with qtbot.waitSignal(jobs.failed) as failed:
        working.stop.click()
        go_on.set()
    assert isinstance(failed.args[0], Cancelled)
    assert not working.isVisible()
