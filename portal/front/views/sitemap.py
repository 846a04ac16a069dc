"""The list of public pages for search engines, made from what the public may see."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap

from plan.models import Action, Plan
from portal.stories.models import StoryPage
from profiles.enums import Audience
from profiles.models import Equipment, Skill, Technician
from profiles.querysets import WordQuerySet


class ListPages(DjangoSitemap):
    """The pages that list things."""

    def items(self) -> list[str]:
        """Return the names of the addresses."""
        return ["technicians", "skills", "equipment_list"]

    def location(self, item: str) -> str:
        """Return the address."""
        return reverse(item)


class TechnicianPages(DjangoSitemap):
    """Technicians whose name the public may see."""

    limit = 5000

    def items(self) -> Any:
        """Return slugs and dates: nothing else of a person is read here."""
        return Technician.objects.visible_to(Audience.PUBLIC).order_by("slug").values_list("slug", "profile_updated_at")

    def location(self, item: tuple[str, datetime]) -> str:
        """Return the address."""
        return reverse("technician", args=[item[0]])

    def lastmod(self, item: tuple[str, datetime]) -> datetime:
        """Return when its owner last changed it."""
        return item[1]


class WordPages(DjangoSitemap):
    """Pages of shared words: skills, equipment."""

    limit = 5000

    def __init__(self, words: WordQuerySet[Any], route: str) -> None:
        self.words, self.route = words, route

    def items(self) -> Iterable[str]:
        """Return the slugs of the approved ones."""
        return self.words.approved().order_by("slug").values_list("slug", flat=True)

    def location(self, item: str) -> str:
        """Return the address."""
        return reverse(self.route, args=[item])


class PlanPages(DjangoSitemap):
    """Published plans, and the page of the current one."""

    def items(self) -> list[str]:
        """Return the addresses."""
        plans = [plan.get_absolute_url() for plan in Plan.objects.published()]
        return [reverse("plan"), *plans] if plans else []

    def location(self, item: str) -> str:
        """Return the address."""
        return item


class ActionPages(DjangoSitemap):
    """Actions of published plans."""

    limit = 5000

    def items(self) -> Any:
        """Return the slugs of plan and action."""
        actions = Action.objects.filter(plan__published_at__isnull=False)
        return actions.order_by("plan__slug", "slug").values_list("plan__slug", "slug")

    def location(self, item: tuple[str, str]) -> str:
        """Return the address."""
        return reverse("action", args=item)


class PublicPages(WagtailSitemap):
    """Wagtail's pages, without stories that the public does not see though they are live."""

    def items(self) -> Any:
        """Return the pages."""
        return super().items().exclude(pk__in=StoryPage.objects.held_back().values("pk"))


@cache_control(public=True, max_age=600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Serve the list."""
    kinds: dict[str, Any] = {
        "pages": PublicPages(request),
        "lists": ListPages,
        "plans": PlanPages,
        "actions": ActionPages,
        "technicians": TechnicianPages,
        "skills": WordPages(Skill.objects.all(), "skill"),
        "equipment": WordPages(Equipment.objects.all(), "equipment"),
    }
    return sitemap_views.sitemap(request, kinds)
