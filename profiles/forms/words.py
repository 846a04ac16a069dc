"""Forms of the sections that are a few words each."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from profiles.enums import Section
from profiles.models import Building, Campus, Technician
from profiles.models.places import place_problem
from profiles.services import profile
from profiles.topics import LONGEST_TOPIC, MOST_TOPICS, parse_topics, validate_topics

from .base import Line, Paragraphs, SectionForm

_TYPED_LABELS = {"preferred_name": "preferred name", "campus": "campus", "building": "building", "room": "room"}


class TypedFieldsForm(SectionForm):
    """A section with fields that the staff list also fills, until the technician types their own."""

    from_staff_list: tuple[str, ...] = ()

    release = forms.MultipleChoiceField(
        label="Use the staff list’s again",
        help_text="You typed these, so the staff list leaves them alone. What you tick, its next import fills again.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, technician: Technician, data: Any = None) -> None:
        super().__init__(technician, data)
        typed = [name for name in self.from_staff_list if name in technician.typed_fields]
        if typed:
            release: Any = self.fields.pop("release")
            self.fields["release"] = release  # the last of the fields
            release.choices = [(name, _TYPED_LABELS[name].capitalize()) for name in typed]
        else:
            del self.fields["release"]


class BasicsForm(TypedFieldsForm):
    """The name somebody goes by, and their pronouns."""

    section = Section.BASICS
    body_template = "profiles/me/fields/basics.html"
    from_staff_list = ("preferred_name",)

    preferred_name = Line(
        label="Preferred given name",
        max_length=100,
        required=False,
        help_text=(
            "Shown in place of the given name on the staff list. Your page’s address follows it, and the old one "
            "leads on to it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    pronouns = Line(max_length=40, required=False, help_text="For example she/her, he/him, they/them.")

    def begin(self, technician: Technician) -> dict[str, Any]:
        """Begin with what is there."""
        return {"preferred_name": technician.preferred_name, "pronouns": technician.pronouns}

    def clean_preferred_name(self) -> str:
        """Refuse an empty name where the staff list has no given name either to fall back on."""
        name = str(self.cleaned_data["preferred_name"])
        if name and not any(letter.isalpha() for letter in name):
            raise forms.ValidationError("A name has letters in it. Type the name that people call you by.")
        return name

    def submit(self, user: Any) -> None:
        """Save."""
        data = self.cleaned_data
        profile.save_basics(
            self.edit(user),
            preferred_name=data["preferred_name"],
            pronouns=data["pronouns"],
            release=data.get("release", ()),
        )


class IntroductionForm(SectionForm):
    """The line under the name, and the longer text."""

    section = Section.INTRODUCTION

    headline = Line(
        label="In one line",
        max_length=140,
        required=False,
        help_text=(
            "Stands under your name, up to 140 characters. For example ‘I look after the instruments that let people "
            "see what they argued about for years’."
        ),
    )
    about = Paragraphs(
        label="What I do",
        max_length=4000,
        required=False,
        help_text="Plain text; an empty line begins a new paragraph. Up to 4,000 characters.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def begin(self, technician: Technician) -> dict[str, Any]:
        """Begin with what is there."""
        return {"headline": technician.headline, "about": technician.about}

    def submit(self, user: Any) -> None:
        """Save."""
        profile.save_introduction(
            self.edit(user), headline=self.cleaned_data["headline"], about=self.cleaned_data["about"]
        )


class AskForm(SectionForm):
    """What to ask about, one a line."""

    section = Section.ASK_ME_ABOUT

    topics = Paragraphs(
        label="Ask me about",
        max_length=4000,
        required=False,
        help_text=(
            f"One a line, up to {MOST_TOPICS} lines of {LONGEST_TOPIC} characters. For example ‘Freezing things fast "
            "enough that water forgets to crystallise’."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[validate_topics],
    )

    def begin(self, technician: Technician) -> dict[str, Any]:
        """Begin with what is there."""
        return {"topics": "\n".join(technician.ask_me_about)}

    def clean_topics(self) -> list[str]:
        """Return the lines as phrases."""
        return parse_topics(self.cleaned_data["topics"])

    def submit(self, user: Any) -> None:
        """Save."""
        profile.save_topics(self.edit(user), topics=self.cleaned_data["topics"])


class BuildingsByCampus(forms.models.ModelChoiceIterator):
    """Buildings under the name of their campus."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", "Not said")
        groups: dict[str, list[Any]] = {}
        for building in self.queryset:
            groups.setdefault(building.campus.name, []).append(self.choice(building))
        yield from groups.items()


class BuildingField(forms.ModelChoiceField):
    """A building, chosen under its campus."""

    iterator = BuildingsByCampus


class PlaceForm(TypedFieldsForm):
    """Where and when somebody works."""

    section = Section.PLACE
    from_staff_list = ("campus", "building", "room")

    campus = forms.ModelChoiceField(Campus.objects.all(), required=False, empty_label="Not said")
    building = BuildingField(
        Building.objects.select_related("campus").order_by("campus__name", "name"),
        required=False,
    )
    room = Line(max_length=60, required=False)
    working_pattern = Line(
        label="When I am there", max_length=120, required=False, help_text="For example ‘Monday to Thursday, from 8’."
    )

    def begin(self, technician: Technician) -> dict[str, Any]:
        """Begin with what is there."""
        return {
            "campus": technician.campus_id,
            "building": technician.building_id,
            "room": technician.room,
            "working_pattern": technician.working_pattern,
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a building that stands on another campus."""
        data: dict[str, Any] = super().clean() or {}
        if problem := place_problem(data.get("campus"), data.get("building")):
            self.add_error("building", f"{problem} Choose that campus, or another building.")
        return data

    def submit(self, user: Any) -> None:
        """Save."""
        data = self.cleaned_data
        profile.save_place(
            self.edit(user),
            campus=data["campus"],
            building=data["building"],
            room=data["room"],
            working_pattern=data["working_pattern"],
            release=data.get("release", ()),
        )


class ContactForm(SectionForm):
    """How to reach somebody."""

    section = Section.CONTACT
    body_template = "profiles/me/fields/contact.html"

    phone = Line(
        max_length=40,
        required=False,
        help_text="A work number, for example 01632 960 414 or extension 6104.",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        validators=[
            RegexValidator(
                r"(?i)^(?=.*\d)[\d\s()+./x-]*(?:\s*(?:ext|extension)\.?\s*\d+)?$|^(?:ext|extension)\.?\s*\d+$",
                "This does not read as a telephone number. Use digits, spaces, +, brackets and ‘ext’.",
            )
        ],
    )

    def begin(self, technician: Technician) -> dict[str, Any]:
        """Begin with what is there."""
        return {"phone": technician.phone}

    def submit(self, user: Any) -> None:
        """Save."""
        profile.save_contact(self.edit(user), phone=self.cleaned_data["phone"])
