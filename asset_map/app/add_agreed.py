"""What stands below the fields of something new: what becomes public, who agreed, who sends it."""

from html import escape

from asset_map.app import add_wording as words
from asset_map.app import form_fields, parts
from asset_map.app.add_form import Typed
from asset_map.app.form_fields import Problems
from asset_map.domain.contributions import AGREED
from asset_map.domain.people import Person, Role
from asset_map.domain.rights import Action, may

TRAP = "homepage"
"""A field that nobody sees: a robot fills it, a person does not."""


def agreed(typed: Typed, problems: Problems, person: Person) -> str:
    """Return the consent, who sends it, the trap for robots and the button."""
    signed_in = person.role is not Role.VISITOR
    return (
        parts.heading(words.PUBLIC)
        + parts.para(words.PUBLIC_TEXT + ("" if signed_in else f" {words.PUBLIC_SENDER}"))
        + form_fields.tick(
            "consent", AGREED, ticked=typed.get("consent") == "yes", problems=problems
        )
        + form_fields.tick(
            "belongs",
            words.BELONGS,
            ticked=typed.get("belongs") == "yes",
            hint=words.BELONGS_SIGNED_IN if signed_in else words.BELONGS_TEXT,
        )
        + (_behalf(typed, problems) if may(person.role, Action.REVIEW) else "")
        + ("" if signed_in else _sender(typed, problems))
        + trap()
        + form_fields.button(words.SEND)
    )


def _sender(typed: Typed, problems: Problems) -> str:
    return form_fields.line(
        "sender",
        words.SENDER,
        typed.get("sender", ""),
        hint=words.SENDER_HINT,
        problems=problems,
        type="email",
        autocomplete="email",
        longest=254,
        required=True,
    )


def _behalf(typed: Typed, problems: Problems) -> str:
    asked = (
        ("behalf_of", words.BEHALF_OF, words.BEHALF_OF_HINT),
        ("behalf_how", words.BEHALF_HOW, words.BEHALF_HOW_HINT),
        ("behalf_when", words.BEHALF_WHEN, words.BEHALF_WHEN_HINT),
    )
    lines = "".join(
        form_fields.line(name, label, typed.get(name, ""), hint=hint, problems=problems)
        for name, label, hint in asked
    )
    opened = " open" if any(typed.get(name) for name, *_ in asked) else ""
    return (
        f"<details{opened}><summary>{escape(words.BEHALF)}</summary>"
        f"{parts.para(words.BEHALF_TEXT)}{lines}</details>"
    )


def trap() -> str:
    """Return the field that nobody sees."""
    return (
        f'<div class="am-trap"><label for="am-{TRAP}">{escape(words.TRAP)}</label>'
        f'<input id="am-{TRAP}" name="{TRAP}" type="text" autocomplete="off" tabindex="-1"></div>'
    )
