"""Forms of what becomes of one registration: an award, a renewal, and asking for its certificate to be looked at."""

from typing import Any

from django import forms

from profiles.enums import RegistrationStep
from profiles.models import Registration
from profiles.services.profile import StepDates

from .base import DateBox, Line


class StepForm(forms.Form):
    """What a step asks; most ask nothing but whether it is meant."""

    awarded_on = forms.DateField(label="Awarded on", required=False, widget=DateBox)
    body = Line(label="Through which body", max_length=120, required=False, help_text="For example IST or the RSC.")
    renewal_due_on = forms.DateField(label="Renewal due on", required=False, widget=DateBox)

    def __init__(self, step: RegistrationStep, row: Registration, data: Any = None) -> None:
        self.step = step
        super().__init__(data, initial={"body": row.body} if step == RegistrationStep.AWARD else None)
        if step == RegistrationStep.AWARD:
            self.fields["renewal_due_on"].help_text = "Where it has to be renewed. We write to you before."
        elif step == RegistrationStep.RENEW:
            del self.fields["awarded_on"], self.fields["body"]
            self.fields["renewal_due_on"].label = "Next renewal due on"
        else:
            self.fields.clear()

    def told(self) -> StepDates:
        """Return what was filled in."""
        return StepDates(**self.cleaned_data)


class CertificateForm(forms.Form):
    """How a steward can see the certificate."""

    how = Line(
        label="How can a steward see it?",
        max_length=300,
        help_text="For example ‘I bring it on Tuesday’, or a number and where it can be looked up.",
        error_messages={"required": "Say how a steward can see the certificate."},
    )
