"""How the domain says no, in words for the person who asked."""


class PortalError(Exception):
    """A refusal; `message` is a translated sentence that may be shown as it is."""

    status = 400

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


class NotFound(PortalError):
    """It is not there, or not theirs: the two are never told apart."""

    status = 404


class NotAllowed(PortalError):
    """They may see it, but this step is not theirs."""

    status = 403


class RuleBroken(PortalError):
    """The step is theirs, but a rule of the domain forbids it now."""

    status = 422


class StaleEdit(RuleBroken):
    """Somebody else changed the record in between."""

    status = 409
