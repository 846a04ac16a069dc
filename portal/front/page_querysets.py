"""Reads of the site’s own pages."""

from typing import Any, Self

from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from .enums import SideList

HOME_DEPTH = 2  # the root of the tree is 1


def way_to(page: Page) -> list[Page]:
    """Return the live pages between the first page and this one, that one first."""
    return list(page.get_ancestors().live().filter(depth__gte=HOME_DEPTH).order_by("depth"))


def beside(page: Page, which: SideList) -> list[Page]:
    """Return the live pages that a page lists at its side, in the editors' order."""
    if page.pk is None or which == SideList.NOTHING:
        return []
    family = page.get_children() if which == SideList.CHILDREN else page.get_siblings(inclusive=False)
    return list(family.live().order_by("path"))


class ResourceQuerySet(PageQuerySet):
    """Resources of the library."""

    def showing(self) -> Self:
        """Return those that the public sees."""
        return self.live().filter(alias_of=None)

    def latest_first(self) -> Self:
        """Return them by when they were last looked at or published, the latest first."""
        return self.order_by("-reviewed_on", "-first_published_at", "-pk")

    def for_lists(self) -> Self:
        """Fetch what a list shows of each."""
        return self.select_related("document")

    def words_of(self, field: str, **only: Any) -> dict[int, list[tuple[str, str]]]:
        """Return slug and name of the themes or the skills (`field`) of each, by its key, in one query.

        `only`: what these must be, as lookups.
        """
        through = self.model._meta.get_field(field).remote_field.through
        target = self.model._meta.get_field(field).related_model._meta.model_name
        found: dict[int, list[tuple[str, str]]] = {}
        rows = through._default_manager.filter(resourcepage__in=self.order_by().values("pk"), **only)
        columns = ("resourcepage_id", f"{target}__slug", f"{target}__name")
        for pk, slug, name in rows.order_by(f"{target}__name").values_list(*columns):
            found.setdefault(pk, []).append((slug, name))
        return found


class ContactQuerySet(PageQuerySet):
    """The page that tells how to reach somebody."""

    def current(self) -> Any:
        """Return the one that is live; None where there is none."""
        return self.live().order_by("pk").first()


ResourceManager = PageManager.from_queryset(ResourceQuerySet)
ContactManager = PageManager.from_queryset(ContactQuerySet)
