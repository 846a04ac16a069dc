"""Every read of people and skills. What somebody may see of a person is decided in `visibility`, from these rows."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Subquery

from portal.core.pairs import Pairs
from profiles.enums import (
    CLAIMED_STATES,
    HELD_STAGES,
    Audience,
    CheckState,
    ProfileState,
    ReuseState,
    Section,
    WordState,
)
from profiles.words import words_of

if TYPE_CHECKING:
    from profiles.models import (  # noqa: F401 (named below)
        CertificateCheck,
        Equipment,
        PhotoReuse,
        Registration,
        Skill,
        Technician,
    )

WordT = TypeVar("WordT", bound=models.Model)
# How long a profile is taken to be true after its owner last changed or confirmed it
STALE_AFTER = timedelta(days=365)
# How long before its end an agreement to use a photo is called to mind
RUNS_OUT_SOON = timedelta(days=30)
MOST_STALE_MAILS = 2  # then it is a steward's to see to
# Rows that are read as they are
_ROWS = ("contributions", "committee_seats", "achievements")


def in_departments(wanted: Iterable[Any], by: str = "pk") -> models.Q:
    """Return the condition that something's department is one of these (by key or slug), or stands beneath one."""
    levels = ("department", "department__parent", "department__parent__parent")
    return models.Q(*((f"{level}__{by}__in", list(wanted)) for level in levels), _connector=models.Q.OR)


class TechnicianQuerySet(models.QuerySet["Technician"]):
    """Technicians."""

    def on_staff_list(self) -> Self:
        """Return everybody who is still at the university."""
        return self.exclude(state=ProfileState.LEFT)

    def live(self) -> Self:
        """Return those whose profile is switched on; each section still has its own audience."""
        return self.filter(state=ProfileState.LIVE)

    def managed_by(self, user: Any) -> Self:
        """Return those whom the staff list gives this user, by their own profile, as manager; whatever they show."""
        return self.on_staff_list().filter(manager__user=user, manager__state__in=CLAIMED_STATES)

    def stale(self, now: datetime) -> Self:
        """Return live profiles that their owner, who has an account, neither changed nor confirmed for a year."""
        long_ago = now - STALE_AFTER
        confirmed = models.Q(confirmed_at__isnull=False, confirmed_at__gt=long_ago)
        return self.live().filter(user__is_active=True, profile_updated_at__lte=long_ago).exclude(confirmed)

    def stale_for_stewards(self) -> Self:
        """Return live profiles whose owner was asked as often as we ask whether it is correct, and did not answer."""
        return self.live().filter(stale_mails__gte=MOST_STALE_MAILS)

    def unclaimed(self) -> Self:
        """Return those on the staff list who have not claimed their profile."""
        return self.filter(state=ProfileState.INVITED)

    def with_invitations(self) -> Self:
        """Add `invitation_count` and `last_invited`, in the same query."""
        return self.annotate(
            invitation_count=models.Count("invitations"), last_invited=models.Max("invitations__sent_at")
        )

    def named_like(self, text: str) -> Self:
        """Return those in whose name, address or staff number each word occurs; for the staff list's own screens."""
        people = self
        for word in text.split():
            fields = ("given_name", "family_name", "preferred_name", "email", "staff_number")
            people = people.filter(models.Q(*((f"{name}__icontains", word) for name in fields), _connector=models.Q.OR))
        return people

    def visible_to(self, audience: Audience) -> Self:
        """Return live profiles whose name and job this audience may see (colleagues see what the public sees)."""
        wanted = [Audience.PUBLIC] if audience == Audience.PUBLIC else [Audience.PUBLIC, Audience.COLLEAGUES]
        return self.live().filter(self._section_seen_by(Section.BASICS, wanted))

    def showing(self, section: Section, audience: Audience) -> Self:
        """Return profiles visible to the audience, which show it this section too."""
        wanted = [Audience.PUBLIC] if audience == Audience.PUBLIC else [Audience.PUBLIC, Audience.COLLEAGUES]
        return self.visible_to(audience).filter(self._section_seen_by(section, wanted))

    def with_photo_for(self, audience: Audience, name: str = "") -> Self:
        """Return those who show this audience a photo, by name as it is read; only those with each word in their name.

        The name is the one in the index, which holds what the audience may see. Call `for_hits()` to show them.
        """
        return (
            self.named(name, audience)
            .showing(Section.PHOTO, audience)
            .filter(photo__isnull=False, user__is_active=True)
        )

    def named(self, name: str, audience: Audience) -> Self:
        """Return those whom the audience may see, by name as it is read; only those with each word in their name.

        The name is the one in the index, which holds what the audience may see. `name` may be empty: then all.
        """
        from profiles.models import SearchEntry  # noqa: PLC0415 (models import this module)

        entries = SearchEntry.objects.filter(technician=OuterRef("pk"), audience=audience)
        people = self.visible_to(audience)
        for word in words_of(name):
            people = people.filter(Exists(entries.filter(sort_name__contains=word)))
        return people.annotate(sort_name=Subquery(entries.values("sort_name"))).order_by("sort_name", "pk")

    def who_can(self, skill: "Skill", audience: Audience) -> Self:
        """Return those who show this audience that they have a skill: the best first, then by name as it is read."""
        from profiles.models import SearchEntry, TechnicianSkill  # noqa: PLC0415 (models import this module)

        level = TechnicianSkill.objects.filter(technician=OuterRef("pk"), skill=skill).values("level")
        sort_name = SearchEntry.objects.filter(technician=OuterRef("pk"), audience=audience).values("sort_name")
        return (
            self.showing(Section.SKILLS, audience)
            .annotate(level=Subquery(level), sort_name=Subquery(sort_name))
            .filter(level__isnull=False)
            .order_by("-level", "sort_name", "pk")
        )

    def who_works_with(self, equipment: "Equipment", audience: Audience) -> Self:
        """Return those who show this audience what they do with a piece of equipment, by name as it is read."""
        from profiles.models import EquipmentRole, SearchEntry  # noqa: PLC0415 (models import this module)

        roles = EquipmentRole.objects.filter(technician=OuterRef("pk"), equipment=equipment)
        sort_name = SearchEntry.objects.filter(technician=OuterRef("pk"), audience=audience).values("sort_name")
        shown = EquipmentRole.objects.filter(equipment=equipment).select_related("equipment")
        return (
            self.showing(Section.EQUIPMENT, audience)
            .filter(Exists(roles))
            .annotate(sort_name=Subquery(sort_name))
            .order_by("sort_name", "pk")
            .select_related("department__parent__parent", "campus", "building", "photo")
            .prefetch_related("audiences", Prefetch("equipment_rows", shown))
        )

    @staticmethod
    def _section_seen_by(section: Section, wanted: list[Audience]) -> Exists:
        from profiles.models import SectionAudience  # noqa: PLC0415 (models import this module)

        return Exists(SectionAudience.objects.filter(technician=OuterRef("pk"), section=section, audience__in=wanted))

    def for_matches(self) -> Self:
        """Return them with all that a line of search results shows of each, in two queries."""
        from profiles.models import TechnicianSkill  # noqa: PLC0415 (models import this module)

        skills = TechnicianSkill.objects.select_related("skill").filter(skill__state=WordState.APPROVED)
        joined = self.select_related("department__parent__parent", "campus", "building", "photo")
        return joined.with_audiences().prefetch_related(Prefetch("skill_rows", skills))

    def with_audiences(self) -> Self:
        """Read the audience of each section with the row (`Technician.chosen_audiences`): no query."""
        from profiles.models import SectionAudience  # noqa: PLC0415 (models import this module)

        rows = SectionAudience.objects.filter(technician=OuterRef("pk"))
        return self.annotate(read_audiences=Pairs(rows, name=F("section"), held=F("audience")))

    def with_offers(self) -> Self:
        """Read the offers with the row (`Technician.told_offers`): no query."""
        from profiles.models import Offer  # noqa: PLC0415 (models import this module)

        rows = Offer.objects.filter(technician=OuterRef("pk"))
        return self.annotate(read_offers=Pairs(rows, name=F("kind"), held=F("words")))

    def for_hits(self) -> Self:
        """Return them with all that a list shows of each, in three queries for any number of rows."""
        from profiles.models import Registration  # noqa: PLC0415 (models import this module)

        return self.for_matches().prefetch_related(
            Prefetch("registrations", Registration.objects.select_related("type"))
        )

    def for_views(self) -> Self:
        """Return them with all that a ProfileView reads, in seven queries for any number of rows."""
        from profiles.models import EquipmentRole  # noqa: PLC0415 (models import this module)

        roles = EquipmentRole.objects.select_related("equipment").filter(equipment__state=WordState.APPROVED)
        return self.for_hits().with_offers().prefetch_related(Prefetch("equipment_rows", roles), *_ROWS)

    def for_owner(self) -> Self:
        """Return them with all that their owner keeps, whoever else may see it, in a fixed number of queries."""
        from profiles.models import EquipmentRole, Registration, TechnicianSkill  # noqa: PLC0415 (as above)

        joined = self.select_related("department__parent__parent", "campus", "building", "photo")
        return (
            joined.with_audiences()
            .with_offers()
            .prefetch_related(
                Prefetch("skill_rows", TechnicianSkill.objects.select_related("skill")),
                Prefetch("equipment_rows", EquipmentRole.objects.select_related("equipment")),
                Prefetch("registrations", Registration.objects.select_related("type")),
                *_ROWS,
            )
        )


class WordQuerySet(models.QuerySet[WordT]):
    """Shared words of one kind."""

    def approved(self) -> Self:
        """Return what editors have agreed to."""
        return self.filter(state=WordState.APPROVED)

    def waiting(self) -> Self:
        """Return what waits for the editors, the oldest first."""
        return self.filter(state=WordState.SUGGESTED).order_by("suggested_at", "pk")

    def merged_from(self, slug: str) -> WordT | None:
        """Return the approved word into which that of a former address was merged, or None."""
        return self.approved().filter(old_slugs__slug=slug).first()


class SkillQuerySet(WordQuerySet["Skill"]):
    """Skills."""

    def called(self, text: str) -> Self:
        """Return approved skills whose name or alias contains the text, for autocomplete."""
        return (
            self.approved().filter(models.Q(name__icontains=text) | models.Q(aliases__name__icontains=text)).distinct()
        )


class EquipmentQuerySet(WordQuerySet["Equipment"]):
    """Equipment."""

    def called(self, text: str) -> Self:
        """Return approved equipment whose name, maker, model or alias contains the text, for autocomplete."""
        fields = ("name", "maker", "model", "aliases__name")
        named = models.Q(*((f"{name}__icontains", text) for name in fields), _connector=models.Q.OR)
        return self.approved().filter(named).distinct()

    def with_place(self) -> Self:
        """Load department, campus, building and photo with them."""
        return self.select_related("department", "campus", "building", "photo")

    def narrowed(self, text: str = "", campus: Iterable[str] = (), department: Iterable[str] = ()) -> Self:
        """Return what has each word in its name, maker, model or other names, on these campuses, of these departments.

        A department (by its slug, as the campuses are) takes in what stands beneath it.
        """
        found = self
        for word in text.split():
            found = found.filter(models.Exists(self.model._default_manager.called(word).filter(pk=OuterRef("pk"))))
        if campus:
            found = found.filter(campus__slug__in=campus)
        if department:
            found = found.filter(in_departments(department, by="slug"))
        return found

    def counted_by(self, place: str) -> "models.QuerySet[Equipment, tuple[str, str, int]]":
        """Return (slug, name, how many) for each campus or department that has any of it, by name."""
        return (
            self.exclude(**{place: None})
            .order_by(f"{place}__name")
            .values_list(f"{place}__slug", f"{place}__name")
            .annotate(models.Count("pk", distinct=True))
        )

    def with_people(self, audience: Audience) -> Self:
        """Add `people`: how many this audience may see to work with each."""
        from profiles.models import Technician  # noqa: PLC0415 (models import this module)

        seen = Technician.objects.showing(Section.EQUIPMENT, audience)
        shown = models.Q(role_rows__technician__in=seen)
        return self.annotate(people=models.Count("role_rows__technician", filter=shown, distinct=True))


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations."""

    def of_people_here(self) -> Self:
        """Return those of technicians who keep a profile and are still at the university."""
        return self.filter(technician__state__in=CLAIMED_STATES)

    def due_by(self, day: date) -> Self:
        """Return what is held and to be renewed by this day, the soonest first."""
        due = self.filter(stage__in=HELD_STAGES, renewal_due_on__lte=day)
        return due.select_related("type").order_by("renewal_due_on", "pk")

    def with_check_state(self) -> Self:
        """Add `check_state`: where the latest request to look at the certificate stands, or None."""
        from profiles.models import CertificateCheck  # noqa: PLC0415 (models import this module)

        latest = CertificateCheck.objects.filter(registration=OuterRef("pk")).order_by("-asked_at", "-pk")
        return self.select_related("type").annotate(check_state=Subquery(latest.values("state")[:1]))


class CertificateCheckQuerySet(models.QuerySet["CertificateCheck"]):
    """Requests that a steward look at a certificate."""

    def waiting(self) -> Self:
        """Return what stewards are asked to see: of people who are still here, the longest waiting first."""
        here = self.filter(state=CheckState.ASKED, registration__technician__state__in=CLAIMED_STATES)
        return here.order_by("asked_at", "pk")

    def not_of(self, user: Any) -> Self:
        """Leave out a user's own: nobody decides on their own certificate."""
        return self.exclude(registration__technician__user=user)

    def with_what_is_asked(self) -> Self:
        """Load what their owners asked to be checked, and whose it is; nothing else of the profile."""
        return self.select_related("registration__type", "registration__technician", "decided_by").only(
            "state",
            "how",
            "asked_at",
            "decided_at",
            "decided_by__first_name",
            "decided_by__last_name",
            "decided_by__email",
            "registration__body",
            "registration__awarded_on",
            "registration__type__name",
            "registration__type__post_nominals",
            "registration__technician__given_name",
            "registration__technician__preferred_name",
            "registration__technician__family_name",
            "registration__technician__user_id",
            "registration__technician__state",
        )


class PhotoReuseQuerySet(models.QuerySet["PhotoReuse"]):
    """Requests to use a photo elsewhere, and what became of them."""

    def waiting_for(self, user: Any) -> Self:
        """Return what waits for the answer of this user, about their own photo; the longest waiting first."""
        mine = self.filter(state=ReuseState.ASKED, editor__isnull=False, technician__user=user)
        here = mine.filter(technician__state__in=CLAIMED_STATES)
        return here.select_related("editor").order_by("asked_at", "pk")

    def agreed(self) -> Self:
        """Return what may be used now."""
        return self.filter(state=ReuseState.AGREED)

    def over_by(self, day: date) -> Self:
        """Return what was asked or agreed until a day before this one."""
        return self.filter(state__in=(ReuseState.ASKED, ReuseState.AGREED), until__lt=day)

    def running_out(self, today: date) -> Self:
        """Return what was agreed and ends soon, the soonest first."""
        return self.agreed().filter(until__range=(today, today + RUNS_OUT_SOON)).order_by("until", "pk")

    def with_people(self) -> Self:
        """Load who asked, the copy, and of the technician what a view of them is made from."""
        from profiles.models import Technician  # noqa: PLC0415 (models import this module)

        return self.select_related("editor", "copy").prefetch_related(
            Prefetch("technician", Technician.objects.for_hits())
        )
