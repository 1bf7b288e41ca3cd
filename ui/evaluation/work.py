"""The tabs of Evaluation at which there is work to do."""

from collections.abc import Sequence

from ui.evaluation.chase_tab import ChaseTab
from ui.evaluation.comments_tab import CommentsTab
from ui.evaluation.entry_tab import EntryTab
from ui.evaluation.forms_tab import FormsTab
from ui.evaluation.indicator_tab import IndicatorTab
from ui.evaluation.observations_tab import ObservationsTab
from ui.evaluation.online_tab import OnlineTab
from ui.evaluation.ring_tab import RingTab
from ui.evaluation.survey_tab import SurveyTab
from ui.evaluation.tab import EvaluationTab

WORK: Sequence[type[EvaluationTab]] = (
    ChaseTab,
    CommentsTab,
    EntryTab,
    OnlineTab,
    ObservationsTab,
    FormsTab,
    RingTab,
    IndicatorTab,
    SurveyTab,
)
ORDER = (
    "Results",
    "To enter",
    "To chase",
    "To ring",
    "Comments",
    "Online",
    "Forms",
    "Observations",
    "Indicators",
    "Surveys",
)
"""How the tabs stand, those that only show results among them."""
