"""What is asked: the forms of each stage, and the questions they are made of."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import listed
from trainingdesk.services.evaluation.forms_listed import (
    StandingRow,
    forms_standing,
    stages_without,
)
from trainingdesk.services.evaluation.questions import (
    QuestionRow,
    question_details,
    questions_listed,
    retire_questions,
)
from trainingdesk.services.evaluation.usual import (
    add_questionnaires_of_the_bank,
    add_usual_questionnaires,
)
from trainingdesk.services.evaluation.versions import withdraw_questionnaire
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import FoundList
from ui.delegates.panels import Panels
from ui.evaluation.forms_edit import FormForm
from ui.evaluation.forms_lists import (
    BANK,
    BANK_KIND,
    FORMS,
    FORMS_KIND,
    form_told,
    question_told,
)
from ui.evaluation.forms_panel import FormPanel
from ui.evaluation.forms_question import QuestionForm
from ui.evaluation.tab import EvaluationTab
from ui.evaluation.tables import STAGE_NAMES
from ui.events.saving import save_shown
from ui.parts.heading import Empty, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.switch import Switch
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act

FORMS_TAB, QUESTIONS = "Forms", "Questions"
ABOUT = (
    "A form says what is asked before a course, at its end, in practice and of the manager. Ours "
    "measure confidence, knowledge and skills at every stage, so that the same person's answers "
    "can be held side by side; change them as you like."
)
ABOUT_BANK = "Every question stands here once, whichever forms ask it. Add the first one."


class FormsTab(EvaluationTab):
    """Lists the forms or the questions, and has the one in hand beside them."""

    title: ClassVar[str] = FORMS_TAB
    shows: ClassVar[frozenset[str]] = frozenset(
        {"answer", "course", "form", "question", "question_stage", "questionnaire"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.switch = Switch([FORMS_TAB, QUESTIONS], FORMS_TAB, "Show")
        self.panel, self.form = FormPanel(self.desk), FormForm(self.desk)
        self.question = QuestionForm(self.desk)
        self.panels = Panels(self.panel, self.form, self.question)
        self._for_a_form = False  # a question is being added for the form that waits behind it
        self._made_any = False
        self._make_acts()
        self._make_lists()
        self._lay_out()
        self._connect()

    # -- what it shows

    def look_for(self, find: str, row: int) -> None:
        if find in {FORMS_TAB, QUESTIONS} and find != self.switch.here:
            self._turn_to(find)
            self._stale = True
        if row:
            self._catch_up()
            self.listed.show_saved(row)

    def enter(self) -> None:
        self.listed.enter()

    @property
    def listed(self) -> FoundList[StandingRow] | FoundList[QuestionRow]:
        """The list that shows."""
        return self.bank if self.switch.here == QUESTIONS else self.forms

    def reload(self) -> None:
        with self.desk.reading() as db:
            forms, bank, without = forms_standing(db), questions_listed(db), stages_without(db)
        self._made_any = bool(forms)
        self.forms.show_found(self.forms.holding(forms, form_told), in_all=len(forms))
        self.bank.show_found(self.bank.holding(bank, question_told), in_all=len(bank))
        asked = any(row.details.stages and not row.retired for row in bank)
        self.own.setVisible(asked)
        self.own_action.setEnabled(asked and bool(without))
        self.usual_action.setEnabled(bool(without))
        stages = listed([STAGE_NAMES[stage] for stage in without])
        said = f"Nothing is asked at: {stages}." if forms and without else ""
        self.missing.say(said if self.switch.here == FORMS_TAB else "")
        self._on_chosen()

    def export(self) -> None:
        save_shown(self, self.listed.table, self.switch.here, said=self.said.emit)

    # -- what one does with forms

    def use_ours(self) -> None:
        """Make our form for every stage that has none."""
        with refusals_shown(self), self.desk.changing("Add", "our forms") as db:
            made = add_usual_questionnaires(db, today=self.desk.today())
            self.said.emit(f"{counted(len(made), 'form')} made. Look at each, and change it.")

    def use_own(self) -> None:
        """Make a form of the bank's questions for every stage that has none."""
        with refusals_shown(self), self.desk.changing("Add", "forms of the questions") as db:
            made = add_questionnaires_of_the_bank(db, today=self.desk.today())
            self.said.emit(f"{counted(len(made), 'form')} made of the questions.")

    def begin_new(self) -> None:
        """Ask for a new form, or for a new question where the questions show."""
        self._for_a_form = False
        if self.switch.here == QUESTIONS:
            self.panels.make_way(self.question)
            self.question.begin_new()
        else:
            self.panels.make_way(self.form)
            self.form.begin_new()

    def change(self) -> None:
        """Ask what is to be different about what is in hand."""
        self._for_a_form = False
        if self.switch.here == QUESTIONS:
            if row := self.bank.row_in_hand():
                with refusals_shown(self):
                    self.panels.make_way(self.question)
                    self.question.begin_change(row.id)
        elif form := self.forms.row_in_hand():
            self.panels.make_way(self.form)
            self.form.begin_change(form.stage, form.course_id, form.course)

    def withdraw(self) -> None:
        """Ask the form in hand no more; what came back under it stays."""
        row = self.forms.table.chosen_row()
        if row is None or self.switch.here == QUESTIONS:
            return
        with (
            refusals_shown(self),
            self.desk.changing("Withdraw", f"the form “{row.title}”") as db,
        ):
            withdraw_questionnaire(db, row.stage, row.course_id, today=self.desk.today())

    def turn(self) -> None:
        """Offer the chosen questions for new forms no more, or again."""
        rows = self.bank.table.rows_in_hand()
        if not rows or self.switch.here != QUESTIONS:
            return
        retired = not all(row.retired for row in rows)
        said = rows[0].details.code if len(rows) == 1 else counted(len(rows), "question")
        verb = "Retire" if retired else "Offer again"
        with refusals_shown(self), self.desk.changing(verb, f"the question {said}") as db:
            retire_questions(db, [row.id for row in rows], retired=retired)

    # -- how it is made

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New form…", self.begin_new, "Ctrl+N")
        self.change_action = act(self, "C&hange the form…", self.change, "F2")
        self.withdraw_action = act(self, "&Withdraw the form", self.withdraw, "Del")
        self.retire_action = act(
            self, "&Retire the question, or offer it again", self.turn, "Ctrl+Shift+R"
        )
        self.usual_action = act(self, "&Use our forms", self.use_ours, "Ctrl+U")
        self.own_action = act(self, "Make forms of your &questions", self.use_own)

    def _make_lists(self) -> None:
        ours = Button("Use our forms", "primary", "clipboard-check", "Ctrl+U")
        ours.clicked.connect(self.usual_action.trigger)
        self.own = Button("Make them of your questions", "secondary")
        self.own.clicked.connect(self.own_action.trigger)
        empty = Empty("clipboard-check", "No forms yet", ABOUT, ours, self.own)
        self.change_button = self._button("Change…", "settings", self.change)
        self.withdraw_button = self._button("Withdraw", "x", self.withdraw)
        self.forms: FoundList[StandingRow] = FoundList(
            self.live, FORMS_KIND, FORMS, empty, self.change_button, self.withdraw_button
        )
        first = Button("New question…", "primary", "plus", "Ctrl+N")
        first.clicked.connect(self.new_action.trigger)
        nothing = Empty("message-square-text", "No questions yet", ABOUT_BANK, first)
        self.words_button = self._button("Change…", "settings", self.change)
        self.retire_button = self._button("Retire", "x", self.turn)
        self.bank: FoundList[QuestionRow] = FoundList(
            self.live, BANK_KIND, BANK, nothing, self.words_button, self.retire_button
        )
        self.forms.table.acts = [self.change_action, self.withdraw_action]
        self.bank.table.acts = [self.change_action, self.retire_action]

    @staticmethod
    def _button(text: str, glyph: str, do: Callable[[], None]) -> Button:
        button = Button(text, "quiet", glyph)
        button.clicked.connect(do)
        return button

    def _lay_out(self) -> None:
        self.new = FirstAct("New form…", "plus", "Ctrl+N")
        fill = Button("Use our forms for these", "link")
        fill.clicked.connect(self.usual_action.trigger)
        self.missing = Notice("", "amber", fill)
        self.pages = QStackedWidget()
        for page in (self.forms, self.bank):
            self.pages.addWidget(page)
        column = down(across(self.switch, None, self.new), self.missing, gap=Space.M)
        column.addWidget(self.pages, 1)
        row = self.panels.beside(column)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        self.setLayout(row)

    def _connect(self) -> None:
        self.switch.changed.connect(self._on_switched)
        self.new.clicked.connect(self.new_action.trigger)
        self.panels.asking.connect(self.new.step_back)
        for listed_here in (self.forms, self.bank):
            listed_here.asked.connect(self.reload)
            listed_here.chosen.connect(self._on_chosen)
            listed_here.opened.connect(lambda _row: self.change())
        self.form.saved.connect(self._on_form_saved)
        self.form.closed.connect(self._on_closed)
        self.panel.closed.connect(self.enter)
        self.form.new_question_asked.connect(self._add_for_the_form)
        self.question.saved.connect(self._on_question_saved)
        self.question.closed.connect(self._on_question_closed)

    # -- what follows

    def _turn_to(self, name: str) -> None:
        self.switch.set_here(name)
        self.pages.setCurrentWidget(self.listed)
        one = "question" if name == QUESTIONS else "form"
        self.new.say(f"New {one}…")
        self.new_action.setText(f"&New {one}…")
        self.change_action.setText(f"C&hange the {one}…")
        self.panels.clear()

    def _on_switched(self, name: str) -> None:
        self._turn_to(name)
        self.reload()
        self.enter()
        self.way.replace(Where("Evaluation", tab=FORMS_TAB, find=name, year=self.year.name))

    def _on_chosen(self) -> None:
        bank = self.switch.here == QUESTIONS
        form, rows = self.forms.table.chosen_row(), self.bank.table.chosen_rows()
        self.new.setVisible(bank or self._made_any)
        self.change_action.setEnabled(self.listed.row_in_hand() is not None)
        self.withdraw_action.setEnabled(not bank and form is not None)
        self.retire_action.setEnabled(bank and bool(rows))
        for button in (self.change_button, self.withdraw_button):
            button.setVisible(form is not None)
        self.words_button.setVisible(len(rows) == 1)
        self.retire_button.setVisible(bool(rows))
        self.retire_button.say("Offer again" if rows and all(r.retired for r in rows) else "Retire")
        if not (self.form.isVisible() or self.question.isVisible()):
            self._show_in_hand()

    def _show_in_hand(self) -> None:
        row = self.forms.table.chosen_row()
        if row is None or self.switch.here == QUESTIONS:
            self.panels.clear()
        else:
            self.panels.make_way(self.panel)
            self.panel.show_form(row)
            self.new.step_back(back=False)  # it only shows, and asks nothing

    def _on_form_saved(self, number: int) -> None:
        self.forms.show_saved(number)
        self.enter()

    def _add_for_the_form(self, words: str) -> None:
        self._for_a_form = True
        self.panels.make_way(self.question)
        self.question.begin_new(words)

    def _on_question_saved(self, number: int) -> None:
        if not self._for_a_form:
            self.bank.show_saved(number)
            self.enter()
            return
        with self.desk.reading() as db:
            code = question_details(db, number).code
        self.panels.make_way(self.form)
        self.form.take_question(code)
        self._for_a_form = False

    def _on_question_closed(self) -> None:
        if self._for_a_form:
            self.panels.make_way(self.form)
            self.form.show()
            self.form.asks.list.box.setFocus()
        else:
            self._on_closed()

    def _on_closed(self) -> None:
        self._show_in_hand()
        self.enter()
