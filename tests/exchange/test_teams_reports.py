from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.exchange.teams import new_report, old_report, written
from trainingdesk.domain.handed_in import CannotTake, HandedLine, Span
from trainingdesk.domain.presence import universal
from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.handed_files import MOST_ROWS, rows_of_file
from trainingdesk.exchange.teams_layouts import is_teams_report
from trainingdesk.exchange.teams_reports import TeamsReport

DAY = date(2026, 6, 10)
STAYS = ["Ada King|9:28:10 AM|4:30:05 PM|ada@example.org|Attendee"]


def report(tmp_path: Path, text: str, *, universally: bool = False) -> TeamsReport:
    rows = rows_of_file(written(tmp_path / "report.csv", text), [])
    assert is_teams_report(rows)
    return TeamsReport(rows, [DAY], name="report.csv", universally=universally)


def lines(tmp_path: Path, text: str) -> list[HandedLine]:
    return report(tmp_path, text).lines()


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(CannotTake) as refused:
        report(tmp_path, text).lines()
    return str(refused.value)


def at(clock: str, day: date = DAY) -> datetime:
    return universal(datetime.combine(day, time.fromisoformat(clock)))


def test_the_old_layout_gives_each_stay_of_everybody(tmp_path: Path) -> None:
    found = lines(
        tmp_path,
        old_report(
            "Ada King|Joined|6/10/2026, 9:28:10 AM",
            "Grace Hopper|Joined before|6/10/2026, 9:20:00 AM",
            "Ada King|Left|6/10/2026, 12:00:00 PM",
            "Ada King|Joined|6/10/2026, 1:00:00 PM",
            "Grace Hopper|Left|6/10/2026, 4:31:00 PM",
        ),
    )
    ada, grace = found
    assert (ada.name, ada.number, grace.name) == ("Ada King", 2, "Grace Hopper")
    assert ada.spans == (
        Span(at("09:28:10"), at("12:00")),
        Span(at("13:00"), at("16:31")),  # not said to have left: stayed to the end
    )
    assert grace.spans == (Span(at("09:20"), at("16:31")),)


def test_whoever_joins_twice_before_leaving_is_there_once(tmp_path: Path) -> None:
    (ada,) = lines(
        tmp_path,
        old_report(
            "Ada King|Left|6/10/2026, 9:10:00 AM",
            "Ada King|Joined|6/10/2026, 9:30:00 AM",
            "ADA KING|Joined|6/10/2026, 9:40:00 AM",
            "Ada King|Left|6/10/2026, 11:00:00 AM",
            "Ada King|Left|6/10/2026, 12:00:00 PM",
        ),
    )
    assert ada.spans[1:] == (Span(at("09:30"), at("12:00")),)


def test_the_old_layout_may_begin_with_the_newest(tmp_path: Path) -> None:
    steps = (
        "Ada King|Left|6/10/2026, 4:35:00 PM",
        "Ada King|Joined|6/10/2026, 3:00:00 PM",
        "Grace Hopper|Left|",
        "Grace Hopper|Joined|6/10/2026, 9:20:00 AM",
    )
    found = {line.name: line.spans for line in lines(tmp_path, old_report(*steps))}
    assert found["Ada King"] == (Span(at("15:00"), at("16:35")),)
    assert found["Grace Hopper"] == (Span(at("09:20"), at("16:35")),)


def test_in_a_night_with_an_hour_twice_the_order_of_the_report_stays(tmp_path: Path) -> None:
    said = refusal(
        tmp_path,
        old_report(
            "Ada King|Joined|25/10/2026, 01:50:00",
            "Ada King|Left|25/10/2026, 01:10:00",
            "Grace Hopper|Joined|25/10/2026, 00:10:00",
        ),
    )
    assert "the clocks went back on that day" in said


def test_a_meeting_of_another_century_has_no_times(tmp_path: Path) -> None:
    text = old_report("Ada King|Joined|01/01/0001, 00:00:00", "Ada King|Left|01/01/0001, 01:00:00")
    with pytest.raises(CannotTake, match="is not a time as Teams writes it"):
        report(tmp_path, text, universally=True)


def test_marks_of_direction_in_a_time_are_not_seen(tmp_path: Path) -> None:
    found = report(tmp_path, new_report(STAYS, begun="\u200e6/10/26, 9:15:00\u202fAM"))
    assert found.begun == at("09:15")


def test_whoever_writes_am_and_pm_writes_the_month_first_where_nothing_else_tells(
    tmp_path: Path,
) -> None:
    text = old_report("Ada King|Joined|11/3/26, 9:20:00 AM", "Ada King|Left|11/3/26, 4:00:00 PM")
    assert report(tmp_path, text).day == date(2026, 11, 3)
    later = text.replace(" AM", "").replace("4:00:00 PM", "16:00:00")
    assert report(tmp_path, later).day == date(2026, 3, 11)


def test_a_report_of_two_parts_in_another_language_is_known_for_one(tmp_path: Path) -> None:
    text = new_report(STAYS).partition("3. In-Meeting")[0]
    german = text.replace("1. Summary", "1. Zusammenfassung").replace("First Join", "Beitritt")
    german = german.replace("2. Participants", "2. Teilnehmer").replace("Last Leave", "Ende")
    assert "in another language" in refusal(tmp_path, german)


def test_the_new_layout_gives_each_stay_of_everybody(tmp_path: Path) -> None:
    stays = [
        *STAYS,
        "Grace Hopper (Unverified)|9:35:00 AM|10:00:00 AM",
        "Grace Hopper|10:05:00 AM|4:30:00 PM",
        "Sam Trainer|9:15:00 AM|4:45:00 PM|sam@example.org|Organizer",
    ]
    found = report(tmp_path, new_report(stays))
    ada, grace, sam = found.lines()
    assert (ada.name, ada.email, ada.aside) == ("Ada King", "ada@example.org", "")
    assert grace.name == "Grace Hopper"
    assert grace.spans == (Span(at("09:35"), at("10:00")), Span(at("10:05"), at("16:30")))
    assert sam.aside == "Held the meeting."
    assert (found.begun, found.ended, found.day) == (at("09:15"), at("16:45"), DAY)


def test_without_its_third_part_the_second_says_when_people_came_and_went(tmp_path: Path) -> None:
    text = new_report(STAYS).partition("3. In-Meeting")[0]
    (ada,) = lines(tmp_path, text)
    assert ada.spans == (Span(at("09:28:10"), at("16:30:05")),)


def test_the_layout_between_the_two_is_read_too(tmp_path: Path) -> None:
    text = (
        "Meeting Summary\nTotal Number of Participants\t1\n"
        "Meeting Start Time\t6/10/2026, 9:15:00 AM\nMeeting End Time\t6/10/2026, 4:30:00 PM\n\n"
        "Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)\n"
        "Ada King\t6/10/2026, 9:28:10 AM\t6/10/2026, 4:30:05 PM\t7h\t\tAttendee\tada@example.org\n"
    )
    (ada,) = lines(tmp_path, text)
    assert (ada.email, ada.spans) == ("ada@example.org", (Span(at("09:28:10"), at("16:30:05")),))


@pytest.mark.parametrize(
    ("joined", "left"),
    [
        ("10/06/2026, 09:28:10", "10/06/2026, 16:30:05"),
        ("10.06.2026 09:28:10", "10.06.2026 16:30:05"),
        ("2026-06-10 09:28:10", "2026-06-10 16:30:05"),
        ("6/10/26, 9:28:10\u202fAM", "6/10/26, 4:30:05\u202fPM"),
        ("10/06/2026, 9:28:10 a.m.", "10/06/2026, 4:30:05 p.m."),
        ("2026-06-10T08:28:10Z", "2026-06-10T15:30:05Z"),
    ],
)
def test_days_and_months_are_told_apart_by_the_days_of_the_event(
    tmp_path: Path, joined: str, left: str
) -> None:
    (ada,) = lines(tmp_path, old_report(f"Ada King|Joined|{joined}", f"Ada King|Left|{left}"))
    assert ada.spans == (Span(at("09:28:10"), at("16:30:05")),)


def test_times_in_universal_time_are_read_as_such(tmp_path: Path) -> None:
    said = new_report(STAYS).replace("Join Time\tLeave Time", "Join Time (UTC)\tLeave Time (UTC)")
    expected = datetime(2026, 6, 10, 9, 28, 10, tzinfo=UTC)
    assert lines(tmp_path, said)[0].spans[0].since == expected
    asked = report(tmp_path, new_report(STAYS), universally=True)
    assert asked.lines()[0].spans[0].since == expected


def test_two_of_one_name_with_two_addresses_are_two(tmp_path: Path) -> None:
    stays = [*STAYS, "Ada King|9:30:00 AM|4:00:00 PM|ada.king@example.net|Attendee"]
    assert len(lines(tmp_path, new_report(stays))) == 2


def test_a_report_in_another_language_is_refused_with_the_way_out(tmp_path: Path) -> None:
    german = new_report(STAYS)
    for english, other in {
        "1. Summary": "1. Zusammenfassung",
        "2. Participants": "2. Teilnehmer",
        "Name\t": "Name\t",
        "First Join": "Erster Beitritt",
        "Join Time": "Beitrittszeit",
    }.items():
        german = german.replace(english, other)
    said = refusal(tmp_path, german)
    assert "in another language" in said
    assert "'1. Zusammenfassung'" in said
    assert "Set Teams to English" in said
    french = "Nom complet\tAction utilisateur\tHorodatage\nAda King\tRejoint\t10/06/2026 09:28:10\n"
    assert "'Nom complet'" in refusal(tmp_path, french)


def test_what_cannot_be_a_report_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    backwards = "Ada King|4:28:10 PM|9:30:05 AM"
    assert "row 15 says that somebody left before they joined" in refusal(
        tmp_path, new_report([backwards])
    )
    assert "'soon' is not a time as Teams writes it" in refusal(
        tmp_path, old_report("Ada King|Joined|soon")
    )
    assert "'31/31/2026, 9:00:00 AM' is not a time" in refusal(
        tmp_path, old_report("Ada King|Joined|31/31/2026, 9:00:00 AM")
    )
    assert "'2026/06/1026 9:00' is not a time" in refusal(
        tmp_path, old_report("Ada King|Joined|2026/06/1026 9:00")
    )
    mixed = old_report(
        "Ada King|Joined|6/13/2026, 9:00:00 AM", "Ada King|Left|13/6/2026, 9:00:00 AM"
    )
    assert "'6/13/2026, 9:00:00 AM' is not a time" in refusal(tmp_path, mixed)
    assert "has no times" in refusal(tmp_path, old_report("Ada King|Joined|", "Jo Bell|Joined|"))


def test_a_line_of_nobody_is_said_to_be_one(tmp_path: Path) -> None:
    (nobody,) = lines(tmp_path, new_report(["|9:28:10 AM|4:30:05 PM"]))
    assert nobody.unread == "Nobody is named in this line."


def test_the_hour_that_stands_twice_is_refused_where_it_cannot_be_told(tmp_path: Path) -> None:
    night = {"begun": "10/25/26, 12:30:00 AM", "ended": "10/25/26, 3:00:00 AM"}
    backwards = new_report(["Ada King|1:50:00 AM|1:10:00 AM"], **night)
    assert "the clocks went back on that day" in refusal(tmp_path, backwards)
    found = report(tmp_path, new_report(["Ada King|12:35:00 AM|2:10:00 AM"], **night))
    assert found.notices() == [
        "The clocks changed on 25 October 2026. Look at whoever was there in that night."
    ]
    assert report(tmp_path, new_report(STAYS)).notices() == []


def test_a_report_that_was_saved_as_a_workbook_is_the_same_report(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in new_report(STAYS).split("\n"):
        sheet.append(row.split("\t"))
    sheet["B4"] = datetime(2026, 6, 10, 9, 15)  # noqa: DTZ001 - a spreadsheet's times are local
    sheet["C4"], sheet["D4"], sheet["E4"] = time(9, 15), 7.0, 7.5
    sheet["F4"] = datetime(2026, 6, 10)  # noqa: DTZ001
    book.create_sheet("Empty", 0)
    path = tmp_path / "report.xlsx"
    book.save(path)
    rows = rows_of_file(path, [])
    assert rows[3][1][1:6] == ["2026-06-10 09:15:00", "09:15:00", "7", "7.5", "2026-06-10"]
    assert TeamsReport(rows, [DAY], name="report.xlsx").lines()[0].name == "Ada King"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("scan.pdf", b"%PDF", "scan.pdf: only .csv and .xlsx files can be read."),
        ("sheet.csv", b"", "sheet.csv: it is empty."),
        ("sheet.csv", b"\n , \n", "sheet.csv: it is empty."),
        ("sheet.csv", b"a\n" * (MOST_ROWS + 1), "sheet.csv: it has more than 5,000 rows."),
        ("sheet.csv", b'Name,Mark\n"' + b"x" * 200_000, "sheet.csv: line 2 cannot be read"),
        ("sheet.csv", b"x" * (8 * 1024 * 1024 + 1), "sheet.csv: it is far too large"),
        ("sheet.xlsx", b"nothing", "sheet.xlsx: it is damaged or no workbook."),
    ],
)
def test_what_is_no_sheet_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CannotImport) as refused:
        rows_of_file(path, [])
    assert str(refused.value).startswith(said)


def test_an_empty_workbook_is_said_to_be_empty(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "sheet.xlsx")
    with pytest.raises(CannotImport, match="it is empty"):
        rows_of_file(tmp_path / "sheet.xlsx", [])
