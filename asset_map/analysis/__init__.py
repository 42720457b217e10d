"""Pure functions over arrays: no clock, no file, no database."""
