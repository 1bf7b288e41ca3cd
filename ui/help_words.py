"""What F1 says of each page: what it is for, and how one gets on there."""

from ui.parts.way import Where

DELEGATES = (
    "Everybody whom an agency has sent. Type a few letters to find somebody, press Enter for the "
    "record; choose one or several and book them on an event to come."
)
AGENCIES = (
    "The organisations that send delegates, with every name a workbook may give them, and what "
    "they booked and attended in the year."
)
EVENT = "One event: who is booked and who waits, its register, its certificates and its history."

TO_REVIEW = (
    "What came due and nobody has decided on. Space leaves a sum out, Ctrl+W waives it with a "
    "reason, Enter shows its arithmetic, F2 notes what was told; Ctrl+Enter raises all that "
    "is to be charged, in one act that Ctrl+Z takes back until it is invoiced. First stand "
    "those whom the policy may excuse: they wait until somebody decides."
)
OF_THE_YEAR = "What came in and was spent in the year, and every sum that it is made of."

ABOUT: dict[tuple[str, str, str], str] = {
    ("Today", "", ""): (
        "What waits to be done, by kind of work, and the week below. Each line opens where it is "
        "done; what is finished leaves by itself."
    ),
    ("Programme", "", ""): (
        "Every event of the training year. Type to filter, press a head to sort, Enter to open. "
        "A new event is planned beside the list, most of it known from the last time."
    ),
    ("Programme", "month", ""): (
        "The events of one month, with school and bank holidays. Arrows go from day to day; Enter "
        "opens an event, or plans one on a free day."
    ),
    ("Programme", "event", ""): EVENT,
    ("Programme", "again", ""): (
        "The events that were chosen, each with the same weekday of the same week in the year "
        "after; where that day is taken, a week or more later, and the list says so. Del leaves "
        "one out, F2 types another day, Ctrl+S plans all the rest in one step. Only plans are "
        "copied."
    ),
    ("Programme", "undated", ""): (
        "Courses that wait for a date, and how many would come. Enter opens the list; given its "
        "date, everybody on it is booked in the order in which they asked."
    ),
    ("Programme", "interest", ""): (
        "Who would come once there is a date, whoever asked first at the top. Type a name to note "
        "somebody; Ctrl+D gives the event its date and books them in their order. Who does not "
        "fit waits for a place."
    ),
    ("Programme", "paste", ""): (
        "Who is meant by each line of a pasted list. Enter takes the first person offered, a digit "
        "another, Delete leaves the line out; Ctrl+S books everybody who is settled in one act."
    ),
    ("Programme", "sheets", ""): (
        "What was handed in for a register. A typed sheet or a Teams report is held against it "
        "line by line: Enter or a digit says who is meant, A, L, E, X or P gives another mark, "
        "Delete leaves the line out, Ctrl+S marks everybody who is settled in one act and keeps "
        "the file. Scans are kept as they are."
    ),
    ("Programme", "event", "Bookings"): (
        "Who has a place, who waits and who gave up. Type a name, an agency or an e-mail address "
        "to book; what Enter will do is said before you press it. Cancelling gives the place to "
        "whoever has waited longest. F2 on a booking asks for the board's own fields."
    ),
    ("Programme", "event", "Register"): (
        "Who came. A attended, L late, E left early, X absent, P apologies; * marks all the rest "
        "attended. M asks how late somebody came and when they left, W notes a walk-in, G counts "
        "by agency. A row number or a row code, typed or scanned, goes into the "
        "box below (K): 7 L 15. Ctrl+L loads a typed sheet or a Teams report. Closing the register "
        "makes certificates due."
    ),
    ("Programme", "event", "Evaluation"): (
        "Whose form has come at which stage, and how far the same people moved. Enter opens the "
        "delegate; the buttons lead to all results, to asking for missing forms, and to entering. "
        "Ctrl+Shift+P gives the forms out, printed or as PDFs to be filled in."
    ),
    ("Programme", "event", "Certificates"): (
        "Due is whoever attended enough, by the board's rule, of an event whose register is "
        "closed. Each certificate gets its number once; saving again gives the same numbers."
    ),
    ("Programme", "event", "History"): "Everything that was done to this event, newest first.",
    ("Programme", "recommendations", ""): (
        "What case reviews, audits and priorities ask of training, and the courses that answer "
        "it. Enter opens one: who has been trained on it, which agencies not yet, who joined since."
    ),
    ("Programme", "recommendation", ""): (
        "How far one recommendation is answered. Each figure opens the rows behind it; what it "
        "counts is said below the figures. Enter on an agency shows its people."
    ),
    ("Programme", "actions", ""): (
        "What the board has set itself to do, by the day it is due. Ctrl+Shift+R, A and G say red, "
        "amber or green; Ctrl+D marks as done."
    ),
    ("Delegates", "", ""): DELEGATES,
    ("Delegates", "licences", ""): (
        "Whose work needs a licence and training for it, such as chaperones'. Ctrl+R renews the "
        "chosen ones for the months of their group; Today names those due in eight weeks."
    ),
    ("Delegates", "absences", ""): (
        "Whoever is absent more often than the board's rule allows, for a person to decide on. "
        "Enter decides, Ctrl+L lifts it again, F2 says how often is too often."
    ),
    ("Delegates", "elearning", ""): (
        "Who finished which course on their own, loaded from a .csv file with Ctrl+N. It stands "
        "beside what people attended and is counted apart."
    ),
    ("Delegates", "duplicates", ""): (
        "Pairs of delegates who may be one person, the most alike first. Enter goes to merge a "
        "pair; Ctrl+D says that they are different people; Ctrl+L puts them off."
    ),
    ("Delegates", "merge", ""): (
        "What two records differ in, and where they stand in each other's way. What is ticked is "
        "kept; nothing is done before you merge, and Ctrl+Z makes two of them again."
    ),
    ("Delegates", "delegate", ""): (
        "One delegate: how to reach them, what they were booked on and attended in all years, "
        "and their certificates. Needs are shown only when you ask for them."
    ),
    ("Agencies", "", ""): AGENCIES,
    ("Agencies", "agency", ""): (
        "One agency: its names, its delegates, and what it booked in the year. Renaming it keeps "
        "the name before among its other names."
    ),
    ("Charges", "", ""): TO_REVIEW,
    ("Charges", "", "The year"): OF_THE_YEAR,
    ("Charges", "", "Receipts"): OF_THE_YEAR,
    ("Charges", "", "Costs"): OF_THE_YEAR,
    ("Charges", "", "Policies"): (
        "What cancelling late, staying away or attending costs, in its versions. Ctrl+N begins one "
        "from nothing or from another board's; F2 changes its lines, Shift+F2 its terms; Ctrl+P "
        "puts it in force from a day. Beside it stands what it says, and until when an example "
        "event is free to cancel."
    ),
    ("Charges", "", "What if"): (
        "A policy replayed over a year: who would have paid what, beside what was charged. "
        "Nothing is kept of it."
    ),
    ("Charges", "", "Invoices"): (
        "To issue lists the invoices that raised charges make; Ctrl+Enter issues all that are "
        "ready. F2 shows an invoice whole, Ctrl+D records what came in, Ctrl+Shift+C credits it, "
        "Ctrl+P saves its page, Ctrl+Shift+S the agency's statement. An issued invoice is undone "
        "only by a credit note."
    ),
    ("Evaluation", "", ""): (
        "What delegates answered before, at the end and in practice: of the year, or of a course, "
        "strand, trainer, agency or event, chosen at the top. Each change is counted over the same "
        "people and says how many they are. A number opens the rows behind it."
    ),
    ("Evaluation", "answers", ""): (
        "Everybody who answered so, anonymous ones without a name. A row opens the delegate, or "
        "the event where there is no name."
    ),
    ("Evaluation", "", "To enter"): (
        "Forms that came on paper. Type or scan the code of a form, or open an event whose forms "
        "are expected: one key an answer (X for 10, Space leaves one blank, Backspace goes back), "
        "Enter stores the form and the next one is ready. What was begun stays until it is "
        "finished; whoever answered twice stands first, and one of the two is let count. "
        "Ctrl+Shift+P reads forms that came back as PDF, and shows what each is first."
    ),
    ("Evaluation", "", "To ring"): (
        "Who came, was written to in vain and has not answered. Enter rings one, Ctrl+Enter the "
        "first: the page says what to say and keeps each answer at once. N notes that nobody "
        "answered, B when to ring again, W that they would not; then the next person follows."
    ),
    ("Evaluation", "", "Forms"): (
        "What is asked at each stage, of all courses or of one. F2 changes a form: questions are "
        "added by a few letters, Alt+Up and Alt+Down move one, F4 asks it for each session or "
        "speaker. A form that may be out is never changed: saving begins its next version. The "
        "switch shows the questions themselves."
    ),
    ("Evaluation", "", "Online"): (
        "Exports of Microsoft Forms, Google Forms and SurveyMonkey. Ctrl+N loads one, or drop it "
        "here: what its columns stand for is asked once. Then each row says what becomes of it; a "
        "digit settles one, Delete leaves it out, Ctrl+S takes the rest, Ctrl+E saves the refused "
        "with why."
    ),
    ("Evaluation", "", "Observations"): (
        "Sessions that somebody watched, ours and partners'. Ctrl+N writes one, Enter opens it: "
        "Ctrl+N there adds an action to the board's plan, Ctrl+P saves the letter and notes to "
        "whom it was sent."
    ),
    ("Evaluation", "", "Indicators"): (
        "What is counted each month that training is meant to move, around the events of the "
        "courses tied to it. Enter opens one: digits and Enter type its months down the column, "
        "Delete empties one, Ctrl+V pastes months and numbers from a spreadsheet. A month without "
        "a number is missing, never nought. It shows what happened at the same time, not what "
        "caused it."
    ),
    ("Evaluation", "", "Surveys"): (
        "Surveys that belong to no event. Ctrl+N types in one respondent after the other: the "
        "number of an answer is enough, Enter goes on. Each share stands with its base and with "
        "last year's; Enter shows which agencies an answer came from. Rows carry no number of who "
        "answered, so as many are counted as gave answers to one question."
    ),
    ("Evaluation", "moved", ""): (
        "Everybody who answered both times, those who fell first. A row opens the delegate."
    ),
    ("Certificates", "", ""): (
        "The year's events with what is due and issued. Choose one or several and save their "
        "certificates in one file; type a number under Check one to see whose it is."
    ),
    ("Analysis", "", ""): (
        "The year in figures. Each stands with its base, opens the rows behind it and says how it "
        "is counted; what was published otherwise is shown beside it."
    ),
    ("Analysis", "rows", ""): (
        "The very events, bookings or people that a figure counted. They can be filtered, sorted, "
        "opened and saved."
    ),
    ("Settings", "", ""): (
        "The board as its papers name it, and this desk: where it is, its backups, and whether it "
        "is sound."
    ),
    ("Settings", "invoices", ""): (
        "The columns of the file for the finance system, in their order. F3 says how invoices are "
        "numbered and paid, F4 under which codes charges are booked, Ctrl+N adds a column."
    ),
    ("Settings", "attendance", ""): (
        "What the board makes of lateness, early leaving and missed sessions. One rule holds for "
        "every kind of course, and a kind may have its own; a register that is closed keeps the "
        "rule it was closed under."
    ),
    ("Settings", "messages", ""): (
        "What waits to be sent, what failed and what has gone. Nothing goes without your click, or "
        "a rule that you switched on."
    ),
    ("Settings", "messages", "Templates"): (
        "What the messages of each purpose say, with placeholders; beside it the text as its "
        "reader will see it."
    ),
    ("Settings", "messages", "Rules"): (
        "When messages go and to whom. A rule first only shows who would get what; switching it on "
        "is an act of its own."
    ),
    ("Settings", "messages", "How they leave"): (
        "Whether messages leave as drafts or through a mail server. The password is kept by the "
        "computer, never in the desk."
    ),
    ("Settings", "import", ""): (
        "Bring in workbooks or folders of .csv files. What they would change is shown first, row "
        "by row; nothing is stored before you say so, and all of it or none."
    ),
}


def about(where: Where) -> str:
    """What the page is for; a page without words of its own has those of its place."""
    for key in (
        (where.place, where.kind, where.tab),
        (where.place, where.kind, ""),
        (where.place, "", ""),
    ):
        if key in ABOUT:
            return ABOUT[key]
    return ""
