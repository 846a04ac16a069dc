"""What award organisers type about a nomination: one from paper, what is changed in one, and why."""

from typing import Any

from django import forms

from profiles.forms.base import Line
from profiles.models import Technician
from profiles.viewsets.chooser import technician_chooser

from .models import Nomination, Round
from .nominate_forms import StoryForm, WhoForm
from .services.admitting import Paper

_WHY = "It is kept, and whoever nominates reads it."


def _reason(label: str = "Why", *, required: bool = True, hint: str = _WHY) -> Line:
    return Line(
        label=label,
        max_length=300,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=hint,
        error_messages={"required": "Say why.", "max_length": "Keep it to 300 characters."},
    )


class ReasonForm(forms.Form):
    """Why something is done with a nomination."""

    reason = _reason()


class ChangeNominationForm(StoryForm):
    """What a nomination says, and why it is changed."""

    reason = _reason("Why it is changed")
    category = forms.ChoiceField(
        label="Category",
        error_messages={"required": "Choose a category.", "invalid_choice": "Choose one of these categories."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**8)

    def __init__(self, nomination: Nomination, data: Any = None) -> None:
        answers = dict(nomination.answers.values_list("question", "text"))
        super().__init__(nomination.round.questions.all(), data, nomination.title, answers)
        self.categories = {str(row.pk): row for row in nomination.round.categories.all()}
        field: Any = self.fields["category"]
        field.choices = [(key, row.name) for key, row in self.categories.items()]
        self.initial.update({"category": nomination.category_id, "version": nomination.version})
        self.order_fields(["category", "title", *self.questions, "reason"])


class PaperForm(StoryForm, WhoForm):
    """A nomination that came on paper."""

    name = Line(label="Who nominates", max_length=160, error_messages={"required": "Give the name of who nominates."})
    email = forms.EmailField(
        label="Their email address",
        required=False,
        help_text="They get a receipt and a link there. Somebody with an account is found by it.",
        error_messages={"invalid": "Give an email address."},
    )
    note = Line(
        label="Where the paper is kept",
        max_length=300,
        help_text="For example ‘Letter of 3 May, on file’. They read this too.",
        error_messages={"required": "Say where the paper is kept."},
    )
    technician = forms.ModelChoiceField(
        Technician.objects.all(),
        label="Technician nominated",
        required=False,
        widget=technician_chooser.widget_class,
        error_messages={"invalid_choice": "Choose a technician."},
    )
    nominee_name = Line(label="Or the name of somebody else", max_length=160, required=False)
    nominee_email = forms.EmailField(
        label="Nominee’s email address",
        required=False,
        help_text="Of somebody who is no technician here.",
        error_messages={"invalid": "Give an email address."},
    )
    override_reason = _reason(
        "Why it counts although a rule says no", required=False, hint="Only where a rule speaks against the nominee."
    )

    def __init__(self, round_: Round, data: Any = None) -> None:
        WhoForm.__init__(self, round_, data)
        # The questions come on top of what the class says, as in the form that nominators fill in
        self.add_questions(round_.questions.all(), {})
        self.order_fields(
            ["name", "email", "note", "category", "technician", "nominee_name", "nominee_email", "team_name", "title",
             *self.questions, "override_reason"]
        )  # fmt: skip

    def paper(self) -> Paper:
        """Return what was typed."""
        sent = self.cleaned_data
        names = ("name", "note", "title", "email", "technician", "nominee_name", "nominee_email", "team_name")
        given = {name: sent[name] for name in names}
        return Paper(category=self.chosen, answers=self.answers, override_reason=sent["override_reason"], **given)

    def clean(self) -> dict[str, Any]:
        """Refuse two nominees, or none."""
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("technician")) == bool(cleaned.get("nominee_name")):
            self.add_error("technician", "Choose a technician, or give a name: one of the two.")
        return cleaned
