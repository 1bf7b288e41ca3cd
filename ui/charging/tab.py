"""What every tab of Charges is at which there is work to do."""

from ui.parts.work_tab import WorkTab


class ChargesTab(WorkTab):
    """One tab of Charges: it stands there in years without any money too."""
