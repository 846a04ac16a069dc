"""Addresses of profiles, which survive a change of name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from portal.core.numbering import numbered
from profiles.models import Equipment, OldEquipmentSlug, OldSkillSlug, OldSlug, Skill, Technician

LONGEST = 100  # characters; the column takes more, for the number that tells namesakes apart


def _base(name: str, otherwise: str = "technician") -> str:
    """Return the address of a name before namesakes are told apart; `otherwise` where it has no Latin letters."""
    return slugify(name)[:LONGEST].strip("-") or otherwise


def _fits(technician: Technician) -> bool:
    """Say whether the address already is that of the present name, with or without a namesake's number."""
    base = _base(technician.display_name)
    start, _, number = technician.slug.rpartition("-")
    return technician.slug == base or (start == base and number.isdigit())


def free_slug(name: str, technician_pk: int | None = None) -> str:
    """Return an address for a name that nobody has or had, save this technician: 'ana-silva', 'ana-silva-2' ...

    Names in scripts that have no Latin letters become 'technician', 'technician-2' ...
    """
    base = _base(name)
    taken = set(
        Technician.objects.filter(slug__startswith=base).exclude(pk=technician_pk or 0).values_list("slug", flat=True)
    )
    taken |= set(
        OldSlug.objects.filter(slug__startswith=base)
        .exclude(technician_id=technician_pk or 0)
        .values_list("slug", flat=True)
    )
    return numbered(base, taken)[0]


def free_word_slug(word: Skill | Equipment, name: str) -> str:
    """Return an address for the name of a skill or of equipment that no other has or had; not saved here."""
    base = _base(name, otherwise=word.kind)
    old: QuerySet[Any] = OldSkillSlug.objects.exclude(skill_id=word.pk or 0)
    if isinstance(word, Equipment):
        old = OldEquipmentSlug.objects.exclude(equipment_id=word.pk or 0)
    others = type(word)._default_manager.exclude(pk=word.pk or 0)
    taken = {"suggest"}  # the autocomplete's own address
    for rows in (others, old):
        taken |= set(rows.filter(slug__startswith=base).values_list("slug", flat=True))
    return numbered(base, taken)[0]


def rename_address(technician: Technician) -> bool:
    """Give a technician the address of their present name, the former one leading on to it; say whether it changed.

    Call inside the transaction that saved the name; saves the slug itself.
    """
    if _fits(technician):
        return False
    slug = free_slug(technician.display_name, technician.pk)
    OldSlug.objects.filter(slug=slug, technician=technician).delete()
    OldSlug.objects.get_or_create(slug=technician.slug, defaults={"technician": technician})
    technician.slug = slug
    technician.save(update_fields=["slug"])
    return True


class SlugPool:
    """Every address in use, read once, from which many can be given without asking the database again.

    Make it inside the transaction that saves what it gives.
    """

    def __init__(self) -> None:
        self.owners: dict[str, int | None] = dict(OldSlug.objects.values_list("slug", "technician_id"))
        self.owners.update(Technician.objects.values_list("slug", "pk"))
        self._next: dict[str, int] = {}

    def take(self, name: str) -> str:
        """Return an address for the name of somebody new, by the rule of `free_slug`, and count it as taken."""
        base = _base(name)
        slug, self._next[base] = numbered(base, self.owners, self._next.get(base, 1))
        self.owners[slug] = None
        return slug

    def take_back(self, name: str, technician_pk: int) -> tuple[str, bool]:
        """Return an address for the new name of a technician, and whether it had been theirs before."""
        base = _base(name)
        slug, number = base, 1
        while slug in self.owners and self.owners[slug] != technician_pk:
            number += 1
            slug = f"{base}-{number}"
        had = slug in self.owners
        self.owners[slug] = technician_pk
        return slug, had


@dataclass(frozen=True)
class Renamed:
    """A technician whose address changed; `taken_back` says that the new one had been theirs before."""

    technician: Technician
    former: str
    taken_back: bool


def rename_addresses(technicians: Iterable[Technician], pool: SlugPool) -> list[Renamed]:
    """Do for many what `rename_address` does for one, in a fixed number of queries; return those whose address changed.

    Sets their slug without saving it, and keeps the former one leading on.
    """
    renamed = []
    for technician in technicians:
        if _fits(technician):
            continue
        former = technician.slug
        technician.slug, taken_back = pool.take_back(technician.display_name, technician.pk)
        renamed.append(Renamed(technician, former, taken_back))
    OldSlug.objects.filter(slug__in=[each.technician.slug for each in renamed if each.taken_back]).delete()
    OldSlug.objects.bulk_create(
        (OldSlug(slug=each.former, technician=each.technician) for each in renamed), batch_size=500
    )
    return renamed
