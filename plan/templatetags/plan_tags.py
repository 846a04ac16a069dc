"""Presentation of plans only: nothing here reads the database or decides who may see what."""

from datetime import date

from django import template

from plan.enums import ActionStatus
from plan.span_words import span_in_words
from plan.spans import Span
from portal.core import quantities

register = template.Library()


@register.filter
def status_words(status: str) -> str:
    """Return what a status is called: 'On track' of 'on-track'. A value that is none stands as it is."""
    return ActionStatus(status).label if status in ActionStatus else str(status)


@register.filter
def in_unit(value: float, unit: str) -> str:
    """Return a number with its unit: 46%, 46 people."""
    return quantities.in_unit(value, unit)


@register.filter
def deadline(day: date) -> str:
    """Return a last day in words: the month alone where the day ends it."""
    return quantities.deadline_in_words(day)


@register.filter
def span_words(span: Span) -> str:
    """Return a span by its months where it is made of whole ones."""
    return span_in_words(span)
