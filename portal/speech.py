"""Sentences of the templates, looked up once per language instead of once per use.

A board of twenty cards says a hundred sentences; the usual way to each of them costs more than the card's query.
"""

from functools import lru_cache

from flask import Flask, g
from flask_babel import get_locale, get_translations

KEPT = 8192


def init_app(app: Flask) -> None:
    """Give the templates these look-ups in place of Flask-Babel's; call after it."""
    env = app.jinja_env
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda sentence: spoken(tongue(), sentence),
        ngettext=lambda one, many, num: counted(tongue(), one, many, num),
        newstyle=True,
    )
    env.globals["_"] = env.globals["gettext"]


def tongue() -> str:
    """The language of this request, such as en_GB."""
    locale = get_locale()
    known = g.get("tongue") if locale else None
    if known is None or known[0] is not locale:
        known = (locale, str(locale or "en"))
        if locale:
            g.tongue = known
    return known[1]


@lru_cache(KEPT)
def spoken(_tongue: str, sentence: str) -> str:
    """The sentence in the language of the request that asks."""
    return get_translations().ugettext(sentence)


@lru_cache(KEPT)
def counted(_tongue: str, one: str, many: str, num: int) -> str:
    """The sentence for so many things."""
    return get_translations().ungettext(one, many, num)
