from pathlib import Path

from PySide6.QtCore import QSettings

from trainingdesk.services.desk import Desk
from ui.parts.live import LiveDesk
from ui.parts.preferences import Preferences, columns_shown, keep_columns


def settings_at(folder: Path) -> QSettings:
    return QSettings(str(folder / "preferences.ini"), QSettings.Format.IniFormat)


def test_preferences_are_remembered(tmp_path: Path) -> None:
    chosen = Preferences(theme="dark", compact_rows=True)
    chosen.save(settings_at(tmp_path))
    assert Preferences.load(settings_at(tmp_path)) == chosen


def test_what_was_never_saved_is_its_default(tmp_path: Path) -> None:
    assert Preferences.load(settings_at(tmp_path)) == Preferences()
    assert columns_shown(settings_at(tmp_path), "events") is None


def test_each_list_remembers_its_own_columns(tmp_path: Path) -> None:
    keep_columns(settings_at(tmp_path), "events", ["Venue", "Event"])
    assert columns_shown(settings_at(tmp_path), "events") == frozenset({"Event", "Venue"})
    assert columns_shown(settings_at(tmp_path), "delegates") is None


def test_the_desk_hands_new_choices_on_and_keeps_them(desk: Desk, tmp_path: Path) -> None:
    live = LiveDesk(desk, settings_at(tmp_path))
    heard: list[Preferences] = []
    live.preferred.connect(heard.append)
    live.prefer(Preferences(theme="light"))
    assert heard == [live.preferences]
    assert LiveDesk(desk, settings_at(tmp_path)).preferences.theme == "light"
