"""The whole desk as the workbook that others fill in, one module for each part of it."""
