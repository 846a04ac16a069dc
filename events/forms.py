"""What somebody fills in who books: answers to the organiser's questions, a name and address, whom of the team."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from portal.core.for_people import ForPeopleForm
from profiles.models import Technician

from .answers import MOST_WORDS, fault_of, possible_answers
from .enums import QuestionKind
from .models import Question

_PRIVATE = "Organisers alone see this. It is deleted 14 days after the event."


class AnswersForm(forms.Form):
    """The questions that are asked of those who book; none where an organiser asks none."""

    def __init__(
        self, questions: Iterable[Question], data: Any = None, answers: Mapping[int, str] | None = None
    ) -> None:
        super().__init__(data)
        self.questions = {f"question_{question.pk}": question for question in questions}
        for name, question in self.questions.items():
            self.fields[name] = _field(question, (answers or {}).get(question.pk, ""))

    def clean(self) -> dict[str, Any]:
        """Look at each answer as it is looked at when it is kept."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name, question in self.questions.items():
            if fault := fault_of(question, cleaned.get(name, "")):
                self.add_error(name, fault)
        return cleaned

    @property
    def answers(self) -> dict[int, str]:
        """Return what was answered, by the key of the question."""
        return {question.pk: self.cleaned_data.get(name, "") for name, question in self.questions.items()}

    def refuse(self, question: int, words: str) -> None:
        """Say of a question what is wrong with its answer; of one that is asked since a moment ago, above all."""
        name = f"question_{question}"
        self.add_error(name if name in self.fields else None, words)


def _field(question: Question, answer: str) -> forms.Field:
    label = question.text if question.is_required else f"{question.text} (optional)"
    hint = " ".join(part for part in (question.help_text, _PRIVATE if question.is_private else "") if part)
    choices = possible_answers(question)
    # Whether it must be answered is said by `fault_of`, with our words, and to services too
    widget: forms.Widget = forms.Textarea(attrs={"rows": 2, "maxlength": MOST_WORDS})
    if choices:
        widget = forms.RadioSelect(choices=[(choice, choice) for choice in choices])
    if question.kind == QuestionKind.CHOICE and not question.is_required:
        widget = forms.Select(choices=[("", "No answer"), *((choice, choice) for choice in choices)])
    return forms.CharField(label=label, help_text=hint, required=False, initial=answer, widget=widget)


class GuestForm(AnswersForm, ForPeopleForm):
    """Somebody from the public."""

    name = forms.CharField(
        label="Your name",
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Give your name.", "max_length": "Keep it to 160 characters."},
    )
    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="We send a link there. You have no place until you open it and confirm.",
        error_messages={
            "required": "Give an address to which we can send the link.",
            "invalid": "This is no email address. It has an @ in it, as in name@example.org.",
        },
    )
    field_order = ("name", "email")


class TeamForm(forms.Form):
    """Whom of a team a manager books for."""

    people = forms.MultipleChoiceField(
        label="Who is to come?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Each is told by mail that you booked, and can cancel.",
        error_messages={
            "required": "Choose at least one of your team.",
            "invalid_choice": "One of them is no longer in your team. Choose again.",
        },
    )

    def __init__(self, team: Iterable[Technician], data: Any = None) -> None:
        super().__init__(data)
        self.team = {str(person.pk): person for person in team}
        field: Any = self.fields["people"]
        field.choices = [(key, person.listed_name) for key, person in self.team.items()]

    @property
    def chosen(self) -> list[Technician]:
        """Return whom the manager chose, as the list has them."""
        return [self.team[key] for key in self.cleaned_data["people"]]
