"""What the background of the pack is composed from: kinds of venue, service, club and skill."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VenueKind:
    """`{place}` in names is the made-up word of the ward."""

    type: str
    name: str
    needs: str
    sizes: tuple
    hours_free: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class ServiceKind:
    """`names` are taken in turn; `group` is who runs it, empty for the ward's association."""

    names: tuple[str, ...]
    needs: str
    hours: tuple[str, ...]
    cost: str
    who_for: str
    capacities: tuple
    description: str
    how: str = "in person"
    group: str = ""
    group_text: str = ""
    group_type: str = "club"
    venues: tuple[str, ...] = ("hall", "centre", "room", "chapel", "studio")


VENUES = {
    "hall": VenueKind(
        "hall",
        "{place} Hall",
        "place_to_meet",
        (60, 80, 100, 120),
        ("Fr 17:00-21:00", "Sa,Su 15:30-18:00", ""),
        "A hall with a stage at one end and a small kitchen.",
    ),
    "centre": VenueKind(
        "community centre",
        "{place} Centre",
        "place_to_meet company",
        (45, 70, 150),
        ("Fr 16:00-20:00", "Sa 15:30-19:00"),
        "Several rooms round a café corner, used most days of the week.",
    ),
    "room": VenueKind(
        "room",
        "{place} Meeting Room",
        "place_to_meet",
        (12, 20, 30),
        ("We 10:00-16:00", ""),
        "One ground-floor room with chairs, tables and a kettle.",
    ),
    "garden": VenueKind(
        "garden",
        "{place} Community Garden",
        "green_space",
        ("",),
        ("Mo-Su 08:00-18:00", ""),
        "Raised beds, fruit trees and a bench in the sun.",
    ),
    "pitch": VenueKind(
        "sports ground",
        "{place} Sports Field",
        "getting_active",
        ("",),
        ("Mo-Fr 09:00-15:00", ""),
        "A grass field with goals and a changing hut.",
    ),
    "chapel": VenueKind(
        "place of worship",
        "{place} Chapel Room",
        "faith place_to_meet",
        (50, 90),
        ("Mo-Fr 10:00-15:00",),
        "A room beside a chapel, lent to neighbours in the week.",
    ),
    "studio": VenueKind(
        "room",
        "{place} Studio",
        "culture place_to_meet",
        (30, 40),
        ("Mo,Tu 10:00-13:00",),
        "A room with a sprung floor and a piano.",
    ),
    "quiet": VenueKind(
        "room",
        "{place} Quiet House",
        "housing mental_wellbeing",
        (8,),
        ("",),
        "A calm place to stay for a while; its place is not shown.",
    ),
}

SERVICES = {
    "lunch": ServiceKind(
        ("Lunch Table", "Soup and Company", "Thursday Dinner"),
        "food company older_people",
        ("Th 12:00-14:00", "We 12:00-13:30"),
        "4 pounds",
        "people over 60",
        (25, 30, 40),
        "A cooked meal in company once a week.",
    ),
    "toddlers": ServiceKind(
        ("Stay and Play", "Toddler Morning", "Rhyme Time"),
        "under_fives company",
        ("Mo 09:30-11:00", "Fr 10:00-11:30", "Tu 09:30-11:00"),
        "1 pound a family",
        "children under 5 and who brings them",
        (16, 20, ""),
        "Toys on the floor and songs to finish.",
    ),
    "youth": ServiceKind(
        ("Youth Evening", "Games Night"),
        "young_people company",
        ("We 18:00-20:00", "Th 18:30-20:30"),
        "50 pence",
        "ages 10 to 16",
        (25, 35),
        "Games, food and two youth workers.",
        group="Young People's Project",
        group_text="Youth workers and volunteers who keep one evening a week open.",
        group_type="charity",
    ),
    "money": ServiceKind(
        ("Money Advice Session", "Bills and Budgets Session"),
        "money advice",
        ("Mo 10:00-13:00", "We 13:00-16:00"),
        "free",
        "anyone",
        (10, 14),
        "Trained advisers for debts, benefits and bills.",
        group="Money Advisers",
        group_text="Trained volunteers who help people to sort out debts and bills.",
        group_type="charity",
    ),
    "warm": ServiceKind(
        ("Warm Room", "Winter Room"),
        "warm_space company",
        ("Mo-Fr 11:00-15:00", "Tu 10:00-16:00; Th 10:00-16:00"),
        "free",
        "anyone",
        ("",),
        "A heated room, hot drinks and a place to charge a telephone.",
    ),
    "walk": ServiceKind(
        ("Walking Group", "Easy Strollers", "Sunday Walk"),
        "getting_active mental_wellbeing",
        ("Mo 10:30-12:00", "We 10:00-11:30", "Su 14:00-15:30"),
        "free",
        "anyone who can walk a mile",
        ("",),
        "A walk of about two miles at the pace of the slowest.",
    ),
    "chair": ServiceKind(
        ("Chair Exercise", "Steady and Strong"),
        "getting_active older_people health",
        ("Tu 10:00-11:00", "Fr 11:00-12:00"),
        "3 pounds",
        "people over 60",
        (15, 18),
        "Gentle exercise sitting down, to stay steady on one's feet.",
    ),
    "memory": ServiceKind(
        ("Memory Café", "Remember When Afternoon"),
        "older_people caring mental_wellbeing",
        ("Th 14:00-16:00", "We 14:00-16:00"),
        "free",
        "people with dementia and who cares for them",
        (20,),
        "Music, old photographs and tea.",
        group="Memory Circle",
        group_text="Volunteers who look after people with dementia and their families.",
        group_type="charity",
    ),
    "carers": ServiceKind(
        ("Carers' Evening",),
        "caring company",
        ("Tu 18:30-20:00",),
        "free",
        "people who care for somebody",
        (18,),
        "Time to talk, and somebody who knows the forms.",
        group="Carers' Ring",
        group_text="People who care for somebody at home, and meet to talk.",
    ),
    "jobs": ServiceKind(
        ("Job Club", "Work Morning"),
        "work learning",
        ("We 09:30-12:00", "Mo 10:00-12:00"),
        "free",
        "people looking for work",
        (12, 10),
        "Computers, coffee and help with applications.",
    ),
    "english": ServiceKind(
        ("English Conversation", "Talk English Hour"),
        "learning company",
        ("Tu 10:00-12:00", "Th 13:00-14:30"),
        "free",
        "people learning English",
        (14, 20),
        "Practice in small groups with volunteers.",
    ),
    "pantry": ServiceKind(
        ("Food Pantry", "Sharing Shelf"),
        "food money",
        ("Fr 13:00-15:00", "Sa 09:30-11:30"),
        "3 pounds a basket",
        "anyone living nearby",
        (40, 60),
        "Good food that shops could not sell, for a small sum.",
        group="Pantry Volunteers",
        group_text="People who collect, sort and share food that would be thrown away.",
        group_type="charity",
    ),
    "mend": ServiceKind(
        ("Repair Morning",),
        "learning company",
        ("Sa 10:00-12:30",),
        "free",
        "anyone",
        (20,),
        "Volunteers mend lamps, coats and bicycles while you watch.",
    ),
    "homes": ServiceKind(
        ("Housing Advice Desk",),
        "housing advice",
        ("Tu 13:00-16:00",),
        "free",
        "tenants and people without a home",
        (9,),
        "Help with rent, repairs and letters from landlords.",
        group="Housing Advisers",
        group_text="Trained volunteers who know the rules about homes and rent.",
        group_type="charity",
    ),
    "ability": ServiceKind(
        ("Easy Access Social", "All Abilities Club"),
        "disability company",
        ("Mo 13:00-15:00", "Sa 13:00-15:00"),
        "2 pounds",
        "disabled adults and friends",
        (22,),
        "Games, crafts and music in a room with level access.",
        group="All Together Group",
        group_text="Disabled people and friends who plan things to do together.",
        group_type="charity",
    ),
    "bench": ServiceKind(
        ("Men's Bench",),
        "company mental_wellbeing older_people",
        ("Mo 13:30-16:00; We 13:30-16:00",),
        "free",
        "men of any age",
        (10,),
        "Woodwork and conversation, in that order.",
    ),
    "choir": ServiceKind(
        ("Singing Evening", "Open Choir"),
        "culture company",
        ("Th 19:00-21:00", "Mo 19:30-21:00"),
        "3 pounds",
        "anyone who likes to sing",
        (40, 30),
        "Songs from shows and hymn books; nobody is asked to audition.",
        group="Singers",
        group_text="A choir that takes everyone.",
    ),
    "craft": ServiceKind(
        ("Craft Afternoon", "Knit and Natter"),
        "culture company",
        ("We 13:30-15:30", "Tu 14:00-16:00"),
        "1 pound",
        "anyone",
        ("", 16),
        "Wool, card and glue, and help to begin.",
    ),
    "phone": ServiceKind(
        ("Friendly Call",),
        "company older_people",
        ("Mo-Fr 09:00-12:00",),
        "free",
        "people over 65 who live alone",
        (30,),
        "A call each week from a volunteer.",
        how="by phone",
    ),
    "visits": ServiceKind(
        ("Sitting Service",),
        "caring disability",
        ("",),
        "free",
        "people who care for somebody at home",
        (8,),
        "A volunteer sits in for an afternoon so that a carer can go out.",
        how="at home",
    ),
    "digital": ServiceKind(
        ("Online Help Hour", "Computer Basics"),
        "learning advice",
        ("We 10:00-11:00", "Fr 14:00-15:30"),
        "free",
        "anyone new to computers",
        (6, 10),
        "Small steps with a tablet or a laptop.",
    ),
    "online": ServiceKind(
        ("Evening Maths Online",),
        "learning work",
        ("Mo 19:00-20:30",),
        "free",
        "adults without a maths certificate",
        (20,),
        "A course of ten evenings by video call.",
        how="online",
    ),
    "books": ServiceKind(
        ("Book Exchange", "Borrowing Corner"),
        "library learning",
        ("Sa 10:00-12:00", "Mo 14:00-16:00"),
        "free",
        "anyone",
        ("",),
        "Shelves of books to borrow, swap or keep.",
    ),
    "homework": ServiceKind(
        ("Homework Club",),
        "learning young_people",
        ("Mo-Th 15:30-17:00",),
        "free",
        "ages 8 to 14",
        (18,),
        "A quiet table, a snack and an adult who can explain fractions.",
    ),
    "clinic": ServiceKind(
        ("Blood Pressure Morning", "Health Check Morning"),
        "health",
        ("Fr 09:30-12:00", "Mo 09:30-12:00"),
        "free",
        "adults over 40",
        (30,),
        "A short check and a talk about the result.",
    ),
    "coaching": ServiceKind(
        ("Junior Coaching", "Ball Games Club"),
        "getting_active young_people",
        ("Sa 10:00-12:00", "Su 10:00-11:30"),
        "2 pounds",
        "ages 6 to 12",
        (30, 40),
        "Ball games in small teams.",
        group="Juniors",
        group_text="Parents and coaches who run sport for children.",
        venues=("pitch",),
    ),
    "digging": ServiceKind(
        ("Garden Volunteers' Morning", "Planting Morning"),
        "green_space mental_wellbeing",
        ("Th 10:00-12:30", "Su 10:00-12:00"),
        "free",
        "anyone",
        ("", 12),
        "Light work outdoors, with a break for tea.",
        venues=("garden",),
    ),
}

# What a club is called, its type, the needs it meets, where it meets, and a sentence.
CLUBS = {
    "history": ("History Circle", "club", "culture learning", "Collects photographs and memories."),
    "faith": (
        "Fellowship",
        "faith group",
        "faith company",
        "A congregation of about forty people.",
    ),
    "players": (
        "Players",
        "club",
        "culture",
        "Two plays a year, and a pantomime when there are hands.",
    ),
    "bowls": (
        "Bowls and Boules Club",
        "club",
        "getting_active older_people",
        "Meets from April to September.",
    ),
    "parents": ("Parents' Forum", "club", "", "Parents who speak up for families in the ward."),
}
