"""Appearance, this desk, and the way to the import."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.conftest import FirstAid
from trainingdesk.exchange.workbooks import read
from trainingdesk.services.backups import back_up
from trainingdesk.services.desk import Desk
from trainingdesk.services.progress import Cancelled
from trainingdesk.services.today import Held, held
from trainingdesk.storage.models import Delegate
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.preferences import Preferences
from ui.parts.way import Way, Where
from ui.settings.appearance import AppearanceCard
from ui.settings.desk_card import DeskCard
from ui.settings.place import SettingsPlace


@pytest.fixture
def place(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> SettingsPlace:
    place = SettingsPlace(live, way, jobs)
    qtbot.addWidget(place)
    place.resize(1064, 640)
    place.show_at(Where("Settings", year="2026-27"))
    place.show()
    return place


@pytest.fixture
def card(place: SettingsPlace) -> DeskCard:
    return place.settings.desk


def choose(monkeypatch: pytest.MonkeyPatch, asking: str, path: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, asking, lambda *_: (str(path), ""))


def answered(monkeypatch: pytest.MonkeyPatch, word: str) -> list[str]:
    """Press the button of that word on each question, and keep what was asked."""
    asked: list[str] = []

    def press(box: QMessageBox) -> int:
        asked.append(f"{box.text()} {box.informativeText()}")
        next(b for b in box.buttons() if b.text().replace("&", "") == word).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    return asked


def done(qtbot: QtBot, jobs: Jobs, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(jobs.ended):
        act()


def test_the_theme_and_the_rows_are_kept_on_this_computer(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    card = AppearanceCard(LiveDesk(desk, settings))
    qtbot.addWidget(card)
    card.theme.choose("Dark")
    card.rows.choose("Compact")
    assert Preferences.load(settings) == Preferences(theme="dark", compact_rows=True)


def test_a_choice_made_elsewhere_shows(place: SettingsPlace, live: LiveDesk) -> None:
    live.prefer(Preferences(theme="light", compact_rows=True))
    assert place.settings.appearance.theme.here == "Light"
    assert place.settings.appearance.rows.here == "Compact"


def test_the_desk_says_what_it_holds_and_where(
    first_aid: FirstAid, card: DeskCard, desk: Desk
) -> None:
    assert card.holds.text() == "It holds 1 event, 2 delegates and 0 bookings."
    assert str(desk.file) in card.where.text()
    assert card.where.text().endswith("MB")


def test_a_sound_desk_is_called_sound(qtbot: QtBot, card: DeskCard, jobs: Jobs) -> None:
    done(qtbot, jobs, card.check_action.trigger)
    assert card.notice.words.text() == "The desk is sound: every link and every promise holds."


def test_a_fault_is_told_with_the_way_out(
    qtbot: QtBot, first_aid: FirstAid, card: DeskCard, jobs: Jobs, desk: Desk
) -> None:
    with desk.changing("Break") as db:
        db.connection().exec_driver_sql("UPDATE event SET starts = '2026-06-11'")
    done(qtbot, jobs, card.check_action.trigger)
    assert card.notice.words.text().startswith("1 event begins on another day")
    assert "Restore a backup" in card.notice.words.text()


def test_a_backup_is_saved_and_told(
    qtbot: QtBot,
    first_aid: FirstAid,
    card: DeskCard,
    jobs: Jobs,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    said: list[str] = []
    card.said.connect(said.append)
    choose(monkeypatch, "getSaveFileName", tmp_path / "copy.sqlite")
    done(qtbot, jobs, card.back_up_action.trigger)
    assert (tmp_path / "copy.sqlite").is_file()
    assert said[0].startswith("Saved copy.sqlite: ")
    assert said[0].endswith("opened again and found sound.")


def test_a_backup_that_cannot_be_saved_says_why(
    qtbot: QtBot, card: DeskCard, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(monkeypatch, "getSaveFileName", tmp_path / "none" / "copy.sqlite")
    done(qtbot, jobs, card.back_up_action.trigger)
    assert card.notice.words.text() == "copy.sqlite could not be saved: there is no such folder."
    assert card.notice.property("tone") == "red"


def test_the_whole_desk_is_exported_and_told(
    qtbot: QtBot,
    first_aid: FirstAid,
    card: DeskCard,
    jobs: Jobs,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    said: list[str] = []
    card.said.connect(said.append)
    choose(monkeypatch, "getSaveFileName", tmp_path / "whole")
    done(qtbot, jobs, card.export_action.trigger)
    assert [row.delegate for row in read([tmp_path / "whole.xlsx"]).delegates] == [
        "D-Ada-King",
        "D-Grace-Hopper",
    ]
    assert said == ["Saved 8 rows to whole.xlsx."]


def test_an_export_that_was_not_wanted_after_all_writes_nothing(
    card: DeskCard, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "getSaveFileName", "")
    card.export_action.trigger()
    assert not jobs.busy


def test_a_stopped_export_leaves_nothing_behind(
    qtbot: QtBot, card: DeskCard, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(monkeypatch, "getSaveFileName", tmp_path / "whole.xlsx")
    before = Event()
    jobs.run(lambda _progress: before.wait(), lambda _: None)
    with qtbot.waitSignal(jobs.failed, check_params_cb=lambda why: isinstance(why, Cancelled)):
        card.export()
        jobs.cancel()
        before.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not list(tmp_path.glob("*.xlsx"))


@pytest.fixture
def emptied(desk: Desk, first_aid: FirstAid, tmp_path: Path) -> Path:
    """A backup of two delegates; one of them has gone since."""
    copy = tmp_path / "copy.sqlite"
    back_up(desk, copy)
    with desk.changing("Remove") as db:
        db.delete(db.get_one(Delegate, first_aid.grace))
    return copy


def delegates(desk: Desk) -> int:
    with desk.reading() as db:
        found: Held = held(db)
    return found.delegates


def test_restoring_asks_in_numbers_and_brings_everything_back(
    qtbot: QtBot,
    emptied: Path,
    card: DeskCard,
    jobs: Jobs,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = answered(monkeypatch, "Restore")
    choose(monkeypatch, "getOpenFileName", emptied)
    done(qtbot, jobs, card.restore_action.trigger)
    assert "1 event, 1 delegate and 0 bookings" in asked[0]
    assert delegates(desk) == 2
    assert card.holds.text() == "It holds 1 event, 2 delegates and 0 bookings."
    assert card.notice.words.text().startswith("Restored ")


def test_a_restore_that_is_not_wanted_changes_nothing(
    emptied: Path, card: DeskCard, jobs: Jobs, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(monkeypatch, "Cancel")
    choose(monkeypatch, "getOpenFileName", emptied)
    card.restore_action.trigger()
    assert not jobs.busy
    assert delegates(desk) == 1


def test_what_is_no_backup_is_refused_in_a_sentence(
    qtbot: QtBot, card: DeskCard, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada", encoding="utf-8")
    answered(monkeypatch, "Restore")
    choose(monkeypatch, "getOpenFileName", letter)
    done(qtbot, jobs, card.restore_action.trigger)
    assert card.notice.words.text() == "letter.txt is not a backup of a desk."


def test_slow_work_is_done_one_at_a_time(qtbot: QtBot, card: DeskCard, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.ended):
        card.check_action.trigger()
        assert not card.back_up_action.isEnabled()
    assert card.back_up_action.isEnabled()


def test_the_import_is_one_step_below_the_settings(place: SettingsPlace, way: Way) -> None:
    assert [words for words, _ in place.crumbs()] == ["Settings"]
    place.settings.desk.import_action.trigger()
    assert way.here == Where("Settings", kind="import")
    place.show_at(Where("Settings", kind="import", year="2026-27"))
    assert [words for words, _ in place.crumbs()] == ["Settings", "Import"]
    assert place.importing.files_action in place.actions()
    place.show_at(place.crumbs()[0][1])
    assert place.settings.board.save_action in place.actions()
