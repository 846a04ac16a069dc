"""What judges and chairs fill in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from .enums import Outcome
from .models import Criterion
from .panel_forms import reason_field

_SCORES = ((1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5"))
NO, YES = "no", "yes"
MOST_WORDS, MOST_NOTES, MOST_REASON = 500, 4000, 2000


class ScoreField(forms.TypedChoiceField):
    """A score from 1 to 5, whose choices stand beside each other (`components/field.html`)."""

    in_a_row = True

    def __init__(self, label: str, **more: Any) -> None:
        wrong = f"{label}: choose a score from 1 to 5."
        super().__init__(
            label=label, choices=_SCORES, coerce=int, widget=forms.RadioSelect,
            error_messages={"required": wrong, "invalid_choice": wrong}, **more,
        )  # fmt: skip


class DeclareForm(forms.Form):
    """Whether somebody has a conflict of interest."""

    has_conflict = forms.ChoiceField(
        label="Do you have a conflict of interest?",
        choices=(
            (NO, "No. I have no tie to them that could sway me, or seem to."),
            (YES, "Yes. I do not judge this candidate."),
        ),
        widget=forms.RadioSelect,
        help_text="Family, friends, somebody you manage or work with closely, or whose work earns you something.",
        error_messages={"required": "Say whether you have one.", "invalid_choice": "Choose one of the answers."},
    )
    words = forms.CharField(
        label="What it is (optional)",
        max_length=MOST_WORDS,
        required=False,
        widget=forms.TextInput,
        help_text="For the chair. You need not say more than you like.",
        error_messages={"max_length": f"Keep it to {MOST_WORDS} characters."},
    )


class ScoreForm(forms.Form):
    """A score for each criterion, and notes."""

    def __init__(
        self,
        criteria: Iterable[Criterion],
        data: Any = None,
        *,
        held: Mapping[int, int] | None = None,
        notes: str = "",
    ) -> None:
        super().__init__(data)
        self.criteria = {f"criterion_{row.pk}": row for row in criteria}
        for name, row in self.criteria.items():
            times = f" Counts {row.weight} times." if row.weight > 1 else ""
            self.fields[name] = ScoreField(
                row.name, help_text=f"{row.description}{times}".strip(), initial=(held or {}).get(row.pk)
            )
        self.fields["notes"] = forms.CharField(
            label="Notes (optional)",
            max_length=MOST_NOTES,
            required=False,
            initial=notes,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text="What you gave it for. The chair reads them; they are deleted with the scores.",
            error_messages={"max_length": f"Keep it to {MOST_NOTES} characters."},
        )

    @property
    def scores(self) -> dict[int, int]:
        """Return the scores by the key of the criterion."""
        return {row.pk: self.cleaned_data[name] for name, row in self.criteria.items()}


class WhyForm(forms.Form):
    """Why somebody abstains or declines."""

    words = forms.CharField(
        label="Why",
        max_length=MOST_WORDS,
        widget=forms.TextInput,
        help_text="For the chair, in a few words.",
        error_messages={"required": "Say why, in a few words.", "max_length": f"Keep it to {MOST_WORDS} characters."},
    )


class TakeBackForm(forms.Form):
    """From which judge a candidate is taken back, and why. `judges`: those who have not scored (key and name)."""

    judge = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a judge.", "invalid_choice": "This judge has scored meanwhile, or left."},
    )
    reason = reason_field("Say why the candidate is taken back.")

    def __init__(self, judges: Iterable[tuple[int, str]], data: Any = None) -> None:
        super().__init__(data, prefix="take_back")
        field: Any = self.fields["judge"]
        field.choices = list(judges)


class DecisionForm(forms.Form):
    """What a chair decides. `seen` is the version of the candidate that was read."""

    outcome = forms.ChoiceField(
        label="What you decide",
        choices=[(outcome.value, outcome.label) for outcome in Outcome if outcome],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide.", "invalid_choice": "Choose one of the answers."},
    )
    reason = forms.CharField(
        label="Reason",
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It stands in the minutes.",
        error_messages={"required": "Give a reason.", "max_length": f"Keep it to {MOST_REASON} characters."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
