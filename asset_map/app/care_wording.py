"""The words for a hard moment: urgent help, and leaving a page at once."""

# Numbers that everybody in the United Kingdom can call; nothing here is about one place.
URGENT_NAME = "If you cannot wait"
DANGER = "In danger:"
EMERGENCY = ("999", "999")
CRISIS = "In crisis, or no one to talk to, day and night:"
SAMARITANS = ("Samaritans 116 123", "116123")
SAMARITANS_NAME = "Samaritans "
HEALTH = "Health advice:"
NHS = ("NHS 111", "111")
FOOD = "Food today:"
FOOD_LINK = "food near you"
DANGER_SHORT = "Danger"
CRISIS_SHORT = "Crisis"
FOOD_SHORT = "Food today"
HEALTH_SHORT = "Health"
FOOD_ELSE = "or ask the council or Citizens Advice."

LEAVE = "Leave this page"
LEAVE_NAME = "Leave now"
