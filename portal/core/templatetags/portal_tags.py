"""Presentation only: nothing here reads the database or decides who may see what."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

register = template.Library()

GROUNDS = 6
"""How many coloured grounds for initials the stylesheet draws."""

SEVERAL = ("no", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@register.filter
def initials_of(person: Any) -> str:
    """Up to two initials: the person's own, or the first and last word's of the name."""
    given = getattr(person, "initials", "")
    if given:
        return str(given)
    words = str(getattr(person, "display_name", person) or "").split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def ground_class(person: Any) -> str:
    """The ground behind somebody's initials: always the same one for the same person."""
    name = str(getattr(person, "slug", "") or getattr(person, "display_name", person))
    return f"ground-{zlib.crc32(name.encode()) % GROUNDS + 1}"


@register.filter
def name_scale(name: str) -> str:
    """A class that makes a long name smaller in a big heading, so that no word of it breaks."""
    longest = max((len(word) for word in str(name).split()), default=0)
    if longest > 17 or len(str(name)) > 44:
        return "longer"
    if longest > 10 or len(str(name)) > 26:
        return "long"
    return ""


@register.filter
def title_scale(title: str) -> str:
    """A class that makes a long sentence smaller in a big heading: some actions of a plan are a paragraph."""
    length = len(str(title))
    if length > 160:
        return "longer"
    return "long" if length > 60 else ""


@register.filter
def searched_first(skills: Iterable[Any], searched: Collection[int] | None = None) -> list[Any]:
    """The skills that somebody searched for (their primary keys) come first; otherwise the order stays."""
    return sorted(skills, key=lambda skill: skill.pk not in (searched or ()))


@register.filter
def marked_name(skill: Any, searched: Mapping[int, str] | None = None) -> str:
    """A skill's name, as HTML with the words marked that were searched for, where it was."""
    return conditional_escape((searched or {}).get(skill.pk, skill.name))


@register.filter
def page_numbers(page: Page[Any]) -> list[int | None]:
    """The page numbers to offer; None stands for a gap."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in pages]


def _described_by(field: BoundField, hint: object) -> str:
    """Ids of the texts that belong to a field: its help and its errors, as the templates write them."""
    ids = []
    if hint or field.help_text:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


@register.simple_tag
def field_widget(field: BoundField, hint: object = "", css: str = "") -> SafeString:
    """The input itself, without a placeholder (the label says it), tied to its help and errors."""
    attrs: dict[str, Any] = {"placeholder": False}
    described_by = _described_by(field, hint)
    if described_by:
        attrs["aria-describedby"] = described_by
    if css:
        attrs["class"] = css
    return field.as_widget(attrs=attrs)


@register.simple_tag
def field_describedby(field: BoundField, hint: object = "") -> SafeString:
    """The aria-describedby attribute of a group of fields, or nothing."""
    described_by = _described_by(field, hint)
    return format_html(' aria-describedby="{}"', described_by) if described_by else SafeString("")


@register.simple_tag
def error_count(form: BaseForm) -> str:
    """The heading of an error summary, in words."""
    count = sum(len(errors) for errors in form.errors.values())
    if count == 1:
        return "One thing to put right"
    number = SEVERAL[count] if count < len(SEVERAL) else str(count)
    return f"{number} things to put right"


def _named(error: str, label: str) -> str:
    """An error away from its field: 'This field is required' says of what."""
    return f"{label}: {error[0].lower()}{error[1:]}" if "this " in error.lower() else error


@register.simple_tag
def error_links(form: BaseForm) -> list[dict[str, str]]:
    """The field errors of a form, each with the id of the input that it is about."""
    links = []
    for field in form.visible_fields():
        target = field.id_for_label or field.auto_id
        if field.use_fieldset:
            target = getattr(next(iter(field.subwidgets), None), "id_for_label", "") or target
        links += [{"target": target, "text": _named(str(error), str(field.label))} for error in field.errors]
    return links


@register.filter
def people_count(count: int) -> str:
    """'1 person', '2,412 people'."""
    return "1 person" if count == 1 else f"{count:,} people"
