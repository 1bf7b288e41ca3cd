"""The nine places of the window, and the page that stands at each."""

from collections.abc import Callable, Mapping, Sequence
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
from ui.parts.ways import PageWay
from ui.programme.place import ProgrammePlace
from ui.settings.place import SettingsPlace
from ui.today.place import TodayPlace

PLACES: Mapping[str, Any] = {
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
MADE: Mapping[str, Callable[[LiveDesk, Way, Jobs], Any]] = PLACES
"""What makes each place."""

WAYS: Sequence[PageWay] = tuple(way for place in PLACES.values() for way in place.ways)
"""The ways to all pages, as the places tell them."""
