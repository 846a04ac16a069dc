"""Choosing a technician for a page: only those whom the public may see, by the name that the public reads."""

from typing import Any

from django import forms
from django.urls import URLPattern
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser

from profiles.enums import Audience
from profiles.models import Technician
from profiles.querysets import TechnicianQuerySet

HIDDEN = "Somebody who is not shown to the public any more"


def choosable() -> TechnicianQuerySet:
    """Return those whom the public may see, by name as it is read."""
    return Technician.objects.named("", Audience.PUBLIC)


class NameFilterForm(BaseFilterForm):
    """Finds people by the name that the public reads, and by nothing else of them."""

    q = forms.CharField(
        label="Name", required=False, max_length=100, widget=forms.TextInput(attrs={"placeholder": "Name"})
    )

    def filter(self, objects: Any) -> Any:
        """Return those with each word in their name."""
        text = self.cleaned_data["q"].replace("\x00", " ").strip()
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return Technician.objects.named(text, Audience.PUBLIC)


class _ByName:
    """The list: names as the public reads them. A technician as text has the staff number, which editors do not see."""

    filter_form_class = NameFilterForm

    @property
    def title_column(self) -> TitleColumn:
        """Return Wagtail's column with the name."""
        column: TitleColumn = super().title_column  # type: ignore[misc]
        column.accessor = "display_name"
        return column

    def can_create(self) -> bool:
        """Nobody is made here: people come from the staff list."""
        return False


class ChooseTechnicianView(_ByName, ChooseView):
    """The window with the list."""


class ChooseTechnicianResultsView(_ByName, ChooseResultsView):
    """The list alone."""


class _Named:
    def get_display_title(self, instance: Technician) -> str:
        return instance.display_name


class ChosenTechnicianView(_Named, ChosenView):
    """What goes into the form when one was chosen; of somebody who is not in the list, nothing."""

    def get_object(self, pk: str) -> Technician:
        """Return somebody of the list; raises DoesNotExist for anybody else."""
        if not pk.isdecimal():
            raise Technician.DoesNotExist
        return choosable().get(pk=pk)


class ChosenTechniciansView(_Named, ChosenMultipleView):
    """The same of several."""

    def get_objects(self, pks: list[str]) -> Any:
        """Return those of the list."""
        return choosable().filter(pk__in=[pk for pk in pks if pk.isdecimal()])


class TechnicianChooser(BaseChooser):
    """The field in the form; of somebody who hid since they were chosen it does not tell the name."""

    def get_display_title(self, instance: Technician) -> str:
        """Return the name, where the public still reads it."""
        return instance.display_name if choosable().filter(pk=instance.pk).exists() else HIDDEN


class TechnicianChooserViewSet(ChooserViewSet):
    """The chooser of technicians, by the ORM: no person is in a search index of Wagtail's."""

    model = Technician
    icon = "user"
    choose_one_text = "Choose a technician"
    choose_another_text = "Choose another technician"
    edit_item_text = "Show this technician"
    choose_view_class = ChooseTechnicianView
    choose_results_view_class = ChooseTechnicianResultsView
    chosen_view_class = ChosenTechnicianView
    chosen_multiple_view_class = ChosenTechniciansView
    base_widget_class = TechnicianChooser

    def get_object_list(self) -> Any:
        """Return those whom the public may see."""
        return choosable()

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses, without the one that would make somebody."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


technician_chooser = TechnicianChooserViewSet("technician_chooser", url_prefix="technician-chooser")
