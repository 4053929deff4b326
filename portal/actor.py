"""Who does something: every verb takes `by: Actor` and every history row keeps one."""

from dataclasses import dataclass

from portal.vocabulary import ActorKind, Role


@dataclass(frozen=True)
class Actor:
    """A person in one membership, the holder of a mailed link, the system or the command line."""

    kind: ActorKind
    label: str
    user_id: int | None = None
    role: Role | None = None
    campus_id: int | None = None
    employer_id: int | None = None
    contact_id: int | None = None
    request_id: int | None = None
    """The evaluation request that a link's holder came by."""
    follow_up_id: int | None = None
    """The question on what came of it that a link's holder came by."""
    on_behalf_of: str = ""

    def is_role(self, *roles: Role) -> bool:
        return self.role in roles


NOBODY = Actor(ActorKind.NOBODY, "")
SYSTEM = Actor(ActorKind.SYSTEM, "The portal")
CLI = Actor(ActorKind.CLI, "Command line", role=Role.ADMIN)
