"""The words of the page that tells the example of the demonstration."""

TITLE = "Three small cuts and an answer"
LEAD = "{count} directorates each propose something small, and the community answers."
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six")
DEMO = "Demonstration: the places, the proposals and the directorates are invented."

TODAY = "Today"
ALONE = "Each alone"
TOGETHER = "All together"
ANSWERED = "With the answer"

IN_REACH = "{reach} in reach"
LEAVING = "{people} leave"
NONE_LEAVE = "none leave"
NO_FIGURE = "no figure of people"
ONLY_TOGETHER = "{people} only together"
GAINING = "{people} come in"
NOTHING_STOPS = "Nothing stops."
MORE_STOP = "{count} more things would stop"
ONE_STOPS = "1 more thing would stop"
SAVES = "would save about £{pounds:,.0f} a year"

PLACE_ROW = "{place}: {reach} of {people} in reach"
WHAT_MEETS = "What meets it near here, that we know of"
NO_PLACE = "We know of nothing near here that met it."
ENDS = "would end, or be out of reach"
GOES_ON = "goes on"

STOPS_TITLE = "What would stop with all of them"
STOPS_NOTE = (
    "Links that both sides state are followed until nothing more ends. What the community's answer "
    "keeps going is marked."
)
KEPT = "kept by the answer"
MORE = "Show {count} more"
ANSWER_TITLE = "The community's answer"
ANSWER_KEEPS = "{kept} of {stops} go on; these would still stop:"
ANSWER_KEEPS_ALL = "All of them go on."
PROPOSED_TITLE = "What is proposed"
ALL_NEEDS = "All needs that are touched, in figures"
NEEDS_CAPTION = "People in {places}: in reach today, and how many leave reach"
NEED = "Need"
OF_REACH = "{reach} of {people}"

MORE_TITLE = "Look closer"
OPEN_PROPOSAL = "Open: {title}"
OPEN_TOGETHER = "All {count} together, with every figure"
TRY = "Test something yourself"
RESTS = (
    "People living within reach, never users: {source}, {as_of}. As things stand on {at}. A share "
    "counts who lives within the standard of a place on foot, or is come to by phone, online or at "
    "home."
)
NO_DATE = "no date"
NO_SOURCE = "no figures loaded"
NOT_LOADED_NEXT = "The example belongs to the demonstration, which is not loaded here."
