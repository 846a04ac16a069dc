"""The forms of one's own profile, one a section."""

from profiles.enums import Section

from .base import SectionForm
from .going_live import AudiencesForm, GoLiveForm
from .photo import PhotoForm
from .registrations import RegistrationForm, RegistrationsForm
from .skills import SkillsForm
from .words import AskForm, BasicsForm, ContactForm, IntroductionForm, PlaceForm

SECTION_FORMS: dict[Section, type[SectionForm]] = {
    form.section: form
    for form in (
        BasicsForm,
        PhotoForm,
        IntroductionForm,
        AskForm,
        SkillsForm,
        RegistrationsForm,
        PlaceForm,
        ContactForm,
    )
}

__all__ = [
    "SECTION_FORMS",
    "AskForm",
    "AudiencesForm",
    "BasicsForm",
    "ContactForm",
    "GoLiveForm",
    "IntroductionForm",
    "PhotoForm",
    "PlaceForm",
    "RegistrationForm",
    "RegistrationsForm",
    "SectionForm",
    "SkillsForm",
]
