"""What is picked out of a plan's actions, and what is done to many of them at once."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from plan.enums import ActionStatus, Attention, BulkWay
from plan.forms.accounts import AccountField
from plan.forms.actions import LONGEST_LEAD
from plan.forms.updates import LONGEST_NOTE
from plan.models import Plan
from plan.overview import Wanted
from plan.services import bulk
from plan.services.editing import ActionGoneError, ActionsChangedError, EditRefusedError
from plan.services.updates import UpdateRefusedError
from portal.core.models import Theme
from profiles.forms.base import Line, Paragraphs

GONE = "One of the actions is no longer there. Look at the list again; nothing was saved."
LONGEST_SEARCH = 200


class FilterForm(forms.Form):
    """The filters of a plan's actions, as they stand in the address; what makes no sense there picks nothing out."""

    q = Line(label="Search", required=False, max_length=LONGEST_SEARCH)
    theme = forms.ChoiceField(label="Theme", required=False)
    status = forms.ChoiceField(label="Status", choices=[("", "Any"), *ActionStatus.choices], required=False)
    lead = forms.ChoiceField(label="Lead", required=False)
    only = forms.MultipleChoiceField(
        label="Only", choices=Attention.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, leads: Sequence[str]) -> None:
        super().__init__(data, auto_id="id_filter_%s")
        self._choose("theme", [(theme.slug, theme.name) for theme in Theme.objects.all()])
        self._choose("lead", [(words, words if len(words) < 80 else f"{words[:79]}…") for words in leads])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [("", "Any"), *choices]

    @property
    def wanted(self) -> Wanted:
        """Return what is to be picked out."""
        self.is_valid()
        data = self.cleaned_data
        only = frozenset(Attention(each) for each in data.get("only", ()))
        return Wanted(data.get("q", ""), data.get("theme", ""), data.get("status", ""), data.get("lead", ""), only)


class BulkForm(forms.Form):
    """What many have in common: the actions that are ticked, with the version at which each was seen."""

    name: str  # by which a post says which of the forms is meant
    title: str
    button: str

    def __init__(self, plan: Plan, data: Any = None) -> None:
        self.plan = plan
        self.ticked: dict[int, int] = {}
        super().__init__(data, auto_id=f"id_{self.name}_%s")

    def clean(self) -> dict[str, Any]:
        """Read which are ticked."""
        data = super().clean() or {}
        for value in self.data.getlist("ticked"):  # type: ignore[attr-defined]
            pk, _, version = value.partition("-")
            if pk.isdecimal() and version.isdecimal() and max(len(pk), len(version)) < 12:
                self.ticked[int(pk)] = int(version)
        if not self.ticked:
            self.add_error(None, "Tick the actions first that you want to change.")
        return data

    def submit(self, user: Any) -> str | None:
        """Do it to all of them, and return what was done in words; None where nothing was, with the reason."""
        if not self.is_valid():
            return None
        try:
            return self.do(user)
        except ActionGoneError:
            self.add_error(None, GONE)
        except ActionsChangedError as changed:
            codes = ", ".join(action.code for action in changed.actions)
            self.add_error(None, f"Somebody changed {codes} meanwhile. Look at the list again; nothing was saved.")
        except EditRefusedError as refused:
            self.add_error(refused.part if refused.part in self.fields else None, str(refused))
        except UpdateRefusedError as refused:
            self.add_error(refused.field if refused.field in self.fields else None, str(refused))
        return None

    def do(self, user: Any) -> str:
        """Call the service, which raises what `submit` says in words."""
        raise NotImplementedError


class BulkStatusForm(BulkForm):
    """One status with one note for all; each action gets an update of its own."""

    name, title, button = "status", "Say how they are going", "Post the update to all that are ticked"

    status = forms.ChoiceField(
        label="Status of the ticked actions",
        choices=[("", "Choose one"), *ActionStatus.choices],
        error_messages={"required": "Choose how they are going."},
    )
    note = Paragraphs(
        label="Note, the same for all",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The public reads it. Whoever stops an action says why.",
    )
    author_words = Line(
        label="Who says it",
        max_length=160,
        help_text="A role or an office, as the public reads it, for example ‘Steering group’.",
        error_messages={"required": "Say who speaks: a role or an office, for example ‘Steering group’."},
    )

    def do(self, user: Any) -> str:
        """Post the updates."""
        data = self.cleaned_data
        status = ActionStatus(data["status"])
        number = bulk.set_status(self.plan, self.ticked, user, status, data["note"], data["author_words"])
        return f"{_actions(number)}: {status.label.lower()}."


class BulkLeadsForm(BulkForm):
    """One lead, beside the others, in the place of all of them or of one."""

    name, title, button = "leads", "Give them a lead", "Change the leads of all that are ticked"

    lead = Line(
        label="Lead", max_length=LONGEST_LEAD, error_messages={"required": "Say who leads, as the plan words it."}
    )
    account = AccountField(label="Account of the lead")
    way = forms.ChoiceField(label="Where it stands", choices=BulkWay.choices, initial=BulkWay.ADD)
    instead = Line(
        label="Lead that is replaced",
        max_length=LONGEST_LEAD,
        required=False,
        help_text="Only for ‘In the place of one’: as it stands in the list.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask whom the lead replaces, where it does."""
        data = super().clean()
        if data.get("way") == BulkWay.REPLACE and not data.get("instead"):
            self.add_error("instead", "Say which lead is replaced, as it stands in the list.")
        return data

    def do(self, user: Any) -> str:
        """Change the leads."""
        data = self.cleaned_data
        account = data["account"].pk if data["account"] else None
        number = bulk.change_leads(
            self.plan, self.ticked, user, BulkWay(data["way"]), data["lead"], account=account, instead=data["instead"]
        )
        return f"Leads of {_actions(number)} changed."


class BulkThemesForm(BulkForm):
    """Themes, beside those that are there or in their place."""

    name, title, button = "themes", "Give them themes", "Change the themes of all that are ticked"

    themes = forms.ModelMultipleChoiceField(
        label="Themes of the ticked actions",
        queryset=Theme.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose a theme."},
    )
    way = forms.ChoiceField(
        label="Where they stand",
        choices=[(way.value, way.label) for way in (BulkWay.ADD, BulkWay.SET)],
        initial=BulkWay.ADD,
    )

    def do(self, user: Any) -> str:
        """Change the themes."""
        data = self.cleaned_data
        way = BulkWay(data["way"])
        return f"Themes of {_actions(bulk.change_themes(self.plan, self.ticked, user, way, data['themes']))} changed."


def _actions(number: int) -> str:
    return f"{number} action" if number == 1 else f"{number} actions"


BULK: dict[str, Callable[..., BulkForm]] = {form.name: form for form in (BulkStatusForm, BulkLeadsForm, BulkThemesForm)}
