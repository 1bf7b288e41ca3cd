"""Putting the application together. Everything is made here and handed on from here."""

import os
import sys
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QByteArray, QProcess, QSettings, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from trainingdesk import __version__
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.desk import Desk
from trainingdesk.services.evidence import forget_removed
from trainingdesk.services.whereabouts import VARIABLE, data_folder, own_desk, user_name
from ui.main_window import MainWindow
from ui.parts.crashes import report_crashes
from ui.parts.fonts import load_fonts
from ui.parts.garbage import Garbage
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.messages import answer_to, refusal_box
from ui.parts.theme import Look, wish_of
from ui.parts.way import Way
from ui.places_ahead import PlacesAhead

NO_SCREEN = (
    "There is no screen here to open a window on. `make demo-report` does the main job without one."
)
DONE, NO_WINDOW, CANNOT_OPEN = 0, 1, 3
LAST_DESK = "desk"


def main(words: list[str]) -> int:
    """Start on the desk last used, on the sample programme, or to check an installation."""
    given = _parser().parse_args(words)
    if not has_screen():
        print(NO_SCREEN, file=sys.stderr)  # noqa: T201  # there is nowhere else to say it
        return NO_WINDOW
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Training Desk")
    app.setApplicationVersion(__version__)
    load_fonts()
    if given.demo or given.self_check:
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return _run_apart(app, Path(folder), given)
    return _run_own(app, given)


def has_screen() -> bool:
    """Whether a window can be opened; on Linux the session names its screen."""
    if not sys.platform.startswith("linux"):
        return True
    named = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return any(os.environ.get(name) for name in named)


def _run_apart(app: QApplication, folder: Path, given: Namespace) -> int:
    """Run on records of their own, which are never the user's."""
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    from trainingdesk.services.sample import sample_desk  # noqa: PLC0415 - few starts need it

    desk = sample_desk(folder, who=user_name())
    if given.self_check:  # whatever fails ends the program with a code, and shows no box
        from trainingdesk.services.trying import try_everything  # noqa: PLC0415 - as above

        try_everything(desk, folder)
        QTimer.singleShot(0, app.quit)
    else:
        report_crashes(folder / "log.txt")
    return _run(app, desk, settings)


def _run_own(app: QApplication, given: Namespace) -> int:
    """Run on the user's own desk, or on the one that was named."""
    settings = QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Training Desk", "Training Desk"
    )
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        report_crashes(folder / "log.txt")
    except OSError as error:
        print(f"{folder} cannot be written: {error.strerror}.", file=sys.stderr)  # noqa: T201
        return CANNOT_OPEN
    where = given.database or os.environ.get(VARIABLE) or settings.value(LAST_DESK) or own_desk()
    desk = _opened(str(where))
    if desk is None:
        return CANNOT_OPEN
    if desk.address.password is None:  # a password is not for a file of settings
        settings.setValue(LAST_DESK, str(where))
    return _run(app, desk, settings)


def _opened(where: str) -> Desk | None:
    """The desk, or another one that the user chooses where it cannot be opened."""
    while where:
        try:
            return Desk(where, who=user_name(), create=where == str(own_desk()))
        except Refused as refusal:
            box = refusal_box(None, str(refusal))
            other = box.addButton("Open another desk…", QMessageBox.ButtonRole.AcceptRole)
            box.addButton(QMessageBox.StandardButton.Close)
            where = _chosen_desk() if answer_to(box) is other else ""
    return None


def _chosen_desk() -> str:
    chosen, _ = QFileDialog.getOpenFileName(
        None, "Open a desk", "", "Desks (*.sqlite);;All files (*)"
    )
    return chosen


def _run(app: QApplication, desk: Desk, settings: QSettings) -> int:
    """Show the window on a desk until it is closed."""
    garbage = Garbage(app)
    with suppress(Refused):  # another program is writing: next time
        forget_removed(desk)
    live = LiveDesk(desk, settings)
    look = Look(app, wish_of(live.preferences.theme))
    live.preferred.connect(lambda chosen: look.choose(wish_of(chosen.theme)))
    jobs = Jobs()
    window = MainWindow(live, Way(), jobs)
    window.desk_asked.connect(partial(_open_another, settings))
    window.sample_asked.connect(_start_sample)
    window.log_asked.connect(_show_log)
    window.about_asked.connect(partial(_say_about, window))
    _place_window(window, settings)
    window.begin()
    window.show()
    PlacesAhead(window)
    try:
        return app.exec()
    finally:
        jobs.close()
        desk.close()
        garbage.close()


def _place_window(window: MainWindow, settings: QSettings) -> None:
    window.resize(1280, 800)
    kept = settings.value("window")
    if isinstance(kept, QByteArray):
        window.restoreGeometry(kept)


def _open_another(settings: QSettings) -> None:
    """Open another desk in a window of its own."""
    if chosen := _chosen_desk():
        settings.setValue(LAST_DESK, chosen)
        _start("--database", chosen)


def _start_sample() -> None:
    """Open the sample programme in a window of its own."""
    _start("--demo")


def _start(*words: str) -> None:
    frozen = getattr(sys, "frozen", False)
    script = [] if frozen else [str(Path(sys.argv[0]).absolute())]
    QProcess.startDetached(sys.executable, [*script, *words])


def _show_log() -> None:
    with suppress(OSError):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(data_folder() / "log.txt")))


def _say_about(window: MainWindow) -> None:
    QMessageBox.about(
        window,
        "Training Desk",
        f"Training Desk {__version__}\n\nA safeguarding board's training, on one desk.",
    )


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="trainingdesk", allow_abbrev=False)
    parser.add_argument("--demo", action="store_true", help="open the sample programme")
    parser.add_argument("--self-check", action="store_true", help="open a window and close it")
    parser.add_argument("--database", metavar="PATH-or-URL", help="the desk to open")
    return parser
