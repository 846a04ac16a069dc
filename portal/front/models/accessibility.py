"""The accessibility statement, with the parts that the law asks for.

Order and fixed wording follow the model statement of Commission Implementing Decision (EU) 2018/1523, which the
Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, regulation 8, ask for.
"""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from portal.core.pages import BasePage
from portal.core.publishing import Obstacle
from portal.front.blocks import FailureBlock
from portal.front.enums import Compliance, Nation

from .reviewed import ReviewedPage

_WORDS = ["bold", "italic", "link", "ol", "ul"]


class AccessibilityPage(ReviewedPage):
    """The statement, at /accessibility/. It stays a draft while a part is empty that the law asks for."""

    how_accessible = RichTextField(
        "how accessible the site is", blank=True, features=_WORDS, help_text="What works, for whoever needs it."
    )
    compliance = models.CharField("compliance status", max_length=8, choices=Compliance.choices, blank=True)
    failures = StreamField(
        [("failure", FailureBlock())], blank=True, verbose_name="non-compliance with the accessibility regulations"
    )
    burden = RichTextField(
        "disproportionate burden",
        blank=True,
        features=_WORDS,
        help_text="What would cost more than it is worth, and on what assessment. Empty: nothing is claimed.",
    )
    out_of_scope = RichTextField(
        "content that is not within the scope of the regulations",
        blank=True,
        features=_WORDS,
        help_text="For example files published before 23 September 2018 that no service needs. Empty: none.",
    )
    improving = RichTextField("what is done to improve it", blank=True, features=_WORDS)
    email = models.EmailField("address for feedback", blank=True, help_text="Empty: the technician office’s.")
    phone = models.CharField("telephone for feedback", max_length=40, blank=True)
    answer_within = models.PositiveSmallIntegerField("answered within", default=10, help_text="In working days.")
    nation = models.CharField("where the university is", max_length=2, choices=Nation.choices, default="gb")
    prepared_on = models.DateField("statement prepared on", null=True, blank=True)
    tested_on = models.DateField("site last tested on", null=True, blank=True)
    tested_by = models.CharField(max_length=160, blank=True, help_text="‘us’, or the company’s name.")
    how_tested = RichTextField("how it was tested", blank=True, features=_WORDS)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("how_accessible"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("compliance", "failures", "burden", "out_of_scope")], heading="Compliance"
        ),
        FieldPanel("improving"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("email", "phone", "answer_within", "nation")],
            heading="Feedback and enforcement",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("prepared_on", "reviewed_on", "tested_on", "tested_by", "how_tested")],
            heading="Preparation",
        ),
        FieldPanel("body", heading="Anything else"),
    ]
    template = "front/accessibility.html"
    max_count = 1

    class Meta:
        verbose_name = "accessibility statement"

    @property
    def status_words(self) -> str:
        """Return the sentence of the model statement on compliance, after 'This website is'."""
        standard = "with the Web Content Accessibility Guidelines version 2.2 AA standard"
        parts = (
            (self.failures, "the non-compliances"),
            (self.burden or self.out_of_scope, "the exemptions"),
        )
        due = " and ".join(words for held, words in parts if held)
        reason = f", due to {due} listed below" if due and self.compliance != Compliance.FULL else ""
        return f"{Compliance(self.compliance).label.lower()} {standard}{reason}" if self.compliance else ""

    def obstacles(self) -> list[Obstacle]:
        """Add the parts of the statement that the law asks for and that are empty, or at odds with one another."""
        found = [text for text, value in self._wanted().items() if not value]
        return [*super().obstacles(), *(Obstacle(text) for text in (*found, *self._at_odds()))]

    def _wanted(self) -> dict[str, Any]:
        return {
            "Say how accessible the site is.": self.how_accessible,
            "Choose the compliance status.": self.compliance,
            "Say when the statement was prepared.": self.prepared_on,
            "Say when it was last reviewed.": self.reviewed_on,
            "Say when the site was last tested.": self.tested_on,
            "Say who tested it.": self.tested_by,
            "Say how it was tested.": self.how_tested,
            "Say what is done to improve it.": self.improving,
            "Give an address or a telephone for feedback.": self.email or self.phone,
        }

    def _at_odds(self) -> list[str]:
        today = timezone.localdate()
        days = (self.prepared_on, self.reviewed_on, self.tested_on)
        told = bool(self.failures or self.burden or self.out_of_scope)
        problems = {
            "The status is ‘fully compliant’, but failures are listed.": (
                self.compliance == Compliance.FULL and bool(self.failures)
            ),
            "The status is not ‘fully compliant’: list what fails, or what is exempt.": (
                self.compliance in {Compliance.PARTIAL, Compliance.NOT} and not told
            ),
            "A day of preparation, review or test lies in the future.": any(day and day > today for day in days),
            "The statement was reviewed before it was prepared.": bool(
                self.prepared_on and self.reviewed_on and self.reviewed_on < self.prepared_on
            ),
        }
        return [text for text, holds in problems.items() if holds]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add today, by which a failure's day may be over."""
        return {**super().get_context(request, *args, **kwargs), "today": timezone.localdate()}
