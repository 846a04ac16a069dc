"""Pages that are kept for some: what is open to all finds, lists and counts none of them."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction


def kept_for_some(path: str) -> Exists:
    """Return the condition that a page, or one above it, is kept for some; `path`: the field that holds its path."""
    asked = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return Exists(PageViewRestriction.objects.alias(asked=asked).filter(asked__startswith=F("page__path")))
