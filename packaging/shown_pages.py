"""The pages that pictures are taken of, and the way to each."""

from collections.abc import Callable
from dataclasses import dataclass

from shown_acts import (
    ask_for_a_rule,
    ask_to_reopen,
    cap_an_agency,
    decide_not_to_go,
    decide_on_somebody,
    keep_an_agreement,
    keep_some_places,
    look_at_a_workbook,
    look_at_completions,
    look_at_what_failed,
    mark_some,
    name_a_kept_place,
    paste_a_list,
    plan_the_year_again,
    repeat_an_event,
    scroll_down,
    send_a_colleague,
    show_the_tables,
    show_who_waits,
    transfer_two,
    type_a_name,
)
from shown_charges import (
    ask_how_one_pays,
    look_at_an_invoice,
    look_at_what_to_issue,
    record_a_payment,
)
from shown_evaluation import ask_for_forms, code_a_comment
from shown_evaluation_a import change_the_end_form, look_at_a_form, write_a_question
from shown_evaluation_b import (
    ask_for_returned_pdfs,
    give_out_forms,
    read_returned_pdfs,
)
from shown_evaluation_c import (
    ask_on_the_telephone,
    begin_a_call,
    enter_a_form,
    look_at_both_forms,
)
from shown_evaluation_d import (
    look_at_an_export,
    match_an_export,
    open_an_observation,
    send_an_observation,
    write_an_observation,
)
from shown_evaluation_e import (
    narrow_to_a_course,
    open_an_answer,
    see_how_answers_are_spread,
    see_managers_and_speakers,
    see_who_answered,
)
from shown_evaluation_f import add_a_respondent, look_at_an_answer, look_at_an_indicator
from shown_policies import look_at_a_policy, look_at_an_example, try_a_policy, write_a_line
from shown_records import Chosen
from shown_review import look_at_a_sum, waive_a_sum
from shown_sheets import keep_scans, load_a_report

from ui.main_window import MainWindow
from ui.parts.way import Where

FAR_AHEAD = "2031-32"


@dataclass(frozen=True, slots=True)
class Page:
    """A page's name, the way to it, and what is done there before its picture is taken."""

    name: str
    where: Callable[[Chosen], Where]
    then: Callable[[MainWindow], object] = lambda _: None
    on_empty_desk: bool = False


def a_pair(found: Chosen) -> Where:
    """The page where two who may be one are merged."""
    return Where("Delegates", "merge", found.pair[0], find=str(found.pair[1]))


def at(place: str, kind: str = "", *, find: str = "", year: str = "") -> Callable[[Chosen], Where]:
    """A page that needs no record."""
    return lambda _: Where(place, kind, find=find, year=year)


def event(record: str, tab: str) -> Callable[[Chosen], Where]:
    """One of an event's tabs."""
    return lambda found: Where("Programme", "event", getattr(found, record), tab)


def certified(tab: str) -> Callable[[Chosen], Where]:
    """One of the tabs of an event whose certificates are out."""
    return lambda found: Where(
        "Programme", "event", found.certified, tab, year=found.certified_year
    )


def first(kind: str) -> Callable[[Chosen], Where]:
    """The first record of a page of the programme."""
    return lambda _: Where("Programme", kind, 1)


def sheets(found: Chosen) -> Where:
    """What was handed in for the register that is being marked."""
    return Where("Programme", "sheets", found.under_way)


def charges(tab: str) -> Callable[[Chosen], Where]:
    """One of the tabs of Charges."""
    return lambda _: Where("Charges", tab=tab)


def evaluation(tab: str, find: str = "") -> Callable[[Chosen], Where]:
    """One of the tabs of Evaluation."""
    return lambda _: Where("Evaluation", tab=tab, find=find)


def messages(tab: str) -> Callable[[Chosen], Where]:
    """One of the tabs of the messages."""
    return lambda _: Where("Settings", "messages", tab=tab)


PAGES = [
    Page("01-today", at("Today")),
    Page("02-programme", at("Programme")),
    Page("03-month", at("Programme", "month", find="2026-11")),
    Page("04-event-bookings", event("waited_for", "Bookings")),
    Page("05-event-booking", event("waited_for", "Bookings"), type_a_name),
    Page("06-event-register", event("under_way", "Register")),
    Page("07-event-certificates", certified("Certificates")),
    Page("08-event-history", certified("History")),
    Page("09-event-form", at("Programme", "new")),
    Page("10-delegates", at("Delegates")),
    Page("11-delegate", lambda found: Where("Delegates", "delegate", found.delegate)),
    Page("12-delegate-form", at("Delegates", "new")),
    Page("13-agencies", at("Agencies")),
    Page("14-agency", lambda found: Where("Agencies", "agency", found.agency)),
    Page("15-charges", at("Charges")),
    Page("16-evaluation", at("Evaluation")),
    Page("17-evaluation-end", at("Evaluation"), scroll_down),
    Page("18-certificates", at("Certificates")),
    Page("19-analysis", at("Analysis")),
    Page("20-analysis-end", at("Analysis"), scroll_down),
    Page("21-rows", at("Analysis", "rows", find="attended")),
    Page("22-settings", at("Settings")),
    Page("23-import", at("Settings", "import"), look_at_a_workbook),
    Page("24-palette", at("Today"), lambda window: window.palette_box.open("risk")),
    Page("25-empty-year", at("Programme", year=FAR_AHEAD)),
    Page("26-empty-analysis", at("Analysis", year=FAR_AHEAD)),
    Page("27-empty-desk", at("Today"), on_empty_desk=True),
    Page("28-venues", at("Programme", "venues")),
    Page("29-trainers", at("Programme", "trainers")),
    Page("30-series", at("Programme", "series")),
    Page("31-courses", at("Programme", "courses")),
    Page("32-course", lambda found: Where("Programme", "course", found.course)),
    Page(
        "33-course-form",
        lambda found: Where("Programme", "course", found.course, "Versions"),
        lambda window: window.page.room("course").change_course(),
    ),
    Page("34-lists", at("Settings", "lists")),
    Page("35-own-fields", at("Settings", "fields")),
    Page("36-answers", at("Programme", "recommendations")),
    Page("37-recommendation", lambda found: Where("Programme", "recommendation", found.answered)),
    Page("38-actions", at("Programme", "actions")),
    Page("39-licences", at("Delegates", "licences")),
    Page("40-undated", at("Programme", "undated")),
    Page("41-interest", lambda _: Where("Programme", "interest", 1)),
    Page("42-plan-again", at("Programme"), plan_the_year_again),
    Page("43-repeat", at("Programme"), repeat_an_event),
    Page("44-event-at-risk", event("at_risk", "Bookings"), decide_not_to_go),
    Page("45-duplicates", at("Delegates", "duplicates")),
    Page("46-merge", a_pair),
    Page("47-pasted", lambda found: Where("Programme", "paste", found.at_risk), paste_a_list),
    Page("48-event-offered", event("offered", "Bookings"), show_who_waits),
    Page("49-register-of-two-days", event("offered", "Register")),
    Page("50-transfer", event("waited_for", "Bookings"), transfer_two),
    Page("51-substitute", event("waited_for", "Bookings"), send_a_colleague),
    Page("52-keep-places", event("waited_for", "Bookings"), keep_some_places),
    Page("53-partner-boards", at("Programme", "boards")),
    Page("54-one-series", first("one_series")),
    Page("55-venue-form", first("venues")),
    Page("56-trainer-form", first("trainers")),
    Page("57-course-events", lambda found: Where("Programme", "course", found.course, "Events")),
    Page(
        "58-who-is-trained",
        lambda found: Where("Programme", "recommendation", found.answered, "People"),
    ),
    Page("60-requests", event("requested", "Requests"), keep_an_agreement),
    Page("61-mix", event("mixed", "Mix")),
    Page("62-cap", event("mixed", "Mix"), cap_an_agency),
    Page("63-tables", event("mixed", "Mix"), show_the_tables),
    Page("64-agreements", at("Programme", "agreements")),
    Page("65-name-a-kept-place", event("mixed", "Bookings"), name_a_kept_place),
    Page("66-settings-end", at("Settings"), scroll_down),
    Page("67-choose-a-workbook", at("Settings", "import")),
    Page(
        "68-delegate-forms", lambda found: Where("Delegates", "delegate", found.delegate, "Forms")
    ),
    Page("69-agency-bookings", lambda found: Where("Agencies", "agency", found.agency, "Bookings")),
    Page("70-outbox", messages("Outbox")),
    Page("71-outbox-failed", messages("Outbox"), look_at_what_failed),
    Page("72-rules", messages("Rules")),
    Page("73-templates", messages("Templates")),
    Page("74-leaving", messages("How they leave")),
    Page("75-event-messages", event("waited_for", "Messages")),
    Page("76-sheets", sheets, keep_scans),
    Page("77-sheet-held-against", sheets, load_a_report),
    Page("78-attendance-rule", at("Settings", "attendance"), ask_for_a_rule),
    Page("79-register-minutes", event("under_way", "Register"), mark_some),
    Page("80-reopen-register", certified("Register"), ask_to_reopen),
    Page("81-often-absent", at("Delegates", "absences"), decide_on_somebody),
    Page("82-e-learning", at("Delegates", "elearning"), look_at_completions),
    Page("83-charges-to-review", charges("To review"), look_at_a_sum),
    Page("84-waive", charges("To review"), waive_a_sum),
    Page("85-suspended-year", lambda _: Where("Charges", tab="To review", year="2025-26")),
    Page("86-event-charges", certified("Charges")),
    Page("87-money-of-the-year", charges("The year")),
    Page("88-receipts", charges("Receipts")),
    Page("89-costs", charges("Costs")),
    Page("91-policies", charges("Policies"), look_at_a_policy),
    Page("92-free-until", charges("Policies"), look_at_an_example),
    Page("93-policy-line", charges("Policies"), write_a_line),
    Page("94-what-if", charges("What if"), try_a_policy),
    Page("95-invoices-to-issue", charges("Invoices"), look_at_what_to_issue),
    Page("96-invoice", charges("Invoices"), look_at_an_invoice),
    Page("97-payment", charges("Invoices"), record_a_payment),
    Page("98-invoice-settings", at("Settings", "invoices"), ask_how_one_pays),
    Page("100-to-chase", evaluation("To chase", "Follow-up")),
    Page("101-ask-for-forms", evaluation("To chase", "To come"), ask_for_forms),
    Page("102-comments", evaluation("Comments")),
    Page("103-code-a-comment", evaluation("Comments"), code_a_comment),
    Page("110-online-forms", evaluation("Online")),
    Page("111-online-columns", evaluation("Online"), match_an_export),
    Page("112-online-rows", evaluation("Online"), look_at_an_export),
    Page("105-observations", evaluation("Observations")),
    Page("106-observation", evaluation("Observations"), open_an_observation),
    Page("107-observation-form", evaluation("Observations"), write_an_observation),
    Page("108-observation-sent", evaluation("Observations"), send_an_observation),
    Page("109-no-observations", evaluation("Observations"), on_empty_desk=True),
    Page("113-no-online-forms", evaluation("Online"), on_empty_desk=True),
    Page("115-forms", evaluation("Forms"), look_at_a_form),
    Page("116-change-a-form", evaluation("Forms"), change_the_end_form),
    Page("117-questions", evaluation("Forms", "Questions"), write_a_question),
    Page("118-no-forms", evaluation("Forms"), on_empty_desk=True),
    Page("120-to-enter", evaluation("To enter")),
    Page("121-enter-a-form", evaluation("To enter"), enter_a_form),
    Page("122-answered-twice", evaluation("To enter"), look_at_both_forms),
    Page("123-to-ring", evaluation("To ring")),
    Page("124-a-call", evaluation("To ring"), begin_a_call),
    Page("125-asked-by-telephone", evaluation("To ring"), ask_on_the_telephone),
    Page("126-nothing-to-enter", evaluation("To enter"), on_empty_desk=True),
    Page("127-nobody-to-ring", evaluation("To ring"), on_empty_desk=True),
    Page("128-returned-pdfs", evaluation("To enter"), read_returned_pdfs),
    Page("129-ask-for-pdfs", evaluation("To enter"), ask_for_returned_pdfs),
    Page("130-results-of-a-course", at("Evaluation", year="2025-26"), narrow_to_a_course),
    Page("131-answers-spread", at("Evaluation", year="2025-26"), see_how_answers_are_spread),
    Page("132-who-answered", at("Evaluation", year="2025-26"), see_who_answered),
    Page("133-managers-view", at("Evaluation", year="2025-26"), see_managers_and_speakers),
    Page("134-behind-an-answer", at("Evaluation", year="2025-26"), open_an_answer),
    Page("135-event-evaluation", certified("Evaluation")),
    Page("137-give-out-forms", event("waited_for", "Evaluation"), give_out_forms),
    Page("136-event-not-begun", event("waited_for", "Evaluation")),
    Page("140-indicators", evaluation("Indicators")),
    Page(
        "141-indicator",
        lambda _: Where("Evaluation", tab="Indicators", year="2025-26"),
        look_at_an_indicator,
    ),
    Page("142-no-indicators", evaluation("Indicators"), on_empty_desk=True),
    Page("143-surveys", evaluation("Surveys")),
    Page("144-survey-answer", evaluation("Surveys"), look_at_an_answer),
    Page("145-add-a-respondent", evaluation("Surveys"), add_a_respondent),
    Page("146-no-surveys", evaluation("Surveys"), on_empty_desk=True),
]
