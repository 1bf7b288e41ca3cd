"""What is owed, why, and by whom: the rules of charging, without records and without a clock."""
