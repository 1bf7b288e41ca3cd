"""What every tab of Evaluation is at which there is work to do."""

from ui.parts.work_tab import WorkTab


class EvaluationTab(WorkTab):
    """One tab of Evaluation: it stands there in years without any answers too."""
