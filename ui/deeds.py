"""Saying at the foot what was just done."""

PAST = {
    "Add": "Added",
    "Agree to": "Agreed to",
    "Ask for": "Asked for",
    "Back up": "Backed up",
    "Begin": "Began",
    "Book": "Booked",
    "Cancel": "Cancelled",
    "Carry over": "Carried over",
    "Change": "Changed",
    "Close": "Closed",
    "Code": "Coded",
    "Count as sent": "Counted as sent:",
    "Confirm": "Confirmed",
    "Correct": "Corrected",
    "Decide on": "Decided on",
    "Edit": "Changed",
    "End": "Ended",
    "Enter": "Entered",
    "Forget": "Forgot",
    "Give": "Gave",
    "Give up": "Gave up",
    "Import": "Imported",
    "Issue": "Issued",
    "Keep": "Kept",
    "Let go of": "Let go of",
    "Lift": "Lifted",
    "Load": "Loaded",
    "Make a draft of": "Made a draft of",
    "Mark": "Marked",
    "Match": "Matched",
    "Merge": "Merged",
    "Move": "Moved",
    "Note": "Noted",
    "Not sent:": "Noted as not sent:",
    "Offer": "Offered",
    "Offer again": "Offered again:",
    "Open": "Opened",
    "Overbook": "Booked beyond the places:",
    "Plan": "Planned",
    "Postpone": "Postponed",
    "Put in force": "Put in force",
    "Publish": "Published",
    "Queue": "Put on the waiting list:",
    "Raise": "Raised",
    "Record": "Recorded",
    "Refuse": "Refused",
    "Remind of": "Reminded of",
    "Remove": "Removed",
    "Rename": "Renamed",
    "Reopen": "Reopened",
    "Restore": "Restored",
    "Resume": "Resumed",
    "Retire": "Retired",
    "Save": "Saved",
    "Set": "Set",
    "Split": "Split",
    "Substitute": "Substituted",
    "Suspend": "Suspended",
    "Take": "Took",
    "Take back": "Took back",
    "Take in": "Took in",
    "Tell apart": "Told apart",
    "Switch off": "Switched off",
    "Switch on": "Switched on",
    "Transfer": "Transferred",
    "Try again": "To be tried again:",
    "Unlink": "Unlinked",
    "Withdraw": "Withdrew",
    "Write": "Wrote",
}
"""Labels are imperatives; the foot tells them in the past."""


WORDS = {"Undo": "Took back", "Redo": "Did again"}


def told(title: str, word: str = "") -> str:
    """A deed as the foot tells it: "Book Ada King" becomes "Booked Ada King.".

    Undone, it is "Took back: booked Ada King.".
    """
    if word:
        done = told(title).removeprefix("Done: ")
        return f"{WORDS[word]}: {done[:1].lower()}{done[1:]}"
    verb = next((v for v in sorted(PAST, key=len, reverse=True) if title.startswith(v)), "")
    words = PAST[verb] + title.removeprefix(verb) if verb else f"Done: {title}"
    return words if words.endswith(".") else f"{words}."
