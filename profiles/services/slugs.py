"""Addresses of profiles, which survive a change of name."""

from django.utils.text import slugify

from profiles.models import OldSlug, Technician

LONGEST = 100  # characters; the column takes more, for the number that tells namesakes apart


def free_slug(name: str, technician_pk: int | None = None) -> str:
    """Return an address for a name that nobody has or had, save this technician: 'ana-silva', 'ana-silva-2' ...

    Names in scripts that have no Latin letters become 'technician', 'technician-2' ...
    """
    base = slugify(name)[:LONGEST].strip("-") or "technician"
    taken = set(
        Technician.objects.filter(slug__startswith=base).exclude(pk=technician_pk or 0).values_list("slug", flat=True)
    )
    taken |= set(
        OldSlug.objects.filter(slug__startswith=base)
        .exclude(technician_id=technician_pk or 0)
        .values_list("slug", flat=True)
    )
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def rename_address(technician: Technician) -> bool:
    """Give a technician the address of their present name, the former one leading on to it; say whether it changed.

    Call inside the transaction that saved the name; saves the slug itself.
    """
    slug = free_slug(technician.display_name, technician.pk)
    base = slugify(technician.display_name)[:LONGEST].strip("-") or "technician"
    same = technician.slug == base or (
        technician.slug.rpartition("-")[0] == base and technician.slug.rpartition("-")[2].isdigit()
    )
    if same or slug == technician.slug:
        return False
    OldSlug.objects.filter(slug=slug, technician=technician).delete()
    OldSlug.objects.get_or_create(slug=technician.slug, defaults={"technician": technician})
    technician.slug = slug
    technician.save(update_fields=["slug"])
    return True
