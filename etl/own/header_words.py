"""What lists call the fields that we know, and which headers could lead to a private person."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from asset_map.domain.places import name_key
from etl.own.mapping import fields_of
from etl.sources.own_list import TABLES

SURE = 86
"""A header this like what we know a field by (0 to 100) is taken to be that field ..."""
LONGEST_HEADER = 80
SHORTEST_ALIKE = 7
"""A shorter header has to be just so: UKPRN is no UPRN."""
LEAD = 6
"""... if no other field is nearly as like."""
PERSONAL = re.compile(
    r"\b(contacts?|secretary|treasurer|chairs?|chairman|chairwoman|chairperson|trustees?|leaders?|"
    r"organisers?|coordinators?|volunteer names?|first name|last name|fore ?names?|surnames?|"
    r"full name|person|home|private|personal|mobile|next of kin|date of birth|dob)\b"
)
"""Headers of columns that can name a private person, or lead to one."""

SYNONYMS = {
    "ref": "ref,reference,id,organisation id,organisation code,our ref,unique id,"
    "record id,ref no,reference number",
    "description": "description,what they do,what we do,about,details,summary,activities,aims,"
    "purpose,notes for the public,further information",
    "needs": "needs,category,categories,type of support,theme,themes,need met",
    "address": "address,location,street,full address,address line 1,address 1,address line 2,"
    "address 2,address line 3,address 3,town,street address,where",
    "postcode": "postcode,post code,venue postcode,postal code",
    "latitude": "latitude,lat",
    "longitude": "longitude,long,lng,lon",
    "covers": "covers,area covered,ward code",
    "url": "url,website,web,web site,web address,web page,site",
    "email": "email,e mail,email address,public email",
    "phone": "phone,tel,telephone,telephone number,phone number,tel no,public phone",
    "hours": "hours,opening times,opening hours,times,when,days and times,session times,open",
    "charity_number": "charity number,charity no,registered charity number,charity reg no",
    "company_number": "company number,company no,company reg no",
    "uprn": "uprn,unique property reference number",
    "valid_from": "valid from,start date,started,founded,opened,established",
    "valid_to": "valid to,end date,closed,ended",
    "break_from": "break from,break begins",
    "break_until": "break until,break ends,on again from",
    "break_why": "reason for break",
    "last_confirmed": "last confirmed,last checked,date checked,last updated,checked on",
    "confirmed_by": "confirmed by,checked by",
    "venue_type": "venue type,type of venue,building type",
    "size_people": "size people,capacity,max capacity,maximum capacity,seats",
    "step_free": "step free,wheelchair access,accessible,disabled access,step free access",
    "hours_free": "hours free,free times,available times,availability",
    "asks_for": "asks for,skills wanted,skills needed,volunteers wanted,volunteers needed,"
    "volunteer roles,help wanted,help needed",
    "asks_when": "asks when,volunteers wanted when,help wanted when,when help is needed",
    "languages": "languages,languages spoken,language,community languages",
    "group_type": "group type,type of group,legal status,type of organisation",
    "cost": "cost,costs,price,charge,fee,fees",
    "who_for": "who for,who is it for,audience,target group,for whom,eligibility,age group",
    "weekly_capacity": "weekly capacity,places,places per week,people per week",
    "how": "how,how delivered,delivery,in person or online",
    "skill": "skill,skills,skill offered,what they can do",
    "people": "people,number of people,how many,number of volunteers,volunteers,count",
    "meets_at": "meets at,meeting place,venue,where they meet,meeting venue",
    "delivered_at": "delivered at,venue,where held,held at",
    "provided_by": "provided by,provider,run by,organisation,group,delivered by",
    "managed_by": "managed by,owner,owned by,manager organisation",
    "funded_by": "funded by,funder,funders",
}
"""What a list may call each field. Which of them a table has depends on what its rows are."""

NAMES_OF = {
    "venues": "name,venue,venue name,library name,site name,facility name,"
    "name of venue,building,building name,hall,place",
    "groups": "name,organisation,organisation name,org,org name,group,group name,name of group,"
    "name of organisation,charity name,club,club name",
    "services": "name,service,service name,name of service,activity,activity name,class,project",
    "skill_offers": "name,title",
}
KIND_WORDS = {
    "skill_offers": r"\b(skills?|volunteers?)\b",
    "services": r"\b(services?|activity|activities|classes|sessions?|projects?)\b",
    "venues": r"\b(venues?|buildings?|halls?|rooms?|places?|facility|facilities|librar(y|ies))\b",
}
"""Words in the name of a table that tell what its rows are; else they are groups."""


def kind_of(name: str, headers: Sequence[str]) -> str:
    """Return what the rows of a table are, by its name, else by its headers."""
    words = name_key(name)
    for kind, pattern in KIND_WORDS.items():
        if re.search(pattern, words):
            return kind
    folded = {name_key(header) for header in headers}
    for kind in ("skill_offers", "venues", "services"):
        own = set(NAMES_OF[kind].split(",")) - {"name", "title", "place", "project"}
        if kind == "skill_offers":
            own = {"skill", "skills", "skill offered"}
        if folded & own and not folded & set(NAMES_OF["groups"].split(",")):
            return kind
    return "groups"


def is_personal(header: str) -> bool:
    """Tell whether a column can name a private person, or lead to one."""
    return PERSONAL.search(folded_header(header)) is not None


def field_of(header: str, kind: str) -> tuple[str, float, bool]:
    """Return the field a header seems to mean, how alike they are, and whether that is sure."""
    folded = folded_header(header)
    known = _known(kind)
    cutoff = SURE - LEAD if len(folded) >= SHORTEST_ALIKE else 100
    like = process.extract(
        folded, list(known), scorer=fuzz.token_sort_ratio, score_cutoff=cutoff, limit=None
    )
    scores: dict[str, float] = {}
    for word, score, _ in like:  # The most alike come first.
        scores.setdefault(known[word], score)
    (field, best), (_, second), *_ = [*scores.items(), ("", 0.0), ("", 0.0)]
    if best < SURE:
        return "", best, False
    return field, best, best - second >= LEAD


def folded_header(header: str) -> str:
    """Fold a header as names are, with the words of ``OrganisationName`` and ``address1`` apart."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", header.replace("_", " "))
    return name_key(apart)


def looks_like_header(cells: Sequence[str]) -> bool:
    """Tell whether a row of cells seems to be the header of a list."""
    for kind in NAMES_OF:
        fields = {field_of(cell, kind)[0] for cell in cells if 0 < len(cell) <= LONGEST_HEADER}
        if "name" in fields and len(fields - {""}) > 1:
            return True
    return is_published_header(cells)


def is_published_header(cells: Sequence[str]) -> bool:
    """Tell whether a row of cells is the header of one of the published tables."""
    return any(table.fits(cells) for table in TABLES)


@lru_cache
def _known(kind: str) -> dict[str, str]:
    """Return what is known of a table of a kind: words, and the field that each means."""
    words = {field: words for field, words in SYNONYMS.items() if field in fields_of(kind)}
    words["name"] = NAMES_OF[kind]
    # A name in one table may be a link in another: the name comes first.
    by_word = [(word, field) for field, said in words.items() for word in said.split(",")]
    return dict(by_word)
