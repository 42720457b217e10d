"""One file for each page: widgets, one journey, draw."""
