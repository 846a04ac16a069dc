"""The form of who sees what, and the one that goes live."""

from typing import Any

from django import forms

from profiles.enums import Audience, Section
from profiles.models import Technician
from profiles.services.profile import audiences_seen
from profiles.services.profile.audiences import AGREEMENT
from profiles.visibility import section_audiences

_CORE = (Section.BASICS, Section.SKILLS)
_WORDS = (*_CORE, Section.INTRODUCTION, Section.ASK_ME_ABOUT)
# What somebody who has set nothing may choose in one go
OFFERS: dict[str, tuple[str, dict[Section, Audience]]] = {
    "core": (
        "Show my name, job and skills to everyone",
        dict.fromkeys(_CORE, Audience.PUBLIC),
    ),
    "words": (
        "Show my name, job, skills, ‘What I do’ and ‘Ask me about’ to everyone",
        dict.fromkeys(_WORDS, Audience.PUBLIC),
    ),
    "colleagues": (
        "Show all of these to colleagues who sign in, and nothing to the public",
        dict.fromkeys(_WORDS, Audience.COLLEAGUES),
    ),
    "none": ("Leave it as it is: nobody sees anything until I choose section by section", {}),
}


class AudiencesForm(forms.Form):
    """Every section's audience, saved together; one that is not sent (its form stands open) stays as it is."""

    data: Any  # what was sent, as a QueryDict

    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, technician: Technician, data: Any = None) -> None:
        super().__init__(data, initial={"seen": audiences_seen(technician)}, auto_id="id_audiences_%s")
        for section, audience in section_audiences(technician).items():
            self.fields[section.value] = forms.ChoiceField(
                label=f"Who sees ‘{section.label}’",
                choices=Audience.choices,
                initial=audience,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": f"Choose one of the three for ‘{section.label}’."},
            )

    def mark_as_read(self, technician: Technician) -> None:
        """Take the audiences as they stand now for read, so that a further save writes over them knowingly."""
        self.data = self.data.copy()
        self.data["seen"] = audiences_seen(technician)

    def chosen(self) -> dict[Section, Audience]:
        """Return the audiences chosen."""
        sent = {section: self.cleaned_data[section.value] for section in Section}
        return {section: Audience(audience) for section, audience in sent.items() if audience}


class GoLiveForm(forms.Form):
    """Agreement to be shown and, where nobody would see anything yet, what to show. Nothing is ticked beforehand."""

    offer = forms.ChoiceField(
        label="What shall people see?",
        choices=[(key, words) for key, (words, _) in OFFERS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what people shall see."},
    )
    agreed = forms.BooleanField(
        label=AGREEMENT,
        error_messages={"required": "Your profile goes live only if you agree. Tick the box, or leave it a draft."},
    )

    def __init__(self, technician: Technician, data: Any = None) -> None:
        super().__init__(data, auto_id="id_live_%s")
        if section_audiences(technician)[Section.BASICS] != Audience.ONLY_ME:
            del self.fields["offer"]

    def chosen(self) -> dict[Section, Audience]:
        """Return the audiences to set besides those there are."""
        return OFFERS[self.cleaned_data["offer"]][1] if "offer" in self.fields else {}
