"""Taking in workbooks: every row is checked against the desk and the file, then stored in bulk."""
