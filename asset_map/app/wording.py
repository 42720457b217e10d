"""Every word that the pages say to people, in one file, so that another language is another file.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from asset_map.domain.assets import AssetKind, LinkedAsset, LinkType, Precision, SaidBy
from asset_map.domain.needs import Standard, Unit
from asset_map.domain.numbers import about
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.reach import Evidence, Narrowing, When
from asset_map.journeys.pick_asset import Choice

PRODUCT = "Asset Map"

# --- Frame ----------------------------------------------------------------------------------------

DEMO_TITLE = "Demonstration: these are not real places"
DEMO_TEXT = (
    "The groups, venues and services shown are invented. If you need help now: emergency 999; "
    "health advice NHS 111; Samaritans 116 123. For food or money, contact the council or "
    "Citizens Advice."
)
DEMO_PARTS = "Demonstration: part of this is not real"
DEMO_PARTS_TEXT = (
    "These come from the demonstration and are approximate: {kinds}. In an emergency call 999; "
    "for health advice NHS 111; Samaritans 116 123."
)
DEMO_KINDS = {
    "ward": "ward boundaries",
    "neighbourhood": "neighbourhoods",
    "lsoa": "small areas",
    "people": "numbers of people",
    "postcode": "postcodes",
    "asset": "groups and places",
}
DEMO_ON_MAP = "Demonstration: invented places"
DEMO_PARTS_ON_MAP = "Demonstration: in part approximate"

URGENT = (
    "In an emergency call 999. For health advice call NHS 111. Samaritans: 116 123, day and night."
)
SORRY_TITLE = "Something went wrong on our side"
SORRY_TEXT = "Nothing that you did caused it, and nothing was changed. Try again in a few minutes."
BUSY_TITLE = "Many reports are being made just now"
BUSY_TEXT = "Try again in half a minute."
DOWN_TITLE = "The map cannot be reached just now"
DOWN_TEXT = "Try again in a few minutes. Nothing was lost."
FOOT_SOURCES = "Sources and licences"
FOOT_NONE = "No data is loaded yet."
FOOT_UNKNOWN = "The sources cannot be read just now."
NAVIGATION = "Pages"

# --- Front ----------------------------------------------------------------------------------------

FRONT_NAV = "Start"
FRONT_TITLE = "What your area already has, and what hangs on it"
FRONT_LEAD = (
    "Groups, venues, services and people's skills on one map: to find what is near you, to see "
    "where the gaps are, and what a cut would do before it is decided."
)
DOORS_TITLE = "What would you like to know?"
DOOR_NEAR = "What is near?"
DOOR_NEAR_TEXT = "Find groups, venues and services near a postcode, an estate or a ward."
DOOR_CUT = "What happens if something is cut?"
DOOR_CUT_TEXT = (
    "See what a proposal would change before it is decided: for whom, and what hangs on it."
)
DOOR_GAPS = "Where are the gaps?"
DOOR_GAPS_TEXT = "See, ward by ward, who is in reach of what, how sure that is, and who could help."
DOOR_ADD = "Add your group"
DOOR_ADD_TEXT = "Put your group, venue or service on the map."
TO_COME = "To come"
BROWSE_TITLE = "Or choose an area"
HOLDS_TITLE = "On the map so far"
HOLDS_NOTE = "This is what we have been told of. It is never everything that is there."
NOTHING_LOADED = "Nothing is on the map yet."

# --- What is near ---------------------------------------------------------------------------------

NEAR_NAV = "What is near?"
NEAR_TITLE = "What is near me?"
NOTHING_IN = "We know of none in {place}."
NOT_NONE = "That does not mean there is none: places that nobody has told us about are not here."
MAP_TITLE = "Map"
MAP_TOGETHER = "places close together"
MAP_ALT = "Map of {place}. Everything on it is also in the list."
MAP_SKIP = "Go to the map"
MAP_NOTE = (
    "Grey dots are postcodes: where people live. Everything marked on the map is also in the list."
)
MAP_ELSEWHERE = "Without a place of their own on the map: {count}."
SHOW_MORE = "Show {count} more"
UNKNOWN_PLACE_NEXT = "Check the spelling, or choose one of the areas below."

# --- Area -----------------------------------------------------------------------------------------

AREA_KINDS = {
    AreaKind.WARD: "Ward",
    AreaKind.NEIGHBOURHOOD: "Neighbourhood",
    AreaKind.AUTHORITY: "Council area",
    AreaKind.LSOA: "Small area (LSOA)",
    AreaKind.MSOA: "Small area (MSOA)",
    AreaKind.OA: "Output area",
}
AREA_KINDS_MANY = {AreaKind.NEIGHBOURHOOD: "Neighbourhoods", AreaKind.WARD: "Wards"}
BOUNDARIES = "{kind}, boundaries of {year}."
APPROXIMATE = "Its boundary is approximate."
PEOPLE_MODELLED = "Modelled, not counted door to door. Source: {source}; {as_of}."
NO_PEOPLE = "No figure for people is loaded."
ON_THE_MAP = "entries we hold"
CONFIRMED_LATELY = "confirmed in the last 12 months"
NO_NEED_HERE = "We know of none here for: {needs}."
TO_GAPS = "How far people here live from each need"

# --- Assets ---------------------------------------------------------------------------------------

KINDS = {
    AssetKind.GROUP: "Group",
    AssetKind.VENUE: "Venue",
    AssetKind.SERVICE: "Service",
    AssetKind.SKILL_OFFER: "Skills offered",
}
KINDS_ONE = {
    AssetKind.GROUP: "group",
    AssetKind.VENUE: "venue",
    AssetKind.SERVICE: "service",
    AssetKind.SKILL_OFFER: "skill offer",
}
KINDS_MANY = {
    AssetKind.GROUP: "groups",
    AssetKind.VENUE: "venues",
    AssetKind.SERVICE: "services",
    AssetKind.SKILL_OFFER: "skill offers",
}
KIND_LETTERS = {
    AssetKind.GROUP: "G",
    AssetKind.VENUE: "V",
    AssetKind.SERVICE: "S",
    AssetKind.SKILL_OFFER: "K",
}
KIND_ORDER = (AssetKind.SERVICE, AssetKind.VENUE, AssetKind.GROUP, AssetKind.SKILL_OFFER)
ASSET_NAV = "One asset"
ASSET_NONE = "No entry was chosen."
ASSET_NONE_NEXT = "Find it by its place, then open it from the list."
UNKNOWN_ASSET_NEXT = "It may have been taken out. Find it by its place."
NEVER_CONFIRMED = "Not confirmed by anybody yet"
CHECK_FIRST = ": check before you go"
CONFIRMED_ON = "Last confirmed {day}"
CONFIRMED_BY = "Last confirmed {day} by {who}"
OVER_A_YEAR = "over a year ago"
SOURCE = "Source"
NEEDS_MET = "Needs it meets"
WHEN = "When"
WHERE = "Where"
WHO_FOR = "Who for"
COST = "Cost"
HOW = "How"
ACCESS = "Access"
STEP_FREE = {True: "Step-free", False: "Not step-free", None: "Nothing known about steps"}
ROOM_FOR = "Room for {people} people"
CAPACITY = "Each week"
CAPACITY_OF = "Places for {people}"
HOURS_FREE = "Free hours"
CONTACT = "Contact"
SORT = "Sort"
SKILL = "Skill"
VOLUNTEERS = "Volunteers"
OPEN_SINCE = "Since"
OPEN_UNTIL = "Until"
CLOSED_SINCE = "Closed since {day}"
LED_ON = "The entry you asked for is the same thing as this one, and is shown here with it."
WITHDRAWN_SINCE = "No longer in the source since {day}; shown as it was last known."
CORRESPONDENCE = "Its address is only where post goes, so it is not shown."
COVERS = "Covers {areas}"
ON_MAP_ONLY = "On the map; no address is held."
NO_PLACE = "No place is known."
TO = "to"
BY = "{day}, by {who}"
ATTRIBUTION = "Attribution"
LICENCE = "Licence"
RETRIEVED = "Retrieved"
CONFIRMED = "Last confirmed"
NEVER = "never that we know of"
NOT_KNOWN = "Not known"
LINKS_TITLE = "What it hangs on, and what hangs on it"
LINKS_NONE = "We know of no links."
PROVENANCE_TITLE = "Where this comes from"
WHAT_IF = "What if this closed?"

_OUTWARD = {
    LinkType.MEETS_AT: "Meets at {other}",
    LinkType.DELIVERED_AT: "Takes place at {other}",
    LinkType.PROVIDED_BY: "Is provided by {other}",
    LinkType.MANAGED_BY: "Is managed by {other}",
    LinkType.FUNDED_BY: "Is funded by {other}",
    LinkType.SUPPORTS: "Supports {other}",
    LinkType.STAFFED_BY: "Is staffed by {other}",
}
_INWARD = {
    LinkType.MEETS_AT: "{other} meets here",
    LinkType.DELIVERED_AT: "{other} takes place here",
    LinkType.PROVIDED_BY: "Provides {other}",
    LinkType.MANAGED_BY: "Manages {other}",
    LinkType.FUNDED_BY: "Funds {other}",
    LinkType.SUPPORTS: "Is supported by {other}",
    LinkType.STAFFED_BY: "Staffs {other}",
}
PLACE_LINKS = (LinkType.MEETS_AT, LinkType.DELIVERED_AT)
LINK_CLOSED = "closed"
ONE_SIDE = "stated by one side only"

# --- What happens if something is cut ---------------------------------------------------------

CUT_NAV = "What if it is cut?"
CUT_TITLE = "What happens if something is cut?"
WEIGH_WAIT = "Working out who lives in reach, before and after ..."
KNOCK_ON_NOTE = (
    "Only links that somebody told us of are followed. What stops here might still find another "
    "place, or somebody else to run it; that is not assumed."
)
NO_FIGURE = "no figure"
POST_HELD = "The links that this post holds"
PEOPLE_NOT_USERS = (
    "People living within reach, not people who use it. They are modelled and rounded."
)
PEOPLE_FROM = "People: {source}; {as_of}."

NO_SHARE = "no figure"
NO_DATE = "no date"
AS_AT = "As at {day}."
POSTCODES_OF = "{part} of {whole}"

# --- Gaps -----------------------------------------------------------------------------------------

GAPS_NAV = "Where are the gaps?"
GAPS_TITLE = "Where are the gaps?"
GAPS_LEAD = (
    "What this place has, and who is in reach of what they need: for how many people, and how much "
    "of that is known for sure."
)
GAPS_NEXT = "Choose again, or start from all needs."
GAPS_START = "All needs in the whole council area"
GAPS_MOVED = "Who is in reach now"
GAPS_MOVED_TEXT = "Who lives in reach of what now, area by area, has a page of its own."
GAPS_WAIT = "Working out who lives in reach ..."

GAPS_STRENGTHS = "What {area} has"
GAPS_STRENGTHS_ALL = "What it has in full, and who works with whom"
GAPS_MOST_CONNECTED = "{name} works with {count} others."
GAPS_NEED = "Need"
GAPS_NEED_ALL = "All needs"
GAPS_AREA = "Area"
GAPS_AREA_ALL = "All areas"
GAPS_BY = "Side by side"
GAPS_KINDS = {
    AreaKind.WARD: "Wards",
    AreaKind.NEIGHBOURHOOD: "Neighbourhoods",
    AreaKind.LSOA: "Small areas (LSOAs)",
    AreaKind.AUTHORITY: "The whole council area",
}
GAPS_WHEN = "When"
GAPS_WHEN_ANY = "Any time"
GAPS_WHENS = {
    When.EVENINGS.value: "Weekday evenings, after 18:00",
    When.WEEKENDS.value: "Weekends",
}
GAPS_COST = "Cost"
GAPS_COST_ANY = "Free or not"
GAPS_FREE = "Free only"
GAPS_STEPS = "Access"
GAPS_STEPS_ANY = "With steps or not"
GAPS_STEP_FREE = "Step-free only"
GAPS_NARROWED = "Only what is known to be {what}."
GAPS_NARROWED_TO = {
    When.EVENINGS: "open on weekday evenings",
    When.WEEKENDS: "open at weekends",
}
GAPS_ONLY_FREE = "free"
GAPS_ONLY_STEP_FREE = "step-free"

GAPS_STANDARD = "within {metres}, about {minutes} minutes on foot"
GAPS_WITHIN = "Within a walk"
GAPS_WITHIN_M = "Within {metres}"
GAPS_CONFIRMED = "By records confirmed in the last 12 months"
GAPS_REMOTE = "Besides, by phone, online or at home"
GAPS_HALF = "Half live within"
GAPS_MOST = "Nine in ten live within"
GAPS_SOLE = "With one provider only"
GAPS_ROOM = "Room for them"
GAPS_ROOM_FOR = "room for {people}"
GAPS_NO_ROOM = "none for {people}"
GAPS_ROOM_UNKNOWN = "not known for {people}"
GAPS_ROOM_OF_NONE = "Whether there is room for those in reach is not known for any of these."
GAPS_ROOM_NOT_KNOWN = "not known"
GAPS_NO_PLACE = "We know of none"
GAPS_NO_PLACE_NOTE = "no figure: that does not mean there is none"
GAPS_CANNOT_SAY = "cannot be said"

GAPS_ALL_OF = "{area}: {people}"
GAPS_ALL_STATUS = "{needs} of {area}, fewest within a walk first."
GAPS_ALL_KNOWN = "What we know of"
GAPS_ALL_KNOWN_OF = "{known}; {confirmed} confirmed lately"
GAPS_UNDER_HALF = "{kind} with fewer than half in reach"
GAPS_UNDER_HALF_OF = "{count} of {all}"
GAPS_LOWEST = "Lowest"
GAPS_LOWEST_OTHERS = "{share}, as in {others}"
GAPS_NONE = "{need}: we know of nothing that meets this need"
GAPS_ONE_NEED = "{need}"
GAPS_WIDEST = "The widest gap that we know of: {need}"
GAPS_MATRIX = "Every need in every area, side by side"
GAPS_MATRIX_OF = "Share of people living within the standard walk, by area and need"
GAPS_MATRIX_HINT = "The table is wider than most screens: move it sideways."
GAPS_MATRIX_NONE = "none known"
GAPS_SMALL_AREAS = "Choose a need to see all small areas side by side."

GAPS_NEED_STATUS = "{need}, {far}: {areas}, fewest within a walk first."
GAPS_NEED_OF = "{need}, {by}"
GAPS_BY_KIND = {
    AreaKind.WARD: "ward by ward",
    AreaKind.NEIGHBOURHOOD: "neighbourhood by neighbourhood",
    AreaKind.LSOA: "small area by small area",
    AreaKind.AUTHORITY: "in the whole council area",
}
GAPS_AREA_NAME = {
    AreaKind.WARD: "Ward",
    AreaKind.NEIGHBOURHOOD: "Neighbourhood",
    AreaKind.LSOA: "Small area",
    AreaKind.AUTHORITY: "Council area",
    AreaKind.MSOA: "Small area",
    AreaKind.OA: "Output area",
}
GAPS_AREAS = {
    AreaKind.WARD: ("1 ward", "{count} wards"),
    AreaKind.NEIGHBOURHOOD: ("1 neighbourhood", "{count} neighbourhoods"),
    AreaKind.LSOA: ("1 small area", "{count} small areas"),
    AreaKind.AUTHORITY: ("the whole council area", "{count} council areas"),
}
GAPS_AREA_NEXT = "Open an area to see for whom, how sure that is, and what could help."
GAPS_WHAT_IS_THERE = "What there is for this need"
GAPS_DOWNLOAD = "Save what is shown as a table (CSV)"

GAPS_MAP_TITLE = "Map: {need}"
GAPS_MAP_ALT = "Map of {need}, {by}. Everything on it is also in the table."
GAPS_MAP_NOTE = (
    "The number on each area is the share of its people within {metres}. Press an area to open it. "
    "Numbers that would overlap show once you zoom in."
)
GAPS_MAP_NONE = "no figure"
GAPS_MAP_LEGEND = "What the shades mean"
GAPS_CLASSES = (
    (0.2, "Under 20%", "fewer than 1 in 5"),
    (0.4, "20 to 39%", "1 to 2 in 5"),
    (0.6, "40 to 59%", "2 to 3 in 5"),
    (0.8, "60 to 79%", "3 to 4 in 5"),
    (None, "80% or more", "at least 4 in 5"),
)
GAPS_MAP_NO_FIGURE = "No figure"

GAPS_AREA_NEEDS_OF = "Needs of {area}: {people}"
GAPS_MORE_ON = "More on: {need}"
GAPS_TO_MORE = "For whom, how sure, and what could help"
GAPS_GROUPS = "Who they are"
GAPS_GROUPS_LEAD = (
    "The same by group of people, as far as figures are loaded. Groups overlap: they are not to be "
    "added up."
)
GAPS_GROUPS_OF = "{kind}"
GAPS_UNITS = {"people": "People here", "households": "Households here"}
GAPS_GROUP = "Group"
GAPS_GROUP_HERE = "People here"
GAPS_GROUP_SOURCE = "{source}; {as_of}."
GAPS_GROUPS_MISSING = "No data by: {groups}. Their figures are not loaded."
GAPS_FIFTHS = "Most deprived against least deprived"
GAPS_FIFTHS_OF = "People here by the fifth of England that their small area is in"
GAPS_FIFTH = "Small areas among"
GAPS_MOST_DEPRIVED = "The most deprived fifth of England"
GAPS_LEAST_DEPRIVED = "The least deprived fifth of England"
GAPS_NO_FIFTHS = "No data: figures on deprivation are not loaded."
GAPS_NOBODY_THERE = "nobody here"
GAPS_HANGS_ON = "How much hangs on the standard"
GAPS_HANGS_ON_OF = "If near enough were something else"
GAPS_IF = "If it were"
GAPS_OTHER = "Near enough would be"
GAPS_OTHER_WITHIN = "Would be within"
GAPS_NO_SHARE = "no figure"
GAPS_STANDARD_NOW = "The standard"
GAPS_HELP = "What could help, and who to ask"
GAPS_HELP_ANY = "Looked for at any time, free or not, with steps or not."
GAPS_EDGE_NONE = "Nobody here lives so near the border that places across it would matter."
GAPS_EDGE = "Near the border"

GAPS_KNOWN = "What is known, and what is not"
GAPS_KNOWN_IN_ALL = "all records we hold"
GAPS_KNOWN_IN_ALL_NOTE = "what we know of in the whole council area that meets this need"
GAPS_KNOWN_CONFIRMED = "confirmed in the last 12 months"
GAPS_KNOWN_CONFIRMED_NOTE = "of those, what somebody said lately is still so"
GAPS_LOCATED = "How well placed they are: {how}."
GAPS_LOCATED_BY = {
    "coordinates": "{count} by coordinates",
    "postcode": "{count} by postcode",
    "area": "{count} only by the area they cover",
    "ward": "{count} shown at the middle of their ward",
    "unknown": "{count} nowhere",
}
GAPS_KNOWN_REMOTE = "{count} of them come by phone, online or to homes."
GAPS_PLACELESS = (
    "Known of and not counted: {count} that meet this need while nobody told us where or how."
)
GAPS_TIMES_UNKNOWN = "Left out because nothing is known of their times: {count}. That is no gap."
GAPS_COST_UNKNOWN = "Left out because nothing is known of what they cost: {count}. That is no gap."
GAPS_ACCESS_UNKNOWN = "Left out because nothing is known of steps: {count}. That is no gap."
GAPS_LOADED_ON = "{source} ({day})"
GAPS_LOADED = "Sources of what there is that are loaded: {kinds}."
GAPS_LOADED_NONE = "No source of what there is is loaded."
GAPS_NOT_LOADED = "Not loaded: {kinds}. What only they would tell is missing here."
GAPS_STREETS = "Measured along streets for {share} of postcodes; for the others in straight lines."

GAPS_ENOUGH = "How near is near enough"
GAPS_ENOUGH_FAR = "{need}: {metres}, about {minutes} minutes on foot, one way."
GAPS_ENOUGH_SOURCE = "Source: {source}."
GAPS_ENOUGH_DEFAULT = "The default is {metres}."
GAPS_ENOUGH_CHANGED = "Changed by {who}, {when}: {why}"
GAPS_ENOUGH_ALL = "All standards and assumptions"
GAPS_APPROXIMATE = "Some of the boundaries are approximate."

# --- Add ------------------------------------------------------------------------------------------

ADD_NAV = "Add your group"
ADD_TITLE = "Add your group"
ADD_TEXT = (
    "Adding a group, a venue or a service on this page is not ready yet. It is being built: you "
    "will send the name, the place and the times, somebody checks it, and then it is on the map."
)
ADD_NOW_TITLE = "What you can do now"
ADD_NOW = (
    "Look whether your group is here already: search for your postcode.",
    "Tell the council. It can load its own list of groups into this map at any time.",
    "Keep the name, place, times, cost and who it is for at hand: that is all that will be asked.",
)
ADD_LOOK = "Look whether it is here already"
ADD_PROMISE_TITLE = "What will never be asked"
ADD_PROMISE = (
    "Names of private people. The map shows groups, venues and services; people's skills are "
    "counted through a group, and small counts are hidden."
)

# --- Loads ----------------------------------------------------------------------------------------

LOADS_NAV = "Loads"
LOADS_TITLE = "What was loaded"
LOADS_LEAD = (
    "What each source gave, what was not taken as it came, and how complete and fresh what is held "
    "is."
)
LOADS_NONE = "Nothing was loaded yet. Load the demonstration or a source from the command line."
LOADS_ALL = "All sources"
LOADS_LAST = "The last load of each source, newest first"
LOADS_WHEN = "Loaded"
LOADS_AT = "Loaded {when}, in {seconds} seconds, keeping what lies in {extent}"
LOADS_FILES = "Files"
LOADS_EXTENT = "What was kept"
LOADS_FOR = "{authority}; {extent}"
LOADS_NO_ISSUES = "Every row was taken as it came."
LOADS_MORE = "and {count} more."
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

# --- The same thing twice -------------------------------------------------------------------------

TWINS_NAV = "Told twice?"
TWINS_TITLE = "What may be the same thing twice"
TWINS_LEAD = "Pairs of entries that are much alike, for a person to decide."
TWINS_DOES = (
    "What you decide holds in later loads too: the same are shown as one, the different as two. "
    "Nothing is deleted, and each decision can be undone."
)
TWINS_BY = "Who decides: a role, no name"
TWINS_STEWARD = "steward"
TWINS_UNKNOWN_NEXT = "Undo the decision that stands against it first, in the list of decisions."
TWINS_OPEN = "Waiting for a decision"
TWINS_NONE = "No pairs wait for a decision. A load adds some when it tells of what is here already."
TWINS_COUNT = "{pairs} wait for a decision, the most alike first."
TWINS_SHOWN = "{pairs} wait for a decision. These are the {shown} most alike."
TWINS_LEFT = "{pairs} you left for now; they wait, and come back when you open the page again."
TWINS_AND = "{a} and {b}"
TWINS_NAMESAKES = "Two entries named {a}"
TWINS_ALIKE = "{how} alike ({score} of 1): {why}."
TWINS_HOW_ALIKE = ((0.85, "Very much"), (0.7, "Much"), (0.0, "Somewhat"))
TWINS_APART = "{distance} apart"
TWINS_APART_SAID = " m apart"
TWINS_UNDER = "Less than 10 m apart"
TWINS_APART_UNKNOWN = "How far apart is not known"
TWINS_APART_HIDDEN = "How far apart is not shown"
TWINS_WHY_HIDDEN = "their names and numbers"
TWINS_WHERE_HIDDEN = "Not shown"
TWINS_COLUMNS = ("Name", "Kind", "Source", "Where")
TWINS_SAME = "They are the same"
TWINS_DIFFERENT = "They are different"
TWINS_LEAVE = "Leave it for now"
TWINS_SAID_LEFT = "Left for now: {a} and {b}."
TWINS_DECIDED = "Decided"
TWINS_DECIDED_NONE = "Nothing is decided yet."
TWINS_DECIDED_COUNT = "{pairs} decided, the last first."
TWINS_DECIDED_SHOWN = "{pairs} decided. These are the last {shown}."
TWINS_DECIDED_AS = {"same": "the same", "different": "different"}
TWINS_DECIDED_BY = "Decided to be {what} on {when}, by: {who}."
TWINS_UNDO = "Undo"
TWINS_WAIT = "Writing it down ..."

# --- How near is near enough ----------------------------------------------------------------------

ENOUGH_NAV = "How near?"
ENOUGH_TITLE = "How near is near enough?"
ENOUGH_LEAD = (
    "For each need a distance on foot that we hold to be near enough. All figures on who lives "
    "within reach are counted by it."
)
ENOUGH_NEXT = "Choose a need in the list."
ENOUGH_NEEDS = "The standard of each need"
ENOUGH_NONE_CHANGED = "Nothing is changed here: the defaults hold."
ENOUGH_CHANGED = "Changed here: {changed} of {all}, each beside its default."
ENOUGH_CAPTION = "Walking, one way, at {kmh} km/h"
ENOUGH_COLUMNS = ("Need", "Near enough", "Default", "Where it comes from")
ENOUGH_SAME = "the same"
ENOUGH_NOW = "Now: {far}. Source: {source}."
ENOUGH_DEFAULT = "The default is {far}."
ENOUGH_CHANGED_BY = "Changed on {when}, by {who}: {why}"
ENOUGH_RATE = "Used {rate} times a week by each resident. Source: {source}"
ENOUGH_CHANGE = "Change a standard"
ENOUGH_NEED = "Need"
ENOUGH_NEED_NONE = "Choose a need"
ENOUGH_VALUE_LABEL = "New standard, walking, one way"
ENOUGH_UNIT_LABEL = "In"
ENOUGH_UNITS = {Unit.METRES: "metres", Unit.MINUTES: "minutes"}
ENOUGH_SOURCE_LABEL = "Where the figure comes from"
ENOUGH_WHY_LABEL = "Why it is changed; everybody reads this"
ENOUGH_BY_LABEL = "Who changes it: a role, no name"
ENOUGH_RATE_LABEL = "Visits a week by each resident, if that is known"
ENOUGH_RATE_SOURCE_LABEL = "Where the visits a week come from"
ENOUGH_GO = "Change the standard"
ENOUGH_RESET = "Go back to the default"
ENOUGH_NO_VALUE = "The new standard is missing."
ENOUGH_NO_NUMBER = "{typed} is not a number."
ENOUGH_VALUE_NEXT = "Write it in figures, such as 600 or 7.5."
ENOUGH_RATE_NEXT = "Write the visits in figures, such as 0.5, or leave them out."
ENOUGH_HISTORY = "What was changed so far: {changes}, the last first"
ENOUGH_HISTORY_COLUMNS = ("Need", "Set to", "When", "By", "Why")
ENOUGH_VALUE = "{value} {unit}"
ENOUGH_HOLDS = "{far}; holds now"
ENOUGH_UNTIL = "{far}; until {when}"
ENOUGH_BACK = "the default again"
ASSUMED_TITLE = "What else the figures rest on"
ASSUMED_CAPTION = "Figures that were chosen, each with its source"
ASSUMED_COLUMNS = ("What", "Figure", "Where it comes from")


def changes(count: int) -> str:
    """Count changes of standards."""
    return "1 change" if count == 1 else f"{count:,} changes"


# --- What a place has, and what could meet a need there -------------------------------------------

STRENGTHS_NONE = "We know of nothing in {area} yet. That does not mean that there is nothing."
STRENGTHS_NEEDS = "What it does most"
STRENGTHS_NEED = "{need} ({count})"
STRENGTHS_SHARED = "Places that several share"
STRENGTHS_SHARED_BY = "{users} meet at {place}."
STRENGTHS_USERS = "{count} groups and services"
STRENGTHS_CONNECTED = "Who works with most others"
STRENGTHS_OTHERS = "{name} works with {count} others."
STRENGTHS_RUNNING = "Groups that run several things"
STRENGTHS_RUNS = "{name} runs {things}."
STRENGTHS_THINGS_MORE = "and {count} more"
STRENGTHS_SKILLS = "Skills offered, through groups"
STRENGTHS_SKILL = "{skill}: {people} volunteers"
STRENGTHS_LINKS = "Who works with whom"
STRENGTHS_LINKS_NONE = "We know of no links here. That does not mean that nobody works together."
STRENGTHS_LINKS_MORE = "Show {count} more"
STRENGTHS_BEYOND_MORE = "And {count} more beyond these."
BOTH_SIDES = "both sides say so"
TIES = {
    LinkType.MEETS_AT: "{one} meets at {other}",
    LinkType.DELIVERED_AT: "{one} takes place at {other}",
    LinkType.PROVIDED_BY: "{one} is provided by {other}",
    LinkType.MANAGED_BY: "{one} is managed by {other}",
    LinkType.FUNDED_BY: "{one} is funded by {other}",
    LinkType.SUPPORTS: "{one} supports {other}",
    LinkType.STAFFED_BY: "{one} is staffed by {other}",
}
IDEAS_VENUES = "Places that could host it"
IDEAS_GROUPS = "Groups that do it already"
IDEAS_VOLUNTEERS = "Volunteers whose skill fits"
IDEAS_ASK = "Ask {name}, which {does} it."
IDEAS_NO_CONTACT = "No contact is held; its source is {source}."
IDEAS_TOGETHER = "What could come together"


def count(name: str) -> str:
    """Name a count of a load as the head of a column."""
    words, _ = COUNTS[name]
    return words.capitalize()


def rows(count: int) -> str:
    """Count rows of a file."""
    return "1 row" if count == 1 else f"{count:,} rows"


def pairs(count: int) -> str:
    """Count pairs of entries."""
    return "1 pair" if count == 1 else f"{count:,} pairs"


def how_alike(score: float) -> str:
    """Say in a word or two how alike two entries are, of a score of 0 to 1."""
    return next(words for least, words in TWINS_HOW_ALIKE if score >= least)


def places(count: int) -> str:
    """Count what a list shows."""
    return "1 place" if count == 1 else f"{count:,} places"


def entries(count: int) -> str:
    """Count what an area's list shows: places, and what only covers the area."""
    return "1 entry" if count == 1 else f"{count:,} entries"


def legend() -> str:
    """Say what the letters on the map mean."""
    return ", ".join(f"{KIND_LETTERS[kind]}: {KINDS[kind].lower()}" for kind in KIND_ORDER)


def postcodes(count: int) -> str:
    """Count postcodes."""
    return "1 postcode" if count == 1 else f"{count:,} postcodes"


def people(number: float | None) -> str:
    """Say how many modelled residents: ``about 5,100 people``."""
    if number is None:
        return NO_FIGURE
    shown = about(number)
    if shown == "none":
        return "nobody"
    return f"{shown} person" if shown == "about 1" else f"{shown} people"


def of_people(part: float | None, whole: float | None) -> str:
    """Say a part of the people of an area: ``about 3,500 of about 13,000``."""
    if part is None or whole is None:
        return NO_SHARE
    return f"{about(part)} of {about(whole)}"


def share(value: float | None) -> str:
    """Say a share of modelled people in whole per cent."""
    if value is None:
        return ""
    if 0 < value < 0.01:
        return "under 1%"
    if 0.99 < value < 1:
        return "over 99%"
    return f"{value:.0%}"


def day(when: date | None, precision: Precision | None = None) -> str:
    """Say a day as exactly as it is known."""
    if when is None:
        return NOT_KNOWN
    if precision is Precision.YEAR:
        return f"{when:%Y}"
    return f"{when:%B %Y}" if precision is Precision.MONTH else f"{when:%-d %B %Y}"


def kinds(count: int, kind: AssetKind) -> str:
    """Count assets of a kind: ``1 venue``, ``12 groups``."""
    return f"{count:,} {KINDS_ONE[kind] if count == 1 else KINDS_MANY[kind]}"


def metres(distance: float) -> str:
    """Say a standard."""
    return f"{distance:,.0f} m"


def link(linked: LinkedAsset) -> tuple[str, str]:
    """Return what stands before and after the other's name in the sentence on a link."""
    sentence = (_OUTWARD if linked.outward else _INWARD)[linked.link_type]
    before, after = sentence.split("{other}")
    notes = [linked.detail] if linked.detail else []
    notes += [LINK_CLOSED] if linked.closed else []
    notes += [] if linked.said_by is SaidBy.BOTH else [ONE_SIDE]
    return before, after + (f" ({'; '.join(notes)})" if notes else "")


def moment(when: datetime) -> str:
    """Say an instant in UK time."""
    return f"{when.astimezone(ZoneInfo('Europe/London')):%-d %B %Y, %H:%M}"


def choice(found: Choice) -> str:
    """Name an asset in a list to choose from, so that namesakes differ."""
    where = f", {found.postcode}" if found.postcode else ""
    return f"{found.name} ({KINDS_ONE[found.kind]}{where})"


def area(found: Area) -> str:
    """Name an area in a list to choose from."""
    return f"{found.name} ({AREA_KINDS[found.kind].lower()})"


def near_enough(standard: Standard) -> str:
    """Say how near is near enough."""
    return GAPS_STANDARD.format(metres=metres(standard.metres), minutes=f"{standard.minutes:.0f}")


def known_of(told: Evidence) -> str:
    """Say how many are known that meet a need, and how many of them were confirmed lately."""
    if not told.known:
        return GAPS_NO_PLACE
    return GAPS_ALL_KNOWN_OF.format(known=f"{told.known:,}", confirmed=f"{told.confirmed:,}")


def room(served: float | None, none: float | None, unknown: float | None) -> str:
    """Say for how many of those in reach there is room."""
    said = {GAPS_ROOM_FOR: served, GAPS_NO_ROOM: none, GAPS_ROOM_UNKNOWN: unknown}
    told = {words: about(people) for words, people in said.items() if people}
    told = {words: people for words, people in told.items() if people != "none"}
    if not told or set(told) == {GAPS_ROOM_UNKNOWN}:
        return GAPS_ROOM_NOT_KNOWN
    return "; ".join(words.format(people=people) for words, people in told.items())


def areas(count: int, kind: AreaKind) -> str:
    """Count areas of a kind: ``24 wards``."""
    one, more = GAPS_AREAS[kind]
    return one if count == 1 else more.format(count=f"{count:,}")


def needs(count: int) -> str:
    """Count needs."""
    return "1 need" if count == 1 else f"{count:,} needs"


def lowest(part: float, others: int) -> str:
    """Say the lowest share, and how many other areas have the same."""
    if not others:
        return share(part)
    more = "1 other" if others == 1 else f"{others:,} others"
    return GAPS_LOWEST_OTHERS.format(share=share(part), others=more)


def boundaries(of: Area) -> str:
    """Say what an area is, and of which year its boundaries are."""
    said = BOUNDARIES.format(kind=AREA_KINDS[of.kind], year=of.vintage)
    return f"{said} {APPROXIMATE}" if of.approximate else said


def count_of_people(number: float | None) -> str:
    """Count modelled residents in a cell: ``about 2,100``; ``nobody``."""
    if number is None:
        return NO_FIGURE
    shown = about(number)
    return "nobody" if shown == "none" else shown


def narrowed(to: Narrowing) -> str:
    """Say what a question is narrowed to; nothing where it is not."""
    said = [GAPS_NARROWED_TO[to.when]] if to.when else []
    said += [GAPS_ONLY_FREE] if to.free else []
    said += [GAPS_ONLY_STEP_FREE] if to.step_free else []
    if not said:
        return ""
    *most, last = said
    return GAPS_NARROWED.format(what=f"{', '.join(most)} and {last}" if most else last)
