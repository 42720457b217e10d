"""What the indexes of record versions hold: the words that were said, and where.

Open data is searched in the records themselves, since assets hold what other sources say too. Only
a query that has the very expression of an index is answered by it.
"""

SAID = """(coalesce({0}->>'name_key', '')
    || (' ' || lower(coalesce({0}->>'description', ''))))"""
"""The name and the description of a record's content, in small letters."""

POINT = """ST_SetSRID(ST_MakePoint(
    ({0}->>'easting')::float8, ({0}->>'northing')::float8), 27700)"""
"""The place that a record's content says, EPSG:27700; for content that has an ``easting``."""
