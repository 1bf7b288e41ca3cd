"""The main window: the frame around the nine places."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget, QWidget

from trainingdesk.domain.year import EARLIEST, LATEST, TrainingYear
from trainingdesk.services.boards import board_of
from trainingdesk.services.desk import Change
from trainingdesk.services.progress import Cancelled
from trainingdesk.services.today import waits
from trainingdesk.services.years import years_held
from ui import booking_typed, finding, help_words
from ui.answers import Answers, is_mail
from ui.clock import WindowClock
from ui.deeds import told
from ui.menus import Deeds, WindowActions, plain
from ui.parts.focus import FocusRing
from ui.parts.foot_bar import FootBar
from ui.parts.help_box import Help, HelpBox
from ui.parts.jobs import Jobs
from ui.parts.keyboard import Keyboard
from ui.parts.layout import across, down, holder
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.nav import Nav
from ui.parts.page_keys import act_of, panel_of, why_not
from ui.parts.palette import Found, Palette
from ui.parts.tab_keys import TabKeys
from ui.parts.theme import Size
from ui.parts.top_bar import TopBar
from ui.parts.undo import UndoActions
from ui.parts.unkept import Parting, losses, parting, savable
from ui.parts.way import Way, Where
from ui.parts.ways import PageWay
from ui.parts.working import Working
from ui.places import all_ways, place_called

FIRST_PLACE = "Today"
COUNTED_AFTER = 300
"""So many milliseconds after the last change the sidebar counts again what waits.

Counting takes a moment on a large desk, and nobody who marks a register should wait for it.
"""


class MainWindow(QWidget):
    """Holds the places, the menu and the line at the foot. Decides nothing."""

    desk_asked = Signal()
    sample_asked = Signal()
    log_asked = Signal()
    about_asked = Signal()

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self._live, self._way, self._jobs = live, way, jobs
        self.nav = Nav()
        self.top = TopBar()
        self.foot = FootBar()
        self.pages = QStackedWidget()
        ignored = QSizePolicy.Policy.Ignored  # or a page that is hidden could stretch the window
        self.pages.setSizePolicy(ignored, ignored)
        self.setMinimumSize(Size.WINDOW, Size.WINDOW_HIGH)
        self.made: dict[str, Any] = {}
        self._were: dict[str, Where] = {}  # where one was last in each place
        self._year_shown = ""
        self._counts = QTimer(self, singleShot=True)
        self.actions_here = WindowActions(self, self._deeds())
        self.history = UndoActions(live, self)
        self.addActions([self.history.undo, self.history.redo])
        self.tab_keys = TabKeys(self, self.pages.currentWidget)
        self.palette_box = Palette(self, self._find)
        self.help_box = HelpBox(self)
        self._found: list[QAction] = []
        self._lay_out()
        self.ring = FocusRing(self)
        self.keyboard = Keyboard(self.pages, self.palette_box, self.help_box)
        self.keyboard.moved.connect(self.foot.calm_down)
        self.clock = WindowClock(live, jobs, self)
        self._connect()
        self._show_board()

    @property
    def year(self) -> TrainingYear:
        """The training year at hand."""
        here = self._way.here
        if here and here.year:
            return TrainingYear.named(here.year)
        return self._first_year()

    @property
    def page(self) -> Any:
        """The place that shows."""
        return self.pages.currentWidget()

    def begin(self) -> None:
        """Show the first page, as it is now that the time of offers may be over."""
        self.clock.begin()
        self.go(FIRST_PLACE)

    def go(self, place: str) -> None:
        """Go to a place, in the year at hand, and let the keys follow."""
        self._way.go(Where(place, year=self.year.name))
        self.keyboard.give_to_page()

    def _lay_out(self) -> None:
        right = holder(down(self.top, self.pages, gap=0))
        body = across(self.nav, right, gap=0)
        body.setStretch(1, 1)
        column = down(gap=0)
        column.addLayout(body, 1)
        column.addWidget(Working(self._jobs))
        column.addWidget(self.foot)
        self.setLayout(column)

    def _connect(self) -> None:
        self._way.gone.connect(self._show)
        self.nav.chosen.connect(self.go)
        self.top.menu_asked.connect(self._pop_up_menu)
        self.top.back_asked.connect(self._way.back)
        self.top.forward_asked.connect(self._way.forward)
        self.top.crumb_chosen.connect(self._follow_crumb)
        self.top.year_asked.connect(self._step_year)
        self.top.year_list_asked.connect(self._pop_up_years)
        self.top.find_asked.connect(self._ask)
        self.foot.undo_asked.connect(self.history.undo.trigger)
        self.palette_box.chosen.connect(self._take)
        self._live.changed.connect(self._on_changed)
        self._live.followed.connect(self._on_followed)
        self._live.told.connect(self._tell)
        self._live.preferred.connect(lambda _: self._show_preferences())
        self._jobs.failed.connect(self._on_job_failed)
        self._counts.timeout.connect(self._show_waits)
        self._show_preferences()

    def _deeds(self) -> Deeds:
        return Deeds(
            find=self._ask,
            back=self._way.back,
            forward=self._way.forward,
            year_before=lambda: self._step_year(-1),
            year_after=lambda: self._step_year(1),
            go=self.go,
            import_workbook=lambda: self._way.go(
                Where("Settings", kind="import", year=self.year.name)
            ),
            open_desk=self.desk_asked.emit,
            open_sample=self.sample_asked.emit,
            narrow=self._turn_sidebar,
            theme=lambda wish: self._prefer(theme=wish),
            compact=lambda wish: self._prefer(compact_rows=wish),
            help=self._help,
            show_log=self.log_asked.emit,
            about=self.about_asked.emit,
            leave=self.close,
        )

    def _show(self, where: Where) -> None:
        page, self._were[where.place] = self._place(where.place), where
        self.foot.calm_down()
        self.pages.setCurrentWidget(page)
        page.show_at(where)
        self.nav.set_here(where.place)
        self._show_year(self.year.name)
        self.top.set_can(back=self._way.can_go_back, forward=self._way.can_go_forward)
        self._show_crumbs()

    def _show_year(self, name: str) -> None:
        if name != self._year_shown:
            self._year_shown = name
            self.top.show_year(name)
            self._counts.start(0)  # once the page stands: it is what was asked for

    def _place(self, name: str) -> Any:
        if name not in self.made:
            page = place_called(name)(self._live, self._way, self._jobs)
            page.said.connect(self.foot.say)
            self.made[name] = page
            self.pages.addWidget(page)
        return self.made[name]

    def _show_crumbs(self) -> None:
        self.top.show_crumbs([words for words, _ in self._crumbs()])

    def _crumbs(self) -> list[tuple[str, Where]]:
        crumbs: list[tuple[str, Where]] = self.page.crumbs()
        return crumbs

    def _follow_crumb(self, number: int) -> None:
        self._way.go(self._crumbs()[number][1])

    def _first_year(self) -> TrainingYear:
        """This training year where the desk holds it, otherwise the newest that it holds."""
        now = TrainingYear.of(self._live.desk.today())
        with self._live.desk.reading() as db:
            held = years_held(db)
        return now if now in held or not held else held[-1]

    def _step_year(self, step: int) -> None:
        self._go_to_year(self.year.after if step > 0 else self.year.before)

    def _go_to_year(self, year: TrainingYear) -> None:
        if not EARLIEST <= year.begins <= LATEST:
            return
        here = self._way.here
        place = here.place if here else FIRST_PLACE
        self._way.go(Where(place, tab=here.tab if here and not here.id else "", year=year.name))

    def _pop_up_years(self) -> None:
        with self._live.desk.reading() as db:
            held = years_held(db)
        now = TrainingYear.of(self._live.desk.today())
        menu = QMenu(self)
        for year in sorted({*held, now, now.after}, reverse=True):
            action = menu.addAction(year.name)
            action.triggered.connect(lambda _=False, year=year: self._go_to_year(year))
        menu.popup(self.top.year.mapToGlobal(QPoint(0, self.top.year.height())))

    def _pop_up_menu(self) -> None:
        at = self.top.menu.mapToGlobal(QPoint(0, self.top.menu.height()))
        undo = [self.history.undo, self.history.redo]
        self.actions_here.pop_up(at, self.page.actions(), undo)

    def _ask(self) -> None:
        self.palette_box.open()

    def _find(self, typed: str) -> list[Found]:
        undo = [self.history.undo, self.history.redo]
        here = [*self.page.actions(), *self.tab_keys.actions(), *undo]
        places = self.actions_here.go  # which are found as pages
        everywhere = [act for act in self.actions_here.everywhere() if act not in places]
        self._found = [*here, *everywhere]
        if booked := booking_typed.found_bookings(self._live.desk, typed):
            return booked
        return finding.in_order(
            finding.found_records(self._live.desk, typed),
            finding.found_pages(all_ways(), typed),
            finding.found_actions(self._found, typed),
            called=any(way.is_called(typed) for way in all_ways()),
        )

    def _take(self, key: Any) -> None:
        if meant := booking_typed.meant_by(key):
            with refusals_shown(self):
                booking_typed.book(self._live.desk, self._way, meant)
        elif way := finding.way_of(key, all_ways()):
            self._follow(way)
        elif where := finding.where_of(key, self.year.name):
            self._way.go(where)
        else:
            self._found[int(key.partition(":")[2])].trigger()

    def _follow(self, way: PageWay) -> None:
        """Go to a page, and do there what the way is for; what cannot be done yet is told."""
        self._way.go(replace(way.where, year=self.year.name))
        deeds: list[QAction] = [act for act in self.page.actions() if plain(act) == way.deed]
        for deed in deeds:
            if way.of_chosen:
                keys = deed.shortcut().toString().replace("+", " ")
                self.foot.say(f"{way.title}: choose the rows it is for, then press {keys}.")
            elif deed.isEnabled():
                deed.trigger()

    def _on_changed(self, change: Change) -> None:
        if not change.outside:
            self._tell(told(change.title, change.word), undo=not change.word)
        if "board" in change.tables:
            self._show_board()
        self._counts.start(COUNTED_AFTER)

    def _on_followed(self) -> None:
        if self.pages.count():  # what a page is about may have another name now
            self._show_crumbs()

    def _tell(self, said: str, *, undo: bool = True) -> None:
        """Say at the foot what was done, with the key that takes it back."""
        self.foot.say(said, undo=undo and bool(self._live.desk.undo_title))

    def _show_board(self) -> None:
        with self._live.desk.reading() as db:
            name = board_of(db).name
        self.nav.set_board(name)
        self.setWindowTitle(f"{name} - Training Desk" if name else "Training Desk")

    def _show_waits(self) -> None:
        year = self.year
        with self._live.desk.reading() as db:
            found = waits(db, year, today=self._live.desk.today())
        self.nav.set_waits(found, year.name)

    def _prefer(self, **chosen: object) -> None:
        self._live.prefer(replace(self._live.preferences, **chosen))  # type: ignore[arg-type]

    def _turn_sidebar(self) -> None:
        self._prefer(narrow_sidebar=not self._live.preferences.narrow_sidebar)

    def _show_preferences(self) -> None:
        chosen = self._live.preferences
        self.nav.set_narrow(narrow=chosen.narrow_sidebar)
        self.actions_here.compact.setChecked(chosen.compact_rows)
        for action in self.actions_here.themes.actions():
            action.setChecked(action.data() == chosen.theme)

    def _help(self) -> None:
        """Explain the figures of a page that has some; any other page, and what it can do."""
        here = self._way.here
        explain = next((a for a in self.page.actions() if a.property("explains")), None)
        if explain and explain.isEnabled():
            explain.trigger()
        elif here:
            title = " › ".join(words for words, _ in self._crumbs())
            everywhere = [self.actions_here.find, *self.actions_here.everywhere()]
            deeds = (
                ("On this page", self.page.actions()),
                ("Tabs", self.tab_keys.actions()),
                ("Everywhere", everywhere),
            )
            self.help_box.open(Help(title, help_words.about(here), deeds))

    def _on_job_failed(self, error: Exception) -> None:
        with suppress(Cancelled), refusals_shown(self):
            raise error

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() == Qt.Key.Key_F10:
            self._pop_up_menu()
        elif act := act_of(event, self.page.actions()):
            self._do(act)
        else:
            super().keyPressEvent(event)

    def _do(self, act: QAction) -> None:
        """Do what the keys of the page ask for, or say that it cannot be done here."""
        if act.isEnabled():
            act.trigger()
        else:
            self.foot.warn(f"{plain(act)}: {why_not(act)}")

    def _leave(self) -> None:
        """Put away what is open beside the page, or go back."""
        panel = panel_of(self.page)
        if panel is not None:
            panel.leave()
        else:
            self._way.back()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        mails = [path for path in paths if is_mail(path)]
        if mails:  # asked about later, or the program that they come from would wait meanwhile
            QTimer.singleShot(0, self, lambda: Answers(self._live, self).take(mails))
        if pdfs := [path for path in paths if path.suffix.lower() == ".pdf"]:
            self._place("Evaluation").drop(pdfs)
        if others := [path for path in paths if path not in mails and path not in pdfs]:
            self.actions_here.import_workbook.trigger()
            self._place("Settings").drop(others)

    def _may_close(self) -> bool:
        """Ask once about what is typed and not saved; whatever is not saved then stays open."""
        lost = losses(self.made)
        said = parting(self, lost) if lost else Parting.DISCARD
        if said is Parting.SAVE:
            for panel in savable(lost):
                panel.save_asked.emit()
            lost = losses(self.made)
            said = Parting.KEEP if lost else Parting.DISCARD
        if said is Parting.KEEP:
            self._go_on_in(lost[0].place)
        return said is Parting.DISCARD

    def _go_on_in(self, place: str) -> None:
        """Show a place as it was left, with what was typed there."""
        if self.page is not self.made[place]:
            self._way.go(self._were[place])
        self.keyboard.give_to_page()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isVisible() and not self._may_close():
            event.ignore()
            return
        if self._live.settings:
            self._live.settings.setValue("window", self.saveGeometry())
        self.clock.timer.stop()
        self._counts.stop()
        self._jobs.close()
        super().closeEvent(event)
