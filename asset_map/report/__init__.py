"""A paper as Word, accessible HTML and CSV, with maps and charts made without a browser."""
