"""Honours in the admin: all of them, those from before the portal or of other bodies, and who was honoured."""

from typing import Any

from django.forms import Form
from django.http import Http404
from django.urls import reverse
from wagtail.log_actions import log

from awards.forms.honours import (
    HonouredOutsideForm,
    HonouredTechnicianForm,
    PastHonourForm,
    RecordHonouredForm,
    words_form,
)
from awards.honour_list import board_url
from awards.models import Honour, HonouredPerson
from awards.services.agreeing import ask_person, record_agreement
from awards.services.honouring import HonourError
from awards.services.past_honours import add_honour, add_person, change_honour, remove_honour, remove_person
from portal.core.registries import handoffs

from .honour_screens import LIST, Button, FormScreen, HonourScreen, OneHonour, address_of, name_of, title_of

STORY = "story_draft"  # the receiver of drafts, where stories are installed


class HonoursView(HonourScreen):
    """All honours, the latest first, those that are not announced yet too."""

    template_name = "awards/admin/honours.html"
    page_title = LIST
    http_method_names = ["get", "head"]

    def way(self) -> list[tuple[str, str]]:
        """Nothing lies between."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of honours with their people's names, as far as this organiser may see them."""
        rows = Honour.objects.in_order().with_people()
        page = self.page_of(rows)
        shown = [
            (row, title_of(row), [(person, name_of(person, self.request.user)) for person in row.people.all()])
            for row in page
        ]
        return super().get_context_data(page=page, rows=shown, board_url=board_url(), **kwargs)


class AddHonourView(FormScreen):
    """One more honour."""

    page_title = "Write an honour down"
    button = "Add"

    def form(self, data: Any = None) -> Form:
        """Return the form."""
        return PastHonourForm(data)

    def do(self, form: Any) -> str:
        """Write it down."""
        sent = form.cleaned_data
        add_honour(sent["scheme"], sent["year"], form.said(), by=self.request.user)
        return "Added. Now say who was honoured: they are named when they agree."


class HonourView(OneHonour):
    """One honour: what is said of it, its people and what they answered."""

    template_name = "awards/admin/honour.html"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        """Return what it is."""
        return title_of(self.honour)

    def way(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return super().way()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add its people, and what it can be made into."""
        people = [(person, name_of(person, self.request.user)) for person in self.honour.people.all()]
        handoff = handoffs.get(STORY)
        label = handoff.label if handoff and self.honour.is_announced else ""
        # the address's own number stands in `kwargs` too
        return super().get_context_data(**kwargs | {"honour": self.honour, "people": people, "story_label": label})


class ChangeHonourView(OneHonour, FormScreen):
    """Saying something else of an honour."""

    page_title = "Change what is said"

    def form(self, data: Any = None) -> Form:
        """Return the form."""
        return words_form(self.honour, data)

    def do(self, form: Any) -> str:
        """Change it; who agreed to other words is asked anew."""
        asked = change_honour(self.honour.pk, form.said(), by=self.request.user)
        return "Saved. Those who had been asked are asked anew." if asked else "Saved."


class AddTechnicianView(OneHonour, FormScreen):
    """One more who was honoured: a technician."""

    page_title = "Add a technician"
    button = "Add"

    def form(self, data: Any = None) -> Form:
        """Return the form."""
        return HonouredTechnicianForm(data)

    def do(self, form: Any) -> str:
        """Add them."""
        add_person(self.honour.pk, by=self.request.user, **form.cleaned_data)
        return "Added. Ask whether they may be named: until then they are not."


class AddSomebodyView(AddTechnicianView):
    """One more who was honoured: somebody who has no profile."""

    page_title = "Add somebody else"

    def form(self, data: Any = None) -> Form:
        """Return the form."""
        return HonouredOutsideForm(data)


class RecordView(FormScreen):
    """Noting that somebody agreed elsewhere."""

    page_title = "Agreed elsewhere"
    button = "Note the agreement"
    _person: HonouredPerson | None = None

    @property
    def person(self) -> HonouredPerson:
        """Return who is meant, loaded once."""
        if self._person is None:
            rows = HonouredPerson.objects.with_technician().select_related("honour__scheme")
            self._person = rows.filter(pk=self.kwargs["pk"]).first()
            if self._person is None:
                raise Http404
        return self._person

    def way(self) -> list[tuple[str, str]]:
        """Lead back to the list and the honour."""
        return [*super().way(), (address_of(self.person.honour), title_of(self.person.honour))]

    def about(self) -> str:
        """Name who is meant."""
        return name_of(self.person, self.request.user)

    def form(self, data: Any = None) -> Form:
        """Return the form."""
        return RecordHonouredForm(data)

    def do(self, form: Any) -> str:
        """Note it."""
        record_agreement(self.person.pk, by=self.request.user, reason=form.cleaned_data["reason"])
        return "Noted. They are told by mail, with a link to take it back."

    def then(self) -> str:
        """Lead back to the honour."""
        return address_of(self.person.honour)


class PersonButton(Button):
    """Asking somebody, or taking them out (`do` in the address)."""

    def back(self) -> str:
        """Lead back to the honour."""
        honour = HonouredPerson.objects.filter(pk=self.kwargs["pk"]).values_list("honour", flat=True).first()
        return reverse("award_honours:one", args=[honour]) if honour else reverse("award_honours:index")

    def do(self) -> str:
        """Do it."""
        if self.kwargs["do"] == "ask":
            ask_person(self.kwargs["pk"], by=self.request.user)
            return "Asked by mail. You are told when they answer."
        remove_person(self.kwargs["pk"], by=self.request.user)
        return "Taken out."


class RemoveHonourView(Button):
    """Deleting an honour that was written down by mistake."""

    def back(self) -> str:
        """Lead back to the list."""
        return reverse("award_honours:index")

    def do(self) -> str:
        """Delete it."""
        remove_honour(self.kwargs["honour"], by=self.request.user)
        return "Deleted."


class StoryView(Button):
    """Handing an honour over as a draft of a story."""

    def back(self) -> str:
        """Lead back to the honour."""
        return reverse("award_honours:one", args=[self.kwargs["honour"]])

    def do(self) -> str:
        """Hand it over, with those alone who agreed to be named; nothing is published by that."""
        handoff = handoffs.get(STORY)
        honour = Honour.objects.with_people().get(pk=self.kwargs["honour"])
        if handoff is None or not honour.is_announced:
            raise HonourError("It can be made into a story once it is announced.")
        people = list(honour.people.all())
        agreed = [person.technician_id for person in people if person.has_agreed and person.technician_id]
        all_agreed = all(person.has_agreed for person in people)
        said = (f"{honour.get_kind_display()}: {title_of(honour)}.", honour.citation if all_agreed else "")
        material = {"title": title_of(honour), "text": "\n\n".join(filter(None, said)), "technicians": agreed}
        handoff.receive(self.request.user, material)
        log(instance=honour.scheme, action="awards.honour.story", user=self.request.user, data={"honour": honour.pk})
        return "A draft of a story was made. Those who keep stories find it among the drafts."
