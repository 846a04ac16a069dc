"""The forms of one's own profile, one a section."""

from profiles.enums import Section

from .base import SectionForm
from .equipment import EquipmentForm
from .going_live import AudiencesForm, GoLiveForm
from .photo import PhotoForm
from .registration_steps import CertificateForm, StepForm
from .registrations import RegistrationsForm
from .rows import AchievementsForm, CommitteesForm, ContributionsForm, OffersForm, RowsForm
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
        EquipmentForm,
        OffersForm,
        RegistrationsForm,
        ContributionsForm,
        CommitteesForm,
        AchievementsForm,
        PlaceForm,
        ContactForm,
    )
}
# Sections whose rows are changed one by one, each at an address of its own
ROW_FORMS: dict[Section, type[RowsForm]] = {
    Section.REGISTRATIONS: RegistrationsForm,
    Section.CONTRIBUTIONS: ContributionsForm,
    Section.COMMITTEES: CommitteesForm,
    Section.ACHIEVEMENTS: AchievementsForm,
    Section.OFFERS: OffersForm,
}

__all__ = [
    "ROW_FORMS",
    "SECTION_FORMS",
    "AskForm",
    "AudiencesForm",
    "BasicsForm",
    "CertificateForm",
    "ContactForm",
    "EquipmentForm",
    "GoLiveForm",
    "IntroductionForm",
    "PhotoForm",
    "PlaceForm",
    "RegistrationsForm",
    "RowsForm",
    "SectionForm",
    "SkillsForm",
    "StepForm",
]
