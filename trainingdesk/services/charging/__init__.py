"""What is owed, why, and by whom, on the records of the desk."""
