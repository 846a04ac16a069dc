"""Presentation of plans only: nothing here reads the database or decides who may see what."""

from django import template

from plan.enums import ActionStatus

register = template.Library()


@register.filter
def status_words(status: str) -> str:
    """Return what a status is called: 'On track' of 'on-track'. A value that is none stands as it is."""
    return ActionStatus(status).label if status in ActionStatus else str(status)
