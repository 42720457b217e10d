"""The words of the accessibility statement and of what is kept of a visit.

They speak for the software. Whoever runs it says by a setting whom to ask.
"""

ACCESSIBILITY = "Accessibility statement"
PRIVACY = "What we keep of your visit"
FOOT = "About this map"
FOOT_ACCESSIBILITY = "Accessibility"
FOOT_PRIVACY = "Privacy"

CHANGED = "23 November 2026"
CHECKED = "23 November 2026"

# --- Whom to ask ----------------------------------------------------------------------------------

ASK = "Ask {contact}."
ASK_NOBODY = (
    "Whoever runs this map has not said here whom to ask. Ask the council whose area it shows."
)

# --- Accessibility --------------------------------------------------------------------------------

ACCESSIBILITY_LEAD = (
    "This statement is about every page of this map, and the files that can be saved from it."
)
HOW_ACCESSIBLE = "How accessible this map is"
YOU_CAN_TITLE = "You should be able to:"
YOU_CAN = (
    "zoom in to 400% and read it on a screen 320 pixels wide without moving sideways, but for wide "
    "tables and the map, which move in a frame of their own",
    "get around with a keyboard alone, starting with a link that skips to the content",
    "use it with a screen reader: what was found is said when it changes",
    "read it without relying on colour: whatever a colour says stands beside it in words",
    "find what is near without JavaScript, on pages that load fast on a slow phone",
    "print a list of what is near on one page",
)
LIMITS_TITLE = "We know that some parts are not fully accessible:"
LIMITS = (
    "The map cannot be used with a screen reader, and only in part with a keyboard. Everything on "
    "it is also in the list beside it, in the same order.",
    "Pages with a map need JavaScript. The plain pages have the same places, without the map.",
    "Names and descriptions come from many people and lists. Some are not plain English, and some "
    "are in capitals or cut short.",
    "Whether a place is step-free is known only where somebody told us; it is never guessed.",
    "Pages are in English alone. Where a service speaks other languages, it says so.",
    "What you looked for is forgotten after 30 minutes without use, and has to be typed again.",
    "Drawings of what hangs on what, in reports, have a text that says the same, but the drawing "
    "itself cannot be read out part by part.",
)
CONTACT_TITLE = "If something does not work for you, or you need it in another form"
CONTACT = (
    "Tell us which page it is and what you need, such as large print, easy read, audio or a list "
    "on paper."
)
ENFORCEMENT_TITLE = "If you are not happy with the answer"
ENFORCEMENT = (
    "The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and "
    "Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how a "
    "complaint is answered, contact the Equality Advisory and Support Service."
)
EASS = ("Equality Advisory and Support Service", "https://www.equalityadvisoryservice.com/")
TECHNICAL_TITLE = "Technical information"
TECHNICAL = (
    "Compliance status: this website is partially compliant with the Web Content Accessibility "
    "Guidelines version 2.2, level AA, because of what is named here."
)
NOT_COMPLIANT_TITLE = "What does not comply"
NOT_COMPLIANT = (
    "The menus to choose from are drawn by a library. Checked by machine they meet the guidelines; "
    "nobody has yet used them with each of the common screen readers (criterion 4.1.2, name, role, "
    "value).",
    "The map's own marks are not named one by one to assistive technology (criterion 1.1.1, "
    "non-text content). The list beside it has them all.",
)
OUT_OF_SCOPE_TITLE = "What the regulations do not cover"
OUT_OF_SCOPE = (
    "Maps are exempt where what is essential on them is also given in an accessible form, as it is "
    "here in the list."
)
TESTED_TITLE = "How it was tested"
TESTED = (
    "Each kind of page is checked by machine with axe-core, for the guidelines 2.0 to 2.2, levels "
    "A and AA, in Chromium, 1280, 390 and 320 pixels wide, whenever the software is changed; and "
    "used from start to end by keyboard alone.",
    "It has not been tested by people with disabilities, nor by hand with screen readers. A check "
    "by machine finds only some of what can be wrong.",
)
PREPARED = "This statement was prepared on {prepared}. The map was last tested on {tested}."

# --- Privacy --------------------------------------------------------------------------------------

PRIVACY_LEAD = (
    "You need not say who you are to use this map. This is all that it keeps when you look for "
    "something."
)
LOOKED_FOR_TITLE = "What you look for"
LOOKED_FOR = (
    "Where you look, what you type and what is sensitive, such as health or housing, stay in the "
    "memory of our computer for 30 minutes after you last used the page, so that you can go back. "
    "They are in no file, no database, no log, and not in the address of the page.",
    "What others have looked for is never shown to you, nor what you look for to them. Answers "
    "are remembered for a minute, without whom they were for.",
    "If you press “Share”, the address that you get tells all of it. That is then up to you.",
    "If you let the browser say where you are, the position is used for this search, and kept like "
    "anything else that you look for.",
    "Which entry of a list you opened last is noted in your own browser, so that you come back to "
    "it. That is dropped when you come back, or close the page.",
)
COUNTED_TITLE = "What is counted"
COUNTED = (
    "When nothing is found for a need, or you press “This is missing here”, we count one person "
    "for that need in that ward in these three months. Nothing else is kept: not who, not when, "
    "not what was typed. Nobody is told of fewer than ten people, and nothing is told of the three "
    "months that are still running. After three years these counts are dropped.",
)
SENT_IN_TITLE = "What you send in"
SENT_IN = (
    "If you add a group or tell us that something changed, what you typed is kept for the stewards "
    "of the map, and what they take in becomes public. Beside each form stands what that is.",
    "While you type, a draft of it is kept in your own browser, so that a lost connection loses "
    "nothing: no mail address, and no place that you hide. It is dropped once it was sent, or when "
    "you close the page.",
    "Your mail address is used to ask whether it was you, and to answer. It is never shown, not to "
    "stewards either, and deleted 30 days after the decision; what was never confirmed goes after "
    "7 days. A fingerprint of the address stays with what you sent, so that stewards can see how "
    "what came from you before turned out, without knowing who you are.",
    "How many people offer a skill is counted through a group, and never told of fewer than ten.",
    "Against floods of forms the network that they come from is counted in memory for ten minutes, "
    "in a way that nobody can read, and written nowhere.",
    "Whoever wants to be forgotten is: account, address and what was never taken in go; what is "
    "public stays without you.",
)
COOKIES_TITLE = "Cookies"
COOKIES_LEAD = (
    "All are needed for what you do here. None follows you elsewhere. Where the map is reached by "
    "https, their names begin with __Host-, but for those of the library that draws the pages."
)
COOKIES_TABLE = "Cookies of this map"
COOKIE_NAME = "Name"
COOKIE_FOR = "What for"
COOKIE_LIVES = "How long"
UNTIL_CLOSED = "Until you close the browser"
ONE_HOUR = "One hour"
ONE_DAY = "One day; one hour where you sign in"
COOKIES = (
    ("asset_map_finding", "A random word that leads back to what you looked for", UNTIL_CLOSED),
    ("_streamlit_xsrf", "Of the library that draws the pages: that forms are ours", UNTIL_CLOSED),
    ("asset_map_visit", "Only if you send a form: ties it to your browser", ONE_DAY),
    ("asset_map_way_back", "Only if you sign in: the page to go back to", ONE_HOUR),
    ("asset_map_openid", "Only if you sign in with your organisation", "Ten minutes"),
    ("asset_map_session", "Only if you sign in: that you are signed in", "Twelve hours"),
)
ELSE_TITLE = "Nobody else"
ELSE = (
    "The page asks no other website for anything: no fonts, no maps, no counting of visits.",
    "The map writes no log of who came, from where, or which pages they saw. Whoever runs the "
    "computer in front of it has to do the same.",
    "If you sign in, your mail address, what you may do and when you signed in are kept until an "
    "administrator takes them out.",
)
LEAVE_TITLE = "Leaving at once"
LEAVE = (
    "Where a search is sensitive, “Leave this page” goes to another website at once. What you "
    "looked for is forgotten here, and going back does not show it. Your browser's history still "
    "says that you were on this map. To leave no trace, use a private window, or delete the "
    "history."
)
PRIVACY_CONTACT_TITLE = "Whom to ask"
