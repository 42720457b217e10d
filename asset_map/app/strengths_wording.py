"""The words on what a place has: what it does, who shares what, who works with whom.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

from asset_map.domain.assets import LinkType

NONE = "We know of nothing in {area} yet. That does not mean that there is nothing."
NEEDS = "What it does most"
NEED = "{need} ({count})"
SHARED = "Places that several share"
SHARED_BY = "{users} meet at {place}."
USERS = "{count} groups and services"
CONNECTED = "Who works with most others"
OTHERS = "{name} works with {count} others."
RUNNING = "Groups that run several things"
RUNS = "{name} runs {things}."
THINGS_MORE = "and {count} more"
SKILLS = "Skills offered, through groups"
SKILL = "{skill}: {people} volunteers"
LINKS = "Who works with whom"
LINKS_NONE = "We know of no links here. That does not mean that nobody works together."
LINKS_MORE = "Show {count} more"
BEYOND_MORE = "And {count} more beyond these."
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
