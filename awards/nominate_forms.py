"""What somebody fills in who nominates, supports a nomination, or attaches a file."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from portal.accounts.addresses import domain_problem
from portal.core.for_people import ForPeopleForm
from profiles.forms.base import Line, Paragraphs

from .evidence import EvidenceView
from .models import Category, NominationQuestion, Round
from .readiness import MOST_CHARACTERS, answer_fault, word_limits
from .services.seconding import MOST_WORDS, words_problem

_TITLE_HINT = "One line for the awards programme, for example ‘The fume hood that warns you first’."


def _email(label: str, hint: str = "", *, required: bool = True) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=hint,
        required=required,
        max_length=254,
        error_messages={
            "required": "Give an email address.",
            "invalid": "This is no email address. It has an @ in it, as in name@example.org.",
        },
    )


class BeginForm(forms.Form):
    """In which category. It can be changed later."""

    category = forms.ChoiceField(
        label="Award category",
        widget=forms.RadioSelect,
        help_text="Choose the closest. You can change it later.",
        error_messages={"required": "Choose a category.", "invalid_choice": "Choose one of these categories."},
    )

    def __init__(self, round_: Round, data: Any = None, initial: Mapping[str, Any] | None = None) -> None:
        self.categories = {str(category.pk): category for category in round_.categories.all()}
        alone = next(iter(self.categories)) if len(self.categories) == 1 else None
        super().__init__(data, initial={"category": alone, **(initial or {})})
        field: Any = self.fields["category"]
        field.choices = [(key, _described(category)) for key, category in self.categories.items()]

    @property
    def chosen(self) -> Category:
        """Return the category that was chosen."""
        return self.categories[self.cleaned_data["category"]]


def _described(category: Category) -> str:
    return f"{category.name}: {category.description}" if category.description else category.name


class GuestBeginForm(BeginForm, ForPeopleForm):
    """Somebody without an account begins: by a work address, which they confirm."""

    name = Line(
        label="Your name",
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Give your name.", "max_length": "Keep it to 160 characters."},
    )
    email = _email("Your work address", "We send a link there, by which you go on. Only colleagues nominate.")
    field_order = ("category", "name", "email")

    def clean_email(self) -> str:
        """Refuse addresses of other domains."""
        email: str = self.cleaned_data["email"].lower()
        if problem := domain_problem(email):
            raise forms.ValidationError(problem)
        return email


class WhoForm(BeginForm):
    """In which category, and what a team is called."""

    team_name = Line(
        label="Name of the team",
        max_length=160,
        required=False,
        help_text="Only where a team is nominated, for example ‘The night shift of the imaging suite’.",
        error_messages={"max_length": "Keep it to 160 characters."},
    )


class PersonForm(forms.Form):
    """Somebody who is not found in the directory."""

    name = Line(
        label="Their name",
        max_length=160,
        error_messages={"required": "Give their name.", "max_length": "Keep it to 160 characters."},
    )
    email = _email(
        "Their work address", "Where they are asked whether they agree. Shown to nobody else.", required=False
    )
    department = Line(
        label="Their department",
        max_length=160,
        required=False,
        error_messages={"max_length": "Keep it to 160 characters."},
    )


class EvidenceField(forms.MultipleChoiceField):
    """Thanks to be ticked. What was taken back since the form was opened keeps nobody's words from being saved."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label="Thanks that they released as evidence (optional)",
            help_text="Colleagues thanked them here. Judges read what you tick, without the name of whoever sent it.",
            required=False,
            **more,
        )

    def valid_value(self, value: str) -> bool:
        """Let everything through: of what is ticked only what is still offered is taken."""
        return True


def _thanked(row: EvidenceView, several: bool) -> str:
    whom = f" To {row.to}." if several and row.to else ""
    return f"‘{row.words}’{whom} {row.on:%-d %B %Y}"


class StoryForm(forms.Form):
    """A title, and an answer to each question. A draft may lack anything: what is missing is told, and kept back."""

    title = Line(
        label="Title of the nomination",
        max_length=120,
        required=False,
        help_text=_TITLE_HINT,
        error_messages={"max_length": "Keep it to 120 characters."},
    )

    def __init__(
        self,
        questions: Iterable[NominationQuestion],
        data: Any = None,
        title: str = "",
        answers: Mapping[int, str] | None = None,
    ) -> None:
        super().__init__(data, initial={"title": title})
        self.offered: list[EvidenceView] = []
        self.add_questions(questions, answers or {})

    def add_questions(self, questions: Iterable[NominationQuestion], answers: Mapping[int, str]) -> None:
        """Add a field for each question, with what was answered."""
        self.questions = {f"question_{question.pk}": question for question in questions}
        for name, question in self.questions.items():
            self.fields[name] = _answer_field(question, answers.get(question.pk, ""))

    def offer(self, thanks: Iterable[EvidenceView]) -> None:
        """Add what those who are nominated released as evidence, to be ticked; no field where there is nothing."""
        self.offered = list(thanks)
        if not self.offered:
            return
        several = len({row.to for row in self.offered}) > 1
        self.fields["thanks"] = EvidenceField(
            choices=[(str(row.pk), _thanked(row, several)) for row in self.offered],
            initial=[str(row.pk) for row in self.offered if row.is_chosen],
        )

    @property
    def evidence(self) -> list[int] | None:
        """Return the keys of thanks that are ticked; None where none were offered."""
        if not self.offered:
            return None
        return [row.pk for row in self.offered if str(row.pk) in self.cleaned_data.get("thanks", [])]

    @property
    def answers(self) -> dict[int, str]:
        """Return what was answered, by the key of the question."""
        return {question.pk: self.cleaned_data.get(name, "") for name, question in self.questions.items()}

    def refuse_what_lacks(self) -> bool:
        """Add what is missing as errors beside each field; say whether anything is."""
        if not self.cleaned_data.get("title"):
            self.add_error("title", "Give the nomination a short title.")
        for name, question in self.questions.items():
            if name in self.cleaned_data and (fault := answer_fault(question, self.cleaned_data[name])):
                self.add_error(name, fault)
        return bool(self.errors)


def _answer_field(question: NominationQuestion, answer: str) -> forms.Field:
    label = question.text if question.is_required else f"{question.text} (optional)"
    return Paragraphs(
        label=label,
        help_text=" ".join(part for part in (word_limits(question), question.help_text) if part),
        required=False,
        initial=answer,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": f"Keep it to {question.most_words:,} words. This is too long to be saved."},
    )


class SeconderForm(forms.Form):
    """Somebody who is asked to add their words."""

    name = Line(
        label="Their name",
        max_length=160,
        error_messages={"required": "Give their name.", "max_length": "Keep it to 160 characters."},
    )
    email = _email("Their email address", "They get a link of their own there.")


class FileForm(forms.Form):
    """A file beside the nomination."""

    label = Line(
        label="What it shows",
        max_length=120,
        error_messages={"required": "Say what it shows.", "max_length": "Keep it to 120 characters."},
    )
    file = forms.FileField(
        label="A PDF or a picture",
        allow_empty_file=True,  # the size is told by the service, of a file too large its own
        error_messages={"required": "Choose a file."},
    )


class SecondingForm(forms.Form):
    """A seconder's words."""

    words = Paragraphs(
        label="Why do you support it?",
        help_text=f"At most {MOST_WORDS} words. Say what you saw yourself.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_words(self) -> str:
        """Look at the words as they are looked at when they are kept."""
        words: str = self.cleaned_data["words"]
        if problem := words_problem(words):
            raise forms.ValidationError(problem)
        return words
