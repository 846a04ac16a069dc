"""Forms of the import of the staff list."""

from typing import Any

from django import forms

from profiles.enums import RosterScope
from profiles.models import Department, RosterImport
from profiles.roster.columns import StaffField, mapping_problems
from profiles.roster.tables import column_letters


class UploadForm(forms.Form):
    """A file, and what it claims to be."""

    file = forms.FileField(
        label="Staff list",
        help_text="A spreadsheet (.xlsx) or a CSV file with a header. "
        "Nothing is changed before you have seen a preview.",
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty.",
            "missing": "Choose a file.",
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    scope = forms.ChoiceField(
        label="This file is",
        choices=RosterScope.choices,
        initial=RosterScope.WHOLE,
        widget=forms.RadioSelect,
        help_text="Whoever is on the list now and not in the file is marked as left; of ‘these departments only’, "
        "that is so for their people alone.",
    )
    departments = forms.ModelMultipleChoiceField(
        label="Departments",
        queryset=Department.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only for ‘these departments only’. What stands beneath a faculty or department counts with it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not Department.objects.exists():
            del self.fields["departments"]

    def clean(self) -> dict[str, Any]:
        """Want departments where the file is about some, and none where it is about all."""
        data = super().clean() or {}
        if data.get("scope") == RosterScope.DEPARTMENTS and not data.get("departments"):
            if "departments" in self.fields:
                self.add_error("departments", "Tick the departments that this file is about.")
            else:
                self.add_error("scope", "There are no departments yet: the first list is the whole one.")
        if data.get("scope") == RosterScope.WHOLE and data.get("departments"):
            self.add_error("scope", "You ticked departments: choose ‘these departments only’, or untick them.")
        return data


class ColumnsForm(forms.Form):
    """What each column of the file holds."""

    def __init__(self, roster: RosterImport, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roster = roster
        choices = [("", "Ignore this column"), *StaffField.choices]
        for index, name in enumerate(roster.columns):
            seen = ", ".join(roster.samples[index]) if index < len(roster.samples) else ""
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=f"{column_letters(index)}: {name}",
                choices=choices,
                required=False,
                initial=roster.mapping.get(str(index), ""),
                help_text=f"For example: {seen}" if seen else "Empty in the first rows.",
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a matching that cannot be used: beside the second of two same columns, or above all."""
        data = super().clean() or {}
        taken: dict[str, int] = {}
        mapping: dict[int, StaffField] = {}
        for index in range(len(self.roster.columns)):
            value = data.get(f"column_{index}")
            if not value:
                continue
            if value in taken:
                first = self.roster.columns[taken[value]]
                self.add_error(f"column_{index}", f"‘{first}’ is matched to this already. Ignore one of the two.")
                continue
            taken[value] = index
            mapping[index] = StaffField(value)
        for problem in mapping_problems(mapping):
            self.add_error(None, problem)
        data["mapping"] = mapping
        return data
