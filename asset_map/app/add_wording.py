"""The words of the page for whoever wants to add a group.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

NAV = "Add your group"
TITLE = "Add your group"
TEXT = (
    "Adding a group, a venue or a service on this page is not ready yet. It is being built: you "
    "will send the name, the place and the times, somebody checks it, and then it is on the map."
)
NOW_TITLE = "What you can do now"
NOW = (
    "Look whether your group is here already: search for your postcode.",
    "Tell the council. It can load its own list of groups into this map at any time.",
    "Keep the name, place, times, cost and who it is for at hand: that is all that will be asked.",
)
LOOK = "Look whether it is here already"
PROMISE_TITLE = "What will never be asked"
PROMISE = (
    "Names of private people. The map shows groups, venues and services; people's skills are "
    "counted through a group, and small counts are hidden."
)
