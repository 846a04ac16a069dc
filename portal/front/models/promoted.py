"""What editors set before everything that a search finds."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.models import Page


class PromotedResult(models.Model):
    """A link shown first when somebody searches for one of its phrases. Nothing is kept of what visitors type."""

    phrases = models.TextField(
        max_length=600, help_text="One a line. It is shown to whoever searches for all the words of one of them."
    )
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=200, blank=True, help_text="A line on what they find there.")
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(
        "address on this site",
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^/(?!/)[^\s\\]*$", "Begin with one stroke: /technicians/, for example.")],
        help_text="Where it is no page that can be chosen: /technicians/?offer=mentoring, for example.",
    )
    order = models.PositiveSmallIntegerField(default=0, help_text="The lowest number comes first.")

    class Meta:
        ordering = ["order", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page=None) ^ models.Q(address=""),
                name="front_promoted_leads_to_one_place",
                violation_error_message="Choose a page or give an address: one of the two.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse phrases without a word."""
        if not any(any(letter.isalnum() for letter in line) for line in self.phrases.splitlines()):
            raise ValidationError({"phrases": "Give at least one phrase."})
