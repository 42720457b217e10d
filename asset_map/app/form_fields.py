"""Fields of forms as HTML: each with its label, a hint, what is wrong with it, and what was typed.

What was typed passes through ``html.escape`` here, once. What is wrong stands at the top as links
to the fields, and again beside each: nobody has to look for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from asset_map.app import telling_wording as words
from asset_map.domain.contributions import Problem

Problems = Sequence[Problem]


def summary(problems: Problems, others: Iterable[str] = ()) -> str:
    """Return everything that is wrong, as links to the fields; empty where nothing is.

    It takes the focus when the page opens, so that a screen reader says it first. ``others``:
    sentences that are about no field.
    """
    listed = [
        f'<a href="#{escape(anchor(one.field))}">{escape(str(one))}</a>' for one in problems
    ] + [escape(one) for one in others]
    if not listed:
        return ""
    items = "".join(f"<li>{one}</li>" for one in listed)
    return (
        '<div class="am-errors" role="alert" tabindex="-1" id="errors" autofocus>'
        f"<h2>{escape(words.PROBLEMS)}</h2><ul>{items}</ul></div>"
    )


def anchor(field: str) -> str:
    """Return the id of a field in the page."""
    return f"am-{field.replace('_', '-')}"


def line(
    name: str,
    label: str,
    value: str = "",
    *,
    hint: str = "",
    problems: Problems = (),
    type: str = "text",
    autocomplete: str = "off",
    longest: int = 200,
    required: bool = False,
    more: str = "",
) -> str:
    """Return a line to type in. ``more``: attributes, as HTML that was made here.

    ``required`` only says so: the browser does not stop the form, as it tells one problem at once.
    """
    return _framed(
        name,
        label,
        hint,
        problems,
        f'<input id="{anchor(name)}" name="{escape(name)}" type="{type}" value="{escape(value)}" '
        f'maxlength="{longest}" autocomplete="{autocomplete}"'
        f"{_described(name, hint, problems)} {more}>",
        required=required,
    )


def area(
    name: str,
    label: str,
    value: str = "",
    *,
    hint: str = "",
    problems: Problems = (),
    rows: int = 4,
    longest: int = 4000,
    required: bool = False,
) -> str:
    """Return several lines to type in."""
    return _framed(
        name,
        label,
        hint,
        problems,
        f'<textarea id="{anchor(name)}" name="{escape(name)}" rows="{rows}" '
        f'maxlength="{longest}"{_described(name, hint, problems)}>\n{escape(value)}</textarea>',
        required=required,
    )


def choice(
    name: str,
    label: str,
    options: Mapping[str, str],
    value: str = "",
    *,
    hint: str = "",
    problems: Problems = (),
    required: bool = False,
) -> str:
    """Return a list to choose one from: labels by value."""
    listed = "".join(
        f'<option value="{escape(key)}"{" selected" if key == value else ""}>'
        f"{escape(text)}</option>"
        for key, text in options.items()
    )
    return _framed(
        name,
        label,
        hint,
        problems,
        f'<select id="{anchor(name)}" name="{escape(name)}"'
        f"{_described(name, hint, problems)}>{listed}</select>",
        required=required,
    )


def radios(
    name: str,
    legend: str,
    options: Mapping[str, str],
    value: str = "",
    *,
    hint: str = "",
    problems: Problems = (),
    required: bool = False,
) -> str:
    """Return a question with one answer of few: labels by value."""
    return _group(name, legend, options, [value], hint, problems, "radio", required=required)


def ticks(
    name: str,
    legend: str,
    options: Mapping[str, str],
    values: Sequence[str] = (),
    *,
    hint: str = "",
    problems: Problems = (),
) -> str:
    """Return a question with any number of answers: labels by value."""
    return _group(name, legend, options, values, hint, problems, "checkbox")


def tick(
    name: str,
    label: str,
    *,
    ticked: bool = False,
    hint: str = "",
    problems: Problems = (),
    value: str = "yes",
) -> str:
    """Return one box to tick."""
    described = _described(name, hint, problems)
    return _framed_tick(
        name,
        problems,
        f'<label class="am-tick"><input id="{anchor(name)}" name="{escape(name)}" type="checkbox" '
        f'value="{escape(value)}"{" checked" if ticked else ""}{described}> '
        f"<span>{escape(label)}</span></label>{_hint(name, hint)}",
    )


def hidden(name: str, value: str) -> str:
    """Return a field that nobody sees."""
    return f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'


def button(text: str, *, name: str = "", value: str = "", css: str = "") -> str:
    """Return the button that sends the form."""
    named = f' name="{escape(name)}" value="{escape(value)}"' if name else ""
    return f'<button type="submit"{named} class="{css or "am-main-button"}">{escape(text)}</button>'


def form(action: str, body: str, *, id: str = "", css: str = "") -> str:
    """Return a form that is sent by POST; ``body`` is HTML that was made here, with its tie."""
    named = f' id="{id}"' if id else ""
    return (
        f'<form class="am-form {css}" method="post" action="{escape(action)}"{named} novalidate>'
        f"{body}</form>"
    )


def of(field: str, problems: Problems) -> tuple[Problem, ...]:
    """Return the problems of one field."""
    return tuple(one for one in problems if one.field == field)


def _framed(
    name: str, label: str, hint: str, problems: Problems, control: str, *, required: bool = False
) -> str:
    own = of(name, problems)
    return (
        f'<div class="am-field{" am-wrong" if own else ""}">'
        f'<label for="{anchor(name)}">{escape(label)}{_needed(required)}</label>'
        f"{_hint(name, hint)}{_wrong(name, own)}{control}</div>"
    )


def _framed_tick(name: str, problems: Problems, control: str) -> str:
    own = of(name, problems)
    return f'<div class="am-field{" am-wrong" if own else ""}">{_wrong(name, own)}{control}</div>'


def _group(
    name: str,
    legend: str,
    options: Mapping[str, str],
    values: Sequence[str],
    hint: str,
    problems: Problems,
    type: str,
    *,
    required: bool = False,
) -> str:
    own = of(name, problems)
    boxes = "".join(
        f'<label class="am-tick"><input {f"id={anchor(name)} " if place == 0 else ""}'
        f'name="{escape(name)}" type="{type}" value="{escape(key)}"'
        f"{' checked' if key in values else ''}> <span>{escape(text)}</span></label>"
        for place, (key, text) in enumerate(options.items())
    )
    return (
        f'<fieldset class="am-field{" am-wrong" if own else ""}"'
        f"{_described(name, hint, own)}><legend>{escape(legend)}{_needed(required)}</legend>"
        f'{_hint(name, hint)}{_wrong(name, own)}<div class="am-ticks">{boxes}</div></fieldset>'
    )


def _needed(required: bool) -> str:
    return f" <small>{escape(words.NEEDED)}</small>" if required else ""


def _hint(name: str, hint: str) -> str:
    return f'<p class="am-hint" id="{anchor(name)}-hint">{escape(hint)}</p>' if hint else ""


def _wrong(name: str, own: Problems) -> str:
    if not own:
        return ""
    said = " ".join(str(one) for one in own)
    return f'<p class="am-field-error" id="{anchor(name)}-error">{escape(said)}</p>'


def _described(name: str, hint: str, problems: Problems) -> str:
    own = of(name, problems)
    ids = [f"{anchor(name)}-hint"] * bool(hint) + [f"{anchor(name)}-error"] * bool(own)
    said = f' aria-describedby="{" ".join(ids)}"' if ids else ""
    return said + (' aria-invalid="true"' if own else "")
