"""The nine places of the window, and the page that stands at each."""

from collections.abc import Callable
from typing import Any

from ui.agencies.place import AgenciesPlace
from ui.analysis.place import AnalysisPlace
from ui.certificates.place import CertificatesPlace
from ui.charges.place import ChargesPlace
from ui.delegates.place import DelegatesPlace
from ui.evaluation.place import EvaluationPlace
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way
from ui.programme.place import ProgrammePlace
from ui.settings.place import SettingsPlace
from ui.today.place import TodayPlace

MakePlace = Callable[[LiveDesk, Way, Jobs], Any]

MADE: dict[str, MakePlace] = {
    "Today": TodayPlace,
    "Programme": ProgrammePlace,
    "Delegates": DelegatesPlace,
    "Agencies": AgenciesPlace,
    "Charges": ChargesPlace,
    "Evaluation": EvaluationPlace,
    "Certificates": CertificatesPlace,
    "Analysis": AnalysisPlace,
    "Settings": SettingsPlace,
}
