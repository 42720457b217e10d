"""The words of the page on which an address is confirmed."""

TITLE = "Confirm what you sent"
TEXT = "Press the button, and a steward of the map will look at what you sent."
GO = "Confirm"
DONE = "Thank you: it is confirmed"
DONE_TEXT = (
    "A steward looks at it now, usually within a week. You get a mail once it is decided, or if "
    "something is unclear."
)
TO_THE_MAP = "Go to the map"
ADD_MORE = "Add something else"
