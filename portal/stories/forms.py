"""Forms of stories outside the page editor."""

from django import forms


class SuggestionForm(forms.Form):
    """A story that somebody thinks should be told."""

    title = forms.CharField(
        label="What is it about, in a line?",
        max_length=120,
        help_text="For example: How the greenhouse stopped drinking tap water",
        error_messages={"required": "Say in a line what it is about.", "max_length": "Keep it to 120 characters."},
    )
    text = forms.CharField(
        label="What happened?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text="Up to 4,000 characters. Say what was done, what was hard about it, and what is better now. It need "
        "not be well written: an editor writes the story.",
        error_messages={"required": "Say what happened.", "max_length": "Keep it to 4,000 characters."},
    )
    about = forms.CharField(
        label="Who did it?",
        required=False,
        max_length=200,
        help_text="Names, or a team. They are asked before a word about them is published.",
        error_messages={"max_length": "Keep it to 200 characters."},
    )
    link = forms.URLField(
        label="Where one can read or see more",
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text="A page, a paper, a film. Leave it empty if there is none.",
        error_messages={
            "invalid": "This is no address of a page. It begins with https://, or leave it empty.",
            "max_length": "Keep it to 300 characters.",
        },
    )


class AnswerForm(forms.Form):
    """Why a suggestion is put aside."""

    answer = forms.CharField(
        label="Why not, or not now?",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It is mailed to whoever suggested it.",
        error_messages={
            "required": "Say why: whoever suggested it gets an answer.",
            "max_length": "Keep it to 400 characters.",
        },
    )
