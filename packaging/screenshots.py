"""Take a picture of every page, from the sample programme: screenshots.py [--folder F] [NAME…].

Each page is taken in both themes at two sizes of window, without a screen. With words, only
pictures whose names hold one of them are taken: ``screenshots.py register today-dark``.
"""

import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QSize,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication
from shown_pages import PAGES, Page
from shown_records import Chosen, chosen

from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.begun import begun_forms, forget_begun
from trainingdesk.services.sample import SAMPLE_NOW, SAMPLE_TODAY, load_sample
from ui.main_window import MainWindow
from ui.parts.fonts import load_fonts
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.theme import Look, Wish
from ui.parts.way import Way

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
THEMES: tuple[Wish, ...] = ("light", "dark")
SIZES = (QSize(1280, 720), QSize(1920, 1080))
PAUSE = 150
"""Milliseconds in which a page does what it puts off, such as asking for what was typed."""
COLOURS = 256


@dataclass(frozen=True, slots=True)
class Picture:
    """One page in one theme at one size."""

    page: Page
    size: QSize
    theme: Wish

    @property
    def name(self) -> str:
        """The file's name: 04-event-bookings-light-1280.png."""
        return f"{self.page.name}-{self.theme}-{self.size.width()}.png"


def wanted(words: Sequence[str]) -> list[Picture]:
    """The pictures whose names hold one of the words, or all of them."""
    every = [Picture(page, size, theme) for theme, size, page in product(THEMES, SIZES, PAGES)]
    return [p for p in every if not words or any(word in p.name for word in words)]


@contextmanager
def window_on(desk: Desk) -> Iterator[tuple[MainWindow, Way, Jobs]]:
    """A window of its own for each picture, so that none shows what was done for another."""
    jobs, way = Jobs(), Way()
    live = LiveDesk(desk)
    window = MainWindow(live, way, jobs)
    try:
        yield window, way, jobs
    finally:
        jobs.close()
        window.hide()  # or it asks what becomes of what was typed for the picture
        window.close()
        window.deleteLater()
        pause()


def take(picture: Picture, desk: Desk, found: Chosen, folder: Path) -> Path:
    """Go to the page, wait until it stands, and keep a picture of it."""
    path, done, begun = folder / picture.name, len(desk.done), forms_begun(desk)
    with window_on(desk) as (window, way, jobs):
        window.resize(picture.size)
        window.show()
        window.activateWindow()
        where = picture.page.where(found)
        way.go(where if where.year else replace(where, year=window.year.name))
        settle(jobs)
        picture.page.then(window)
        settle(jobs)
        window.grab().save(str(path))
    while len(desk.done) > done:  # or the next pages would show what was done for this one
        desk.undo()
    with desk.noting("Take a picture") as db:  # half a form is kept without a deed to undo
        for form in forms_begun(desk) - begun:
            forget_begun(db, *form)
    make_small(path)
    return path


def forms_begun(desk: Desk) -> set[tuple[int, int, Stage]]:
    """The forms of which somebody has entered a part."""
    with desk.reading() as db:
        return {(row.event_id, row.delegate_id, row.stage) for row in begun_forms(db)}


def settle(jobs: Jobs) -> None:
    """Wait until nothing is being done, and all of it has been painted."""
    pause()
    while jobs.busy:
        pause()


def pause() -> None:
    """Let the event loop run for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(PAUSE, loop.quit)
    loop.exec()
    QApplication.processEvents()  # on a busy computer, what has grown is laid out only now


def make_small(path: Path) -> None:
    """Keep as many colours as a page of ours has, which takes a quarter of the room."""
    with Image.open(path) as picture:
        few = in_few_colours(picture.convert("RGB"))
    few.save(path, optimize=True)


def in_few_colours(plain: Image.Image) -> Image.Image:
    """A picture in few colours that cover what is there: a few words in amber stay amber.

    Of those that come to one, the commonest is kept as it is; so every ground is exact.
    """
    cover = Image.Quantize.MAXCOVERAGE
    few = plain.quantize(COLOURS, method=cover, dither=Image.Dither.NONE)
    exact, palette = plain.tobytes(), few.getpalette() or []
    pixels = (exact[at : at + 3] for at in range(0, len(exact), 3))
    pairs = Counter(zip(pixels, few.tobytes(), strict=True))
    for (colour, number), _times in reversed(pairs.most_common()):
        palette[3 * number : 3 * number + 3] = colour
    few.putpalette(palette)
    return few


def say(_kind: QtMsgType, _where: QMessageLogContext, words: str | None) -> None:
    """Pass on what Qt says, but for what it says of every window without a screen."""
    if words and not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


def take_all(pictures: Sequence[Picture], folder: Path) -> None:
    """Take the pictures, on the sample programme or on a desk with nothing on it."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("There is an application here that has no windows.")
    qInstallMessageHandler(say)
    app.setCursorFlashTime(0)  # or the caret is there in one run and not in the next
    load_fonts()
    look = Look(app, "light")
    # Settings name the file, so it lies where it needs no folder before its name.
    with TemporaryDirectory() as scratch, chdir(scratch):
        desks = {
            empty: Desk(name, who="Sam", today=lambda: SAMPLE_TODAY, now=lambda: SAMPLE_NOW)
            for empty, name in ((False, "westmere.sqlite"), (True, "new.sqlite"))
        }
        load_sample(desks[False])
        found = chosen(desks[False])
        for picture in pictures:
            look.choose(picture.theme)
            print(take(picture, desks[picture.page.on_empty_desk], found, folder).name, flush=True)
        for desk in desks.values():
            desk.close()


def main(words: list[str]) -> int:
    """Take the pictures that were asked for."""
    parser = ArgumentParser(prog="screenshots", description="Take pictures of the pages.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a part of the pictures' names")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to put them")
    given = parser.parse_args(words)
    pictures = wanted(given.names)
    if not pictures:
        parser.error(f"no picture is called {' or '.join(given.names)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    given.folder.mkdir(parents=True, exist_ok=True)
    take_all(pictures, given.folder.resolve())
    room = sum(path.stat().st_size for path in given.folder.glob("*.png"))
    print(f"{len(pictures)} pictures taken; {given.folder} holds {room / 1e6:.1f} MB of them.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
