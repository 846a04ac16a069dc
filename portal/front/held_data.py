"""What the portal keeps of a person and for how long, from what each app says in the registry."""

from dataclasses import dataclass

from portal.core.registries.personal import personal_data


@dataclass(frozen=True)
class Held:
    """One kind of what is kept, in the words of whoever it is about."""

    label: str
    kept_for: str


def held_data() -> list[Held]:
    """Return what every app keeps, in the registry's order."""
    return [Held(entry.label, entry.kept_for) for entry in personal_data]
