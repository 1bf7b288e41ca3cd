"""What is done before a picture is taken of the charges to review."""

from ui.main_window import MainWindow


def look_at_a_sum(window: MainWindow) -> None:
    """Show the arithmetic of one sum, and leave another out."""
    page = window.page.review
    rows = [row for row in page.rows if row.due is not None and not row.due.waiver]
    page.listed.choose(rows[1].id)
    page.turn()
    page.listed.choose(rows[0].id)
    page.show_why()


def waive_a_sum(window: MainWindow) -> None:
    """Ask why somebody is let off whom the policy may excuse."""
    page = window.page.review
    row = next(row for row in page.rows if row.due is not None and row.due.waiver)
    page.listed.choose(row.id)
    page.waive_chosen()
