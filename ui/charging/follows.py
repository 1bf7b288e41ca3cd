"""What a charge goes by: whoever shows charges reads them anew where any of it has changed."""

JUDGED_BY = frozenset(
    {
        "agency",
        "booking",
        "charge",
        "charging_fact",
        "charging_pause",
        "charging_policy",
        "completion",
        "course",
        "event",
        "event_session",
        "mark",
        "status_change",
    }
)
SHOWN_WITH = JUDGED_BY | {"delegate", "invoice", "invoice_line"}
"""And what stands beside it: who is charged, and on which invoice."""
