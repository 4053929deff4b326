"""How certificates look."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class Theme(Word):
    """A certificate's design: type, ornament, layout and seal."""

    GUILLOCHE = "guilloche", _l("Woven frame")
    QUIET = "quiet", _l("Quiet modern")
    ENGRAVED = "engraved", _l("Classic engraved")
    BANNER = "banner", _l("Bold banner")


class SampleKind(Word):
    """What a preview is filled with."""

    USUAL = "usual", _l("A usual certificate")
    LONG = "long", _l("Long names and much text")
    LITTLE = "little", _l("Little text, attested by the office")
