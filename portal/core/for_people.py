"""Forms that everybody may fill in, signed in or not, and programs should not."""

from django import forms


class ForPeopleForm(forms.Form):
    """A form with a field that people do not see: `website` is for programs, which fill in every field."""

    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_from_a_program(self) -> bool:
        """Say whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))
