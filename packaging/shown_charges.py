"""What is done among the invoices before a picture is taken."""

from ui.main_window import MainWindow


def look_at_what_to_issue(window: MainWindow) -> None:
    """Show the invoices that the charges will make."""
    window.page.invoices.part.choose("To issue")


def look_at_an_invoice(window: MainWindow) -> None:
    """Show an invoice with its lines beside the list."""
    page = window.page.invoices
    page.part.choose("All")
    page.list.table.selectRow(0)
    page.open_chosen()


def record_a_payment(window: MainWindow) -> None:
    """Ask what came in for an invoice."""
    page = window.page.invoices
    page.part.choose("Overdue")
    page.list.table.selectRow(0)
    page.record_payment()


def ask_how_one_pays(window: MainWindow) -> None:
    """Ask how invoices are numbered and paid."""
    window.page.invoices.ask_numbers()
