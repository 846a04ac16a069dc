"""What somebody answers who was asked about a story."""

from django import forms


class SeenForm(forms.Form):
    """Agreeing to what was read: `seen` is its fingerprint."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RefuseForm(forms.Form):
    """Saying no, with a line to the editors where one likes."""

    words = forms.CharField(
        label="A line to the editors",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="If you like. They are told in any case that you do not agree.",
    )


class WishForm(forms.Form):
    """Asking for other words."""

    words = forms.CharField(
        label="What should be different",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="They change it and ask you again. Until then nothing is shown.",
        error_messages={"required": "Say what should be different."},
    )
