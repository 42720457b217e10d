"""Loads: from a published file to rows in the database, with a report that people can act on."""
