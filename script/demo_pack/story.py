"""The part of the pack written by hand: one hall between two estates, and what hangs on it.

Easting and northing are metres of EPSG:27700; `at` names the venue whose spot an asset shares.
Every name is made up.
"""

from assets import Asset, Link
from hours import in_words
from places import Gaps

CASTLE_AND_PRIORY = "E05015907"
BOROUGH = "E08000027"
HALL = "V001"

# ref, name, type, easting, northing, needs, people, step free, hours free, description
VENUES = [
    ("V001", "Limekiln Lantern Hall", "hall", 393690, 291500, "place_to_meet warm_space", 140,
     "yes", "Tu,We 16:00-21:00; Sa 10:00-18:00",
     "A hall with a kitchen between the two estates, open because one caretaker has the keys."),
    ("V002", "Copperleaf Rooms", "community centre", 394340, 291380, "place_to_meet company", 60,
     "yes", "Mo,Th,Fr 13:00-17:00",
     "Two rooms and a small kitchen on the far side of Priory."),
    ("V003", "Marlfeather Room", "room", 392870, 291990, "place_to_meet", 25,
     "no", "Sa 10:00-16:00",
     "One upstairs room on the western edge of Wrens Nest, up fourteen steps."),
    ("V004", "Foxfern Growing Garden", "garden", 393420, 291590, "green_space", "",
     "yes", "Mo-Su 09:00-17:00",
     "Shared beds and a shed that neighbours on Wrens Nest look after."),
    ("V005", "Thimblewick Pitch", "sports ground", 393160, 292260, "getting_active", "",
     "yes", "Su 09:00-13:00",
     "One grass pitch with a changing hut."),
    ("V006", "Quarrybell Workshop", "workshop", 394020, 291120, "learning work", 16,
     "", "Mo,Th 17:00-20:00",
     "Benches and hand tools for mending and for first steps in a trade."),
    ("V007", "Emberfold Chapel Room", "place of worship", 394170, 292110, "faith place_to_meet", 80,
     "yes", "Mo-Fr 09:00-12:00",
     "A chapel room in the north of Priory that lends its chairs and its kettle."),
    ("V008", "Saltglaze Pocket Garden", "garden", 394440, 291690, "green_space", "",
     "yes", "",
     "A corner of grass, two benches and a bed of herbs."),
    ("V009", "Sparrowgate Ball Court", "sports ground", 393000, 291510,
     "getting_active young_people", "", "", "",
     "A fenced hard court that nobody has to book."),
    ("V010", "Plumlight Quiet House", "room", 394230, 291800, "housing mental_wellbeing", 12,
     "yes", "",
     "A calm place to stay for people who need to be away from home; its place is not shown."),
    ("V011", "Larkpenny Rooms", "community centre", 393320, 291660, "place_to_meet", 50,
     "no", "",
     "Rooms on Wrens Nest that closed in spring 2025 when the roof failed."),
]  # fmt: skip

MASKED = {"V010"}

# ref, name, type, at or area covered, needs, description
GROUPS = [
    ("G001", "Friends of Limekiln Lantern Hall", "charity", "V001", "company",
     "Neighbours who raise money for the hall and paint it each summer."),
    ("G002", "Lantern Lunch Cooks", "club", "V001", "food company older_people",
     "Volunteers who cook one hot meal a week for whoever comes."),
    ("G003", "Small Boots Under-Fives' Group", "club", "V001", "under_fives company",
     "Parents and grandparents who run a play morning between them."),
    ("G004", "Nightjar Youth Project", "charity", "V001", "young_people",
     "Youth workers and volunteers for ages 11 to 17."),
    ("G005", "Inkpot Ledger Debt Help", "charity", "V001", "money advice",
     "Trained volunteers who help people to face letters about money."),
    ("G006", "Caretaking post at Limekiln Lantern Hall", "post", "V001", "",
     "One part-time post, 16 hours a week, that opens, heats and locks the hall."),
    ("G007", "Copperthorn Small Grants", "funder", BOROUGH, "",
     "A yearly round of grants of up to 9,000 pounds for neighbourhood places."),
    ("G008", "Small Buildings Team", "council team", BOROUGH, "",
     "Looks after small council buildings that residents use."),
    ("G009", "Community connector post for the two estates", "post", CASTLE_AND_PRIORY,
     "company mental_wellbeing",
     "One post that introduces people to what goes on nearby and helps groups to keep going."),
    ("G010", "Neighbourhood Health Posts Team", "council team", BOROUGH, "health",
     "Public health staff who pay for posts and courses in neighbourhoods."),
    ("G011", "Marlfeather Residents' Circle", "residents' association", "V003", "place_to_meet",
     "Tenants and owners on Wrens Nest who meet each month."),
    ("G012", "Foxfern Growers", "club", "V004", "green_space",
     "People who dig, sow and share what comes up."),
    ("G013", "Thimblewick Juniors", "club", "V005", "getting_active young_people",
     "A football club for ages 7 to 13."),
    ("G014", "Copperleaf Neighbours", "residents' association", "V002", "company",
     "Residents of Priory who run the rooms together with the council."),
    ("G015", "Emberfold Fellowship", "faith group", "V007", "faith company",
     "A small congregation that also opens its doors in the week."),
    ("G016", "Two Estates Pantry Volunteers", "charity", "V007", "food",
     "Volunteers who collect and share food that shops cannot sell."),
    ("G017", "Two Estates Carers' Circle", "club", "V002", "caring mental_wellbeing",
     "People who look after somebody at home, and look after each other."),
    ("G018", "Quarrybell Menders", "club", "V006", "learning",
     "Retired trades people who show others how to repair things."),
    ("G019", "Plumlight Trust", "charity", CASTLE_AND_PRIORY, "housing mental_wellbeing",
     "A small trust that runs the quiet house."),
]  # fmt: skip

# ref, name, group, at or area covered, needs, hours, cost, who for, weekly capacity, how,
# description
SERVICES = [
    ("S001", "Lantern Lunch Club", "G002", "V001", "food company older_people",
     "Tu 12:00-14:00", "3 pounds", "anyone, mostly people over 60", 45, "in person",
     "A hot lunch and a long table, with lifts for those who cannot walk far."),
    ("S002", "Small Boots Play Morning", "G003", "V001", "under_fives company",
     "We 09:30-11:30", "free", "children under 5 and who brings them", 24, "in person",
     "Toys, songs and a cup of tea for the grown-ups."),
    ("S003", "Nightjar Youth Night", "G004", "V001", "young_people company",
     "Fr 18:00-20:30", "free", "ages 11 to 17", 40, "in person",
     "Table tennis, cooking, music and somebody to talk to."),
    ("S004", "Inkpot Ledger Debt Drop-in", "G005", "V001", "money advice",
     "Th 10:00-12:30", "free", "anyone worried about money", 12, "in person",
     "Help with letters, budgets and calls to the people who are owed."),
    ("S005", "Lantern Warm Afternoon", "G001", "V001", "warm_space company",
     "Mo 13:00-16:00; Th 13:00-16:00", "free", "anyone", 30, "in person",
     "A heated room with soup, papers and board games from October to April."),
    ("S006", "Copperleaf Coffee Morning", "G014", "V002", "company warm_space",
     "Mo 10:00-12:00", "1 pound", "anyone", 20, "in person",
     "Coffee, toast and a chat."),
    ("S007", "Copperleaf Play Hour", "G014", "V002", "under_fives",
     "Th 10:00-11:00", "free", "children under 5 and who brings them", 10, "in person",
     "A small play session; the mats cover half the room."),
    ("S008", "Copperleaf Job Table", "G014", "V002", "work advice",
     "Tu 13:00-15:00", "free", "people looking for work", 8, "in person",
     "Help with applications, and a phone to make the call."),
    ("S009", "Two Estates Carers' Hour", "G017", "V002", "caring mental_wellbeing",
     "We 14:00-15:30", "free", "people who care for somebody", 15, "in person",
     "An hour and a half away from caring, with others who know what it is like."),
    ("S010", "Two Estates Pantry", "G016", "V007", "food money",
     "Sa 10:00-12:00", "2 pounds a basket", "anyone living nearby", 50, "in person",
     "A basket of food for a small sum, no questions asked."),
    ("S011", "Quarrybell Mending Bench", "G018", "V006", "learning",
     "Sa 10:00-13:00", "free", "anyone with something broken", 15, "in person",
     "Bring it, mend it together, take it home."),
    ("S012", "Thimblewick Football Coaching", "G013", "V005", "getting_active young_people",
     "Sa 09:30-11:00", "1 pound", "ages 7 to 13", 36, "in person",
     "Training in three age groups."),
    ("S013", "Foxfern Digging Morning", "G012", "V004", "green_space mental_wellbeing",
     "Su 10:00-12:00", "free", "anyone", "", "in person",
     "Two hours of light work outdoors; gloves are lent."),
    ("S014", "Doorstep Listening Round", "G001", "wrens-nest", "company older_people",
     "", "free", "people over 70 who live alone", 20, "at home",
     "A weekly knock and ten minutes of talk."),
    ("S015", "Kettle Call", "G015", "priory", "company mental_wellbeing",
     "Mo-Fr 10:00-12:00", "free", "anyone who would like a call", 25, "by phone",
     "A friendly weekly call from the same voice."),
    ("S016", "Plumlight Listening Hours", "G019", CASTLE_AND_PRIORY, "mental_wellbeing housing",
     "", "free", "people who do not feel safe at home", "", "by phone",
     "Somebody to talk to about what to do next."),
]  # fmt: skip

# ref, skill, group, area covered or at, people, description
SKILLS = [
    ("K001", "cooking", "G002", "V001", 14, "Cooks with food hygiene training."),
    ("K002", "driving", "G002", "wrens-nest", 6, "Drivers who bring people to the lunch table."),
    ("K003", "form filling", "G005", "V001", 7, "Volunteers who sit beside people with a form."),
    ("K004", "childcare", "G003", "V001", 9, "Checked volunteers for the play morning."),
    ("K005", "listening", "G015", "priory", 11, "Callers who have done a listening course."),
    ("K006", "mending", "G018", "V006", 12, "Hands for furniture, bicycles and kettles."),
    ("K007", "gardening", "G012", "wrens-nest", 18, "Growers who help with other people's plots."),
    ("K008", "sport coaching", "G013", "V005", 10, "Coaches with a first badge."),
    ("K009", "IT help", "G014", "V002", 4, "Neighbours who are patient with telephones."),
]  # fmt: skip

# from, type, to, detail
LINKS = [
    ("V001", "managed_by", "G008", "the council holds the lease until March 2028"),
    ("V001", "staffed_by", "G006", "16 hours a week, opens and locks"),
    ("G006", "funded_by", "G007", "one grant of 8,400 pounds, ends 31 March 2027"),
    ("G009", "supports", "V001", "two mornings a week"),
    ("G009", "supports", "V002", "two mornings a week"),
    ("V001", "staffed_by", "G009", "holds the spare keys on Wednesdays"),
    ("V002", "staffed_by", "G009", "opens the rooms on Mondays and Thursdays"),
    ("G009", "funded_by", "G010", "one full-time post"),
    ("G009", "supports", "G003", "finds new families"),
    ("G009", "supports", "G017", "brings new carers"),
    ("G009", "supports", "S001", "knocks for people who would not come alone"),
    ("V002", "managed_by", "G008", "shared with the residents"),
    ("V003", "managed_by", "G011", ""),
    ("V006", "managed_by", "G018", ""),
    ("V007", "managed_by", "G015", ""),
    ("V010", "managed_by", "G019", ""),
    ("G001", "meets_at", "V001", "first Monday of the month, 7 in the evening"),
    ("G002", "meets_at", "V001", "Tuesdays from 9 in the morning"),
    ("G003", "meets_at", "V001", "Wednesdays 9.30 to 11.30"),
    ("G004", "meets_at", "V001", "Fridays from 5"),
    ("G005", "meets_at", "V001", "Thursdays from 9.30"),
    ("G011", "meets_at", "V003", "second Wednesday of the month"),
    ("G012", "meets_at", "V004", "Sundays"),
    ("G013", "meets_at", "V005", "Saturdays"),
    ("G014", "meets_at", "V002", "last Thursday of the month"),
    ("G015", "meets_at", "V007", "Sundays and Wednesdays"),
    ("G016", "meets_at", "V007", "Fridays, to sort the food"),
    ("G017", "meets_at", "V002", "Wednesdays"),
    ("G001", "supports", "S002", "pays for toys"),
    ("G016", "supports", "S001", "brings vegetables on Mondays"),
    ("S003", "funded_by", "G007", "pays for one youth worker"),
]

# Links with an end in sight.
LINK_ENDS = {("V001", "G008"): "2028-03-31", ("G006", "G007"): "2027-03-31"}

# What is not yet known, or was known long ago, about some of them; the rest was confirmed lately.
NEVER_CONFIRMED = {"V008", "V009", "G012", "K009"}
STALE = {"V003": "2025-02-11", "S007": "2025-06-30", "G013": "2025-09-03", "S013": "2024-10-19"}
CLOSED = {"V011": "2025-03-31"}


def tell(gaps: Gaps) -> tuple[list[Asset], list[Link]]:
    """The story's assets and links, before dates are put to them."""
    spots = {v[0]: gaps.take(v[3], v[4]) for v in VENUES}
    gaps.keep_clear(spots[HALL])
    assets = [
        *(_venue(row, spots) for row in VENUES),
        *(_group(row, spots) for row in GROUPS),
        *(_service(row, spots) for row in SERVICES),
        *(_skill(row, spots) for row in SKILLS),
    ]
    for asset in assets:
        asset.valid_to = CLOSED.get(asset.ref, "")
    return assets, [Link(*row) for row in LINKS] + _hosted_links()


def _hosted_links() -> list[Link]:
    """Each service at its venue and from its group, each skill through its group."""
    venues = {v[0] for v in VENUES}
    at = [Link(s[0], "delivered_at", s[3], in_words(s[5])) for s in SERVICES if s[3] in venues]
    by = [Link(row[0], "provided_by", row[2]) for row in SERVICES + SKILLS]
    return at + by


def _where(place: str, spots: dict) -> dict:
    return {"spot": spots[place]} if place in spots else {"covers": place}


def _venue(row: tuple, spots: dict) -> Asset:
    ref, name, kind, _, _, needs, people, step_free, hours, text = row
    more = {"venue_type": kind, "size_people": people, "step_free": step_free,
            "masked": "yes" if ref in MASKED else "", "hours_free": hours}  # fmt: skip
    return Asset("venues", ref, name, text, needs, more=more, **_where(ref, spots))


def _group(row: tuple, spots: dict) -> Asset:
    ref, name, kind, place, needs, text = row
    more = {"group_type": kind}
    return Asset("groups", ref, name, text, needs, more=more, **_where(place, spots))


def _service(row: tuple, spots: dict) -> Asset:
    ref, name, _, place, needs, hours, cost, who, capacity, how, text = row
    more = {"hours": hours, "cost": cost, "who_for": who, "weekly_capacity": capacity, "how": how}
    return Asset("services", ref, name, text, needs, more=more, **_where(place, spots))


def _skill(row: tuple, spots: dict) -> Asset:
    ref, skill, group, place, people, text = row
    provider = next(g[1] for g in GROUPS if g[0] == group)
    name = f"{skill[0].upper()}{skill[1:]} volunteers of {provider}"
    more = {"skill": skill, "people": people}
    return Asset("skill_offers", ref, name, text, more=more, **_where(place, spots))
