"""Settings of the audiences, and what each leaves for whom to see, worked out apart from the code under test."""

from dataclasses import dataclass, field

from profiles.enums import Audience, ProfileState, Section
from profiles.models import Technician
from profiles.services.index import reindex_on_commit
from tests.factories.people import show
from tests.outputs.canaries import AT_A_BUTTON, CANARIES, Canary, spellings
from tests.outputs.output import Output
from tests.outputs.viewers import ANSWER_READERS, EVENT_KEEPERS, PHOTO_EDITORS, PLAN_KEEPERS, Viewer
from tests.outputs.world import World, settled

WIDTH = {Audience.ONLY_ME: 0, Audience.COLLEAGUES: 1, Audience.PUBLIC: 2}
LIVE = ProfileState.LIVE
STEWARDS = (Viewer.STEWARD, Viewer.SITE_MANAGER, Viewer.SUPERUSER)


@dataclass(frozen=True)
class Setting:
    """Audiences of the sections and state of the profile."""

    name: str
    rest: Audience
    state: ProfileState = LIVE
    sections: dict[Section, Audience] = field(default_factory=dict)

    def audience(self, section: Section) -> Audience:
        """Return the audience of a section."""
        return self.sections.get(section, self.rest)

    def sees(self, viewer: Viewer, section: Section | None) -> bool:
        """Say whether the viewer may see a section: worked out here anew, apart from the code under test."""
        wanted = 2 if viewer is Viewer.VISITOR else 1
        if section is None or self.state is not LIVE or WIDTH[self.audience(Section.BASICS)] < wanted:
            return False
        return WIDTH[self.audience(section)] >= wanted

    def put(self, world: World) -> None:
        """Make the world so."""
        with settled():
            Technician.objects.filter(pk=world.technician).update(state=self.state)
            show(world.subject, self.rest)
            for section, audience in self.sections.items():
                show(world.subject, audience, section)
            reindex_on_commit([world.technician])


NAMED = {Section.BASICS: Audience.PUBLIC}
SETTINGS = (
    Setting("all of it only me", Audience.ONLY_ME),
    Setting("all of it colleagues", Audience.COLLEAGUES),
    Setting("all of it public", Audience.PUBLIC),
    Setting("name public, the rest only me", Audience.ONLY_ME, sections=NAMED),
    Setting("name public, the rest colleagues", Audience.COLLEAGUES, sections=NAMED),
    Setting("name only me, the rest public", Audience.PUBLIC, sections={Section.BASICS: Audience.ONLY_ME}),
    *(Setting(f"{state}, all of it public", Audience.PUBLIC, state) for state in ProfileState if state is not LIVE),
)
ALL_PUBLIC = SETTINGS[2]
WHOLE = (SETTINGS[0], ALL_PUBLIC)
ONE_WITHHELD = tuple(
    Setting(f"all but {section} public", Audience.PUBLIC, sections={section: Audience.ONLY_ME}) for section in Section
)


def hidden_from(viewer: Viewer, setting: Setting, entry: Output | None, address: str) -> list[Canary]:
    """Return the canaries that must not be in an output: all but what is shown, asked for, or of another kind."""
    asked = address.lower()
    return [
        canary
        for canary in CANARIES
        if (not setting.sees(viewer, canary.section) or only_at_a_button(canary, viewer, entry))
        and not any(word in asked for word in spellings(canary))
        and not (entry and entry.vocabulary and canary.vocabulary)
        and not (entry and entry.staff_list and canary.on_staff_list and viewer is not Viewer.VISITOR)
        and not (entry and entry.certificates and canary.on_certificate and viewer in STEWARDS)
        and not (entry and entry.photo_uses and canary.on_photo_uses and viewer in PHOTO_EDITORS)
        and not (entry and entry.plans and canary.on_plans and viewer in PLAN_KEEPERS)
        and not (entry and entry.bookings and canary.on_bookings and viewer in EVENT_KEEPERS)
        and not (entry and entry.bookings and canary.on_answers and viewer in ANSWER_READERS)
        and not (entry and canary.field in entry.nominations.get(viewer, ()))
        and not (entry and canary.on_stories and viewer in entry.stories)
    ]


def only_at_a_button(canary: Canary, viewer: Viewer, entry: Output | None) -> bool:
    """Say whether this is an address or a number, which visitors find nowhere but where they pressed a button."""
    return viewer is Viewer.VISITOR and canary.field in AT_A_BUTTON and (entry is None or entry.sent is None)
