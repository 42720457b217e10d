"""Lists that people keep themselves: their tables, and what their columns mean."""
