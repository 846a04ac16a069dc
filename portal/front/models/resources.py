"""The library of resources: guides, demonstrations, templates, for technicians and for those who manage them."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from portal.core.models import PortalDocument
from portal.core.pages import BasePage
from portal.front.enums import ForWhom, ResourceKind
from portal.front.page_querysets import ResourceManager, way_to
from portal.front.resource_finding import ResourceCard, ResourceFinder
from profiles.enums import WordState
from profiles.models import Skill

from .reviewed import ReviewedPage

PAGE_SIZE = 12


class ResourcesPage(BasePage):
    """The library, at /resources/."""

    introduction = models.TextField(max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    template = "front/resources.html"
    max_count = 1
    parent_page_types: ClassVar = ["front.HomePage"]
    subpage_types: ClassVar = ["front.ResourcePage"]

    class Meta:
        verbose_name = "resources library"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what fits the address, and the filters with what each would leave."""
        finder = ResourceFinder(resource_cards())
        choice = finder.read(request.GET)
        fitting = finder.find(choice)
        return {
            **super().get_context(request, *args, **kwargs),
            "way": way_to(self),
            "choice": choice,
            "options": finder.options(choice),
            "chips": finder.chips(choice),
            "sentence": finder.sentence(len(fitting)),
            "total": len(finder.cards),
            "found": Paginator(fitting, PAGE_SIZE).get_page(choice.page),
        }


class ResourcePage(ReviewedPage):
    """One resource: its text, and the file to take away where there is one."""

    kind = models.CharField(max_length=10, choices=ResourceKind.choices, default=ResourceKind.GUIDE)
    for_whom = models.CharField(max_length=12, choices=ForWhom.choices, default=ForWhom.EVERYBODY)
    document = models.ForeignKey(
        PortalDocument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="The file to take away, where there is one.",
    )  # fmt: skip
    skills = ParentalManyToManyField(Skill, blank=True, related_name="resources")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("for_whom")], heading="What it is"),
        FieldPanel("body"),
        FieldPanel("document"),
        FieldPanel("reviewed_on"),
    ]
    promote_panels = [*ReviewedPage.promote_panels, FieldPanel("skills")]
    template = "front/resource.html"
    parent_page_types: ClassVar = ["front.ResourcesPage"]
    objects = ResourceManager()

    class Meta:
        verbose_name = "resource"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add its themes and skills, and the library's address."""
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "themes": [(theme.slug, theme.name) for theme in self.themes.all()],
            "skills": [(skill.slug, skill.name) for skill in self.skills.all() if skill.state == WordState.APPROVED],
            "library_url": context["way"][-1].url if context["way"] else "",
        }


def resource_cards() -> list[ResourceCard]:
    """Return all resources that the public sees, the latest first; as many queries for one as for a thousand."""
    showing = ResourcePage.objects.showing()
    themes, skills = showing.words_of("themes"), showing.words_of("skills", skill__state=WordState.APPROVED)
    return [
        _card(page, tuple(themes.get(page.pk, ())), tuple(skills.get(page.pk, ())))
        for page in showing.for_lists().latest_first()
    ]


def _card(page: ResourcePage, themes: tuple[tuple[str, str], ...], skills: tuple[tuple[str, str], ...]) -> ResourceCard:
    kind, for_whom = ResourceKind(page.kind), ForWhom(page.for_whom)
    names = [name for _, name in (*themes, *skills)]
    return ResourceCard(
        pk=page.pk,
        title=page.title,
        url=page.url or "",
        summary=page.summary,
        kind=kind,
        for_whom=for_whom,
        themes=themes,
        skills=skills,
        reviewed_on=page.reviewed_on,
        file_kind=page.document.file_extension.upper() if page.document else "",
        text="\n".join([page.title, page.summary, kind.label, *names]),
    )
