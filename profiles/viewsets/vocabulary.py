"""The shared words in the admin: departments, campuses, buildings, skills, registration types."""

from typing import Any

from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from profiles.models import Building, Campus, Department, Equipment, RegistrationType, Skill, SkillGroup
from profiles.services.vocabulary import clean_aliases, set_aliases, word_changed


class WordForm(WagtailAdminModelForm):
    """A form of a shared word: those found by it are indexed anew once it is saved."""

    def save(self, commit: bool = True) -> Any:
        """Save, then have the index follow on commit."""
        with transaction.atomic():
            word = super().save(commit)
            if commit:
                word_changed(word)
        return word


class NamesForm(WordForm):
    """A skill or equipment with its other names, one a line."""

    other_names = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text="One a line. Whoever searches by one of these finds it: NMR, FT-NMR ...",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["other_names"].initial = "\n".join(self.instance.aliases.values_list("name", flat=True))

    def clean_other_names(self) -> list[str]:
        """Return the names as a list."""
        return clean_aliases(self.cleaned_data["other_names"], self.instance)

    def save(self, commit: bool = True) -> Any:
        """Save the word, then its names."""
        with transaction.atomic():
            word = super().save(commit)
            if commit:
                set_aliases(word, self.cleaned_data["other_names"])
        return word


class MergingEditView(EditView):
    """The screen of a skill or equipment, with a way to merge it into another."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Add the way to merging."""
        address = reverse("suggestions:word", args=[self.object.kind, self.object.pk])
        return [*super().header_more_buttons, Button("Merge into another", url=address, icon_name="link", priority=15)]


def fields_of(form: type[WagtailAdminModelForm], *names: str) -> ObjectList:
    """Return the editing screen of these fields on this form."""
    return ObjectList([FieldPanel(name) for name in names], base_form_class=form)


class DepartmentViewSet(SnippetViewSet):
    """Faculties, departments and teams."""

    model = Department
    icon = "group"
    menu_label = "Departments"
    list_display = ("name", "kind", "parent")
    list_filter = ("kind",)
    search_fields = ("name",)
    search_backend_name = None
    edit_handler = fields_of(WordForm, "name", "kind", "parent", "slug")

    def get_queryset(self, request: Any) -> Any:
        """Load parents with them: the list shows both."""
        return Department.objects.select_related("parent")


class CampusViewSet(SnippetViewSet):
    """Campuses."""

    model = Campus
    icon = "site"
    menu_label = "Campuses"
    list_display = ("name",)
    search_fields = ("name",)
    search_backend_name = None
    edit_handler = fields_of(WordForm, "name", "slug")


class BuildingViewSet(SnippetViewSet):
    """Buildings."""

    model = Building
    icon = "home"
    menu_label = "Buildings"
    list_display = ("name", "campus")
    list_filter = ("campus",)
    search_fields = ("name",)
    search_backend_name = None
    edit_handler = fields_of(WagtailAdminModelForm, "name", "campus")

    def get_queryset(self, request: Any) -> Any:
        """Load campuses with them."""
        return Building.objects.select_related("campus")


class SkillGroupViewSet(SnippetViewSet):
    """Headings of the skills list."""

    model = SkillGroup
    icon = "list-ul"
    menu_label = "Skill groups"
    list_display = ("name", "order")
    search_fields = ("name",)
    search_backend_name = None
    edit_handler = fields_of(WagtailAdminModelForm, "name", "slug", "order")


class SkillViewSet(SnippetViewSet):
    """Skills and their other names."""

    model = Skill
    icon = "tag"
    menu_label = "Skills"
    list_display = ("name", "group", "state")
    list_filter = ("group", "state")
    search_fields = ("name", "aliases__name")
    search_backend_name = None
    edit_view_class = MergingEditView
    edit_handler = fields_of(NamesForm, "name", "group", "slug", "other_names")

    def get_queryset(self, request: Any) -> Any:
        """Load groups with them."""
        return Skill.objects.select_related("group")


class EquipmentViewSet(SnippetViewSet):
    """Equipment and its other names."""

    model = Equipment
    icon = "cogs"
    menu_label = "Equipment"
    list_display = ("name", "make", "place", "state")
    list_filter = ("state", "campus", "department")
    search_fields = ("name", "maker", "model", "aliases__name")
    search_backend_name = None
    edit_view_class = MergingEditView
    edit_handler = fields_of(
        NamesForm,
        "name",
        "maker",
        "model",
        "slug",
        "other_names",
        "purpose",
        "how_to_ask",
        "booking_url",
        "department",
        "campus",
        "building",
        "room",
    )

    def get_queryset(self, request: Any) -> Any:
        """Load places with them."""
        return Equipment.objects.select_related("campus", "building")


class RegistrationTypeViewSet(SnippetViewSet):
    """Types of registration, membership, fellowship, statutory role."""

    model = RegistrationType
    icon = "clipboard-list"
    menu_label = "Registration types"
    list_display = ("post_nominals", "name", "kind", "awarding_council", "confirmed")
    list_filter = ("kind", "confirmed")
    search_fields = ("post_nominals", "name")
    search_backend_name = None
    edit_handler = fields_of(
        WordForm,
        "post_nominals",
        "name",
        "kind",
        "licensing_bodies",
        "awarding_council",
        "level",
        "rank",
        "renewal",
        "source_url",
        "confirmed",
    )


class VocabularyGroup(SnippetViewSetGroup):
    """Everything that profiles are described with."""

    items = (
        SkillViewSet,
        SkillGroupViewSet,
        EquipmentViewSet,
        RegistrationTypeViewSet,
        DepartmentViewSet,
        CampusViewSet,
        BuildingViewSet,
    )
    menu_icon = "snippet"
    menu_label = "Shared words"
    menu_name = "shared-words"
    menu_order = 300
