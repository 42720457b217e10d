"""What volunteers some of the invented groups and places look for, and which languages are spoken.

Everything else in the pack asks for nobody, and says nothing of languages: it was not asked.
"""

from assets import Asset

# ref: skills, and when, in the words of who asks
WANTED = {
    "G001": ("caretaking", "two evenings a month, to lock up after the last class"),
    "G002": ("cooking; driving", "Tuesdays, 9 in the morning to 2"),
    "G003": ("childcare; music", "Wednesday mornings in term time"),
    "G004": ("sport coaching; music; cooking", "Friday evenings"),
    "G005": ("form filling; languages", "Thursday mornings"),
    "G012": ("gardening", "Sunday mornings, any weather but ice"),
    "G013": ("sport coaching; first aid", "Saturday mornings"),
    "G014": ("IT help", "Monday mornings"),
    "G015": ("listening; befriending", "an hour a week by phone, weekdays"),
    "G016": ("driving", "Fridays, to fetch the food"),
    "G018": ("mending; sewing machines", "Saturday mornings"),
    "G019": ("listening", "evenings, after our own training"),
    "G024": ("driving", "Tuesday lunchtimes"),
    "G032": ("music", ""),
    "G047": ("driving; form filling", "Saturdays"),
    "G054": ("tutoring", "Wednesdays after school"),
    "G056": ("music; listening", "the first Thursday afternoon of the month"),
    "G065": ("cooking; driving", "weekday mornings"),
    "S029": ("languages; tutoring", "Monday evenings"),
    "S040": ("befriending", "one afternoon a week"),
    "V005": ("gardening", "any dry weekend, to mark the pitch"),
}
SPOKEN = {
    "G004": "English; Urdu; Punjabi",
    "S002": "English; Polish; BSL",
    "S004": "English; Urdu; Punjabi; Polish",
    "S008": "English; Polish; Romanian",
    "S015": "English; Punjabi",
    "S020": "English; Arabic",
    "S029": "English; Arabic; Kurdish; Polish",
    "S036": "English; Urdu; Punjabi; Bengali",
    "S045": "English; Arabic; Somali",
    "S062": "English; BSL",
    "S069": "English; Urdu; Gujarati; BSL",
}


def say(assets: list[Asset]) -> None:
    """Put them to the assets by ref."""
    for asset in assets:
        skills, times = WANTED.get(asset.ref, ("", ""))
        if asset.table != "skill_offers":
            asset.more |= {
                "asks_for": skills.replace("; ", ";"),
                "asks_when": times,
                "languages": SPOKEN.get(asset.ref, "").replace("; ", ";"),
            }
