"""What the forms of all sections have in common: who sees it, and what was read."""

from typing import Any, ClassVar

from django import forms

from profiles.enums import Audience, Section
from profiles.models import Technician
from profiles.services.profile import Edit, section_seen
from profiles.visibility import section_audiences


class Line(forms.CharField):
    """One line of text: whatever white space was typed or pasted becomes single spaces."""

    def to_python(self, value: Any) -> str:
        """Return the line."""
        return " ".join(str(super().to_python(value)).split())


class Paragraphs(forms.CharField):
    """Plain text in paragraphs; a line's end counts as one character, as the browser counts it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        return str(super().to_python(str(value or "").replace("\r\n", "\n").replace("\r", "\n")))


class DateBox(forms.DateInput):
    """The browser's own date field, which wants ISO dates."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentBox(forms.DateTimeInput):
    """The browser's own field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def shown_rows(data: Any, most: int) -> set[int]:
    """Return the keys of the rows that stood in the form when it was opened, of at most twice as many as there may be.

    Rows that another tab, or somebody else, added or took away since are told by it.
    """
    return {int(pk) for pk in data.getlist("row")[: most * 2] if pk.isdecimal() and len(pk) < 12}


class SectionForm(forms.Form):
    """A section's own fields, its audience, and a mark of what was read, by which a second tab is noticed."""

    data: Any  # what was sent, as a QueryDict
    section: ClassVar[Section]
    body_template: str = "profiles/me/fields/plain.html"
    done_words: ClassVar[str] = "Saved"
    goes_on_at = ""  # the name of the page that a save leads on to, other than the list of sections

    audience = forms.ChoiceField(
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who sees this section.", "invalid_choice": "Choose one of the three."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, technician: Technician, data: Any = None) -> None:
        self.technician = technician
        initial = {
            "audience": section_audiences(technician)[self.section],
            "seen": section_seen(technician, self.section),
            **self.begin(technician),
        }
        super().__init__(data, initial=initial, auto_id=f"id_{self.section}_%s")

    def begin(self, technician: Technician) -> dict[str, Any]:
        """Return what the fields begin with."""
        return {}

    def submit(self, user: Any) -> None:
        """Save by the section's service, which raises ProfileChangedError and ProfileGoneError."""
        raise NotImplementedError

    def edit(self, user: Any) -> Edit:
        """Return who saves what, for the services."""
        return Edit(
            technician_pk=self.technician.pk,
            user=user,
            section=self.section,
            seen=self.cleaned_data["seen"],
            audience=Audience(self.cleaned_data["audience"]),
        )

    @property
    def only_adds(self) -> bool:
        """Say whether a save leaves the rows alone that are there, so that one after a clash takes nobody's place."""
        return False

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """Return the section's fields without those that all sections have."""
        return [field for field in self.visible_fields() if field.name != "audience"]

    @property
    def audience_value(self) -> str:
        """Return the audience as chosen, or as it stands."""
        return str(self["audience"].value() or "")

    @property
    def audience_legend(self) -> str:
        """Return the question over the switch."""
        return f"Who sees ‘{self.section.label}’"

    @property
    def audience_choices(self) -> list[tuple[str, str]]:
        """Return the stops of the switch."""
        return [(audience.value, str(audience.label)) for audience in Audience]

    def mark_as_read(self) -> None:
        """Take the section as it stands now for read, so that a further save writes over it knowingly."""
        self.data = self.data.copy()
        self.data["seen"] = section_seen(self.technician, self.section)
