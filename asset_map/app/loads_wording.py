"""The words of the page on what was loaded.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

NAV = "Data loaded"
TITLE = "What was loaded"
LEAD = (
    "What each source gave, what was not taken as it came, and how complete and fresh what is held "
    "is."
)
NONE = "Nothing was loaded yet. Load the demonstration or a source from the command line."
ALL = "All sources"
LAST = "The last load of each source, newest first"
WHEN = "Loaded"
AT = "Loaded {when}, in {seconds} seconds, keeping what lies in {extent}"
FILES = "Files"
EXTENT = "What was kept"
FOR = "{authority}; {extent}"
NO_ISSUES = "Every row was taken as it came."
MORE = "and {count} more."
UNKNOWN_SOURCE_NEXT = "Choose one of the sources on the page of all loads."
COUNTS = {
    "read": ("rows read", "after the header"),
    "new": ("new", "not here before"),
    "changed": ("changed", "here before, with other values"),
    "unchanged": ("unchanged", "here already, as they are"),
    "joined": ("joined", "repeat another row of the same file"),
    "set_aside": ("set aside", "not taken, for the reasons below"),
    "outside": ("outside", "beyond the area that this map covers"),
    "withdrawn": ("withdrawn", "here before, and no longer in the source"),
    "skipped": ("skipped", "titles, blank rows and footnotes"),
}
COUNTS_TOLD = ("read", "new", "changed", "unchanged", "set_aside", "withdrawn")
COUNTS_ADD_UP = (
    "Rows read are new, changed, unchanged, joined, set aside or outside, and nothing else. "
    "Withdrawn and skipped stand beside them."
)
ASIDE_TITLE = "Set aside: {rows}"
ASIDE_TEXT = (
    "These rows are not on the map. Save them as a spreadsheet, mend them, take out those to be "
    "left, and load the file through the same source: asset-map etl run {source} --file FILE. The "
    "mended rows come in beside the others. The file may hold personal data."
)
ASIDE_DOWNLOAD = "Save the rows set aside (CSV)"
LEFT_OUT_TITLE = "Taken with a doubt"
LEFT_OUT_TEXT = "These rows are on the map, without the value or with what is said of it."
REASONS_MORE = "and {count} more reasons. The report of the load in JSON has all of them."
TO_DO = "What to do"
MENDER = "Who can mend it"
WHOLE_FILE = "the whole file"
EMPTY = "(empty)"
ISSUES_WHERE = "Where"
ISSUE_COLUMNS = ("File", "Line", "Value")
QUALITY_TITLE = "How complete and how fresh it is"
QUALITY_OF = "Of {assets} on the map"
QUALITY_BY_SOURCE = "The same by source, in short"
QUALITY_FIELD = "What is known"
QUALITY_COUNT = "Entries"
QUALITY_SHARE = "Share"
QUALITY_SHORT = (
    *("Source", "Entries", "With a position", "With needs"),
    *("Confirmed within 12 months", "Never confirmed"),
)
FIELDS = {
    "postcode": "Has a postcode",
    "position": "Has a position of its own",
    "needs": "Has needs that it meets; the others are unclassified",
    "hours": "Has times",
    "contact": "Has a web address, e-mail or phone",
    "description": "Has a description",
}
CONFIRMED_WHEN = {
    "within_12_months": "Confirmed within 12 months",
    "older": "Confirmed longer ago",
    "never": "Never confirmed",
}
LOCATED = "Located {how}"
LOCATED_BY = {
    "coordinates": "by coordinates",
    "postcode": "by its postcode",
    "area": "by the area it covers alone",
    "unknown": "nowhere",
}
HISTORY_TITLE = "Former loads"
HISTORY_OF = "The last {shown} of {count}, newest first"
WITHDRAWN_TITLE = "No longer in the source"
WITHDRAWN_NONE = "Nothing is withdrawn."
WITHDRAWN_OF = "The last {shown} of {count}"
WITHDRAWN_TO_DO = (
    "If it has closed, there is nothing to do: it stays on its own page, marked, and in no list.",
    "If it is still there, ask the publisher why it is gone. A load that has it again brings it "
    "back.",
    "If the file was only a part, load the whole file again, or load parts with --partial.",
)
WITHDRAWN_COLUMNS = ("Name", "Kind", "Source", "Since")


def count(name: str) -> str:
    """Name a count of a load as the head of a column."""
    words, _ = COUNTS[name]
    return words.capitalize()


def rows(count: int) -> str:
    """Count rows of a file."""
    return "1 row" if count == 1 else f"{count:,} rows"
