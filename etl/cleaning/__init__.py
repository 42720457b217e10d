"""How a column of text becomes values: one module for each kind of thing that is written."""
