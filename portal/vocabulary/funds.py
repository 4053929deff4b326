"""What happens in the ledger of a fund."""

from flask_babel import lazy_gettext as _l

from portal.vocabulary.word import Word


class EntryKind(Word):
    PAID_IN = "paid_in", _l("Paid in")
    COMMITTED = "committed", _l("Promised")
    RELEASED = "released", _l("Released")
    SPENT = "spent", _l("Spent")
    CORRECTED = "corrected", _l("Corrected")
