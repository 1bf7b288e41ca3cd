"""What is asked at each stage of evaluation."""

from typing import Final

BEFORE: Final = "Before"
END: Final = "End"
FOLLOW_UP: Final = "Follow-up"
MANAGER: Final = "Manager"

QUESTIONS: tuple[tuple[str, str, int, str, str, str, str], ...] = (
    ("CONF", f"{BEFORE}; {END}; {FOLLOW_UP}", 1,
     "How confident are you in recognising and acting on the concerns this course covers?",
     "Scale 0-10", "Confidence", ""),
    ("KNOW", f"{BEFORE}; {END}; {FOLLOW_UP}", 2,
     "How would you rate your knowledge of the subject?", "Scale 0-10", "Knowledge", ""),
    ("SKILL", f"{BEFORE}; {END}; {FOLLOW_UP}", 3,
     "How would you rate your skills in applying it?", "Scale 0-10", "Skills", ""),
    ("SAT", END, 4, "Overall, how satisfied were you with the course?", "Scale 1-5",
     "Satisfaction", ""),
    ("TRAINER", END, 5, "How would you rate the trainer?", "Scale 1-5", "Satisfaction", ""),
    ("INTEND", END, 6, "What will you do differently as a result?", "Text", "Intention", ""),
    ("BETTER", FOLLOW_UP, 4, "Has the training helped you deliver a better service?", "Choice",
     "Impact", "Yes; No; Don't know"),
    ("CHANGE", FOLLOW_UP, 5, "Which of these has improved as a result?", "Choice", "Impact",
     ("Joint working; Information sharing; Specific action taken; Increased awareness; "
     "Nothing yet")),
    ("EXAMPLE", f"{FOLLOW_UP}; {MANAGER}", 6,
     "Please give an example of the difference it made for a child or family.", "Text", "Impact",
     ""),
    ("SEEN", MANAGER, 1, "Have you seen a change in this member of staff's practice?", "Yes/No",
     "Impact", ""),
)  # fmt: skip

CODES = tuple(question[0] for question in QUESTIONS)
