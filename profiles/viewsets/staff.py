"""The staff list as stewards see it: what the list says and the state of the profile, never what somebody wrote."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from portal.core.screens import ForThose, shown_to
from portal.core.spreadsheets import FILES
from profiles.enums import ProfileState
from profiles.models import Campus, Department, Technician
from profiles.permissions import may_import, may_view_staff_list
from profiles.querysets import TechnicianQuerySet, in_departments


class StaffFilters(WagtailFilterSet):
    """State, department with all beneath it, campus as the list has it."""

    state = django_filters.ChoiceFilter(label="State", choices=ProfileState.choices)
    department = django_filters.ModelChoiceFilter(
        label="Department", queryset=Department.objects.all(), method="in_department"
    )
    campus = django_filters.ModelChoiceFilter(label="Campus", queryset=Campus.objects.all(), method="on_campus")

    stale = django_filters.ChoiceFilter(
        label="Still correct?", choices=[("yes", "Asked twice, no answer")], method="is_stale"
    )

    class Meta:
        model = Technician
        fields = ["state", "department", "campus", "stale"]

    def is_stale(self, people: TechnicianQuerySet, name: str, value: str) -> TechnicianQuerySet:
        """Keep the profiles that nobody said are still correct; the choice holds no other value."""
        return people.stale_for_stewards()

    def in_department(self, people: QuerySet[Technician], name: str, value: Department) -> QuerySet[Technician]:
        """Keep the people of a faculty, department or team, and of what stands beneath it."""
        return people.filter(in_departments([value.pk]))

    def on_campus(self, people: QuerySet[Technician], name: str, value: Campus) -> QuerySet[Technician]:
        """Keep the people of a campus, of those for whom the list says it: what they typed is theirs."""
        return (
            people.filter(campus=value)
            .annotate(typed_text=Cast("typed_fields", TextField()))
            .exclude(typed_text__contains='"campus"')
        )


def list_name(technician: Technician) -> str:
    """Return the name the staff list has, family name first."""
    return ", ".join(part for part in (technician.family_name, technician.given_name) if part)


def list_campus(technician: Technician) -> str:
    """Return the campus the list has; nothing where the technician typed another."""
    return "" if "campus" in technician.typed_fields else str(technician.campus or "")


# What a file holds: the staff list's own fields and the state of the profile, and nothing that somebody wrote
EXPORTED: dict[str, Callable[[Technician], Any]] = {
    "Staff number": lambda person: person.staff_number,
    "Family name": lambda person: person.family_name,
    "Given name": lambda person: person.given_name,
    "Work email": lambda person: person.email,
    "Job title": lambda person: person.job_title,
    "Grade": lambda person: person.grade,
    "Department": lambda person: str(person.department or ""),
    "Campus": list_campus,
    "Profile": lambda person: person.get_state_display(),
}


class StaffIndex(ForThose, BaseListingView):
    """Everybody on the staff list, and those who left."""

    may = may_view_staff_list
    model = Technician
    page_title = "Staff list"
    header_icon = "list-ul"
    template_name = "wagtailadmin/generic/listing.html"
    index_url_name = "technicians_admin:index"
    index_results_url_name = "technicians_admin:index_results"
    paginate_by = 50
    is_searchable = True
    search_backend_name = None
    search_fields = ["family_name", "given_name", "staff_number", "email"]
    filterset_class = StaffFilters
    default_ordering = "family_name"
    no_results_message = "Nobody is found. Change the search or the filters, or import a staff list."
    columns = [
        Column("name", label="Name", accessor=list_name, sort_key="family_name"),
        Column("staff_number", label="Staff number", sort_key="staff_number"),
        Column("email", label="Work email", sort_key="email"),
        Column("job_title", label="Job title", sort_key="job_title"),
        Column("grade", label="Grade"),
        Column("department", label="Department"),
        Column("campus", label="Campus", accessor=list_campus),
        Column("state", label="Profile", accessor="get_state_display", sort_key="state"),
    ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the list, or give all that search and filters leave as a file (`?export=csv`, `?export=xlsx`)."""
        make = FILES.get(request.GET.get("export", ""))
        if make is None:
            return super().get(request, *args, **kwargs)
        rows = ([read(person) for read in EXPORTED.values()] for person in self.get_queryset())
        return make(f"staff-list-{timezone.localdate()}", tuple(EXPORTED), rows)

    def get_base_queryset(self) -> QuerySet[Technician]:
        """Read the staff list's columns only."""
        return Technician.objects.select_related("department", "campus").only(
            "family_name",
            "given_name",
            "staff_number",
            "email",
            "job_title",
            "grade",
            "department__name",
            "campus__name",
            "typed_fields",
            "state",
        )

    def search_queryset(self, queryset: QuerySet[Technician]) -> QuerySet[Technician]:
        """Let each word of the search be found in any of the fields: 'ana silva' finds Silva, Ana."""
        for word in self.search_query.split():
            found = Q()
            for field in self.search_fields:
                found |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(found)
        return queryset

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer the imports to those who may make them."""
        if not may_import(self.request.user):
            return []
        return [HeaderButton("Import a staff list", url=reverse("staff_list:upload"), icon_name="upload")]

    @property
    def header_more_buttons(self) -> list[Button]:
        """Offer what is listed as a file."""
        asked = self.request.GET.copy()
        asked.pop("p", None)
        return [
            Button(label, url=f"?{urlencode({**asked.dict(), 'export': kind})}", icon_name="download")
            for kind, label in (("csv", "Download as CSV"), ("xlsx", "Download as Excel"))
        ]


class StaffViewSet(ViewSet):
    """The staff list's addresses under /admin/technicians/."""

    name = "technicians_admin"
    url_prefix = "technicians"
    icon = "list-ul"
    menu_label = "Staff list"
    menu_name = "technicians-on-the-list"
    menu_order = 200
    menu_item_class = shown_to(may_view_staff_list)
    menu_url = reverse_lazy("technicians_admin:index")
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", StaffIndex.as_view(), name="index"),
            path("results/", StaffIndex.as_view(results_only=True), name="index_results"),
        ]
