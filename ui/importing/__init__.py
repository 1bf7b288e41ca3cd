"""Taking in workbooks: choose, look, import."""
