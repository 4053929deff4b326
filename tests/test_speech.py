"""Sentences in templates: the visitor's language, escaped values, one look-up a language."""

from gettext import NullTranslations

import pytest
from flask import Flask, g, render_template_string
from flask_babel import Babel, refresh

from portal import speech


class German(NullTranslations):
    """Three sentences, as a compiled catalogue would hold them."""

    KNOWN = {"Find": "Suchen", "for %(name)s": "für %(name)s"}

    def ugettext(self, message):
        return self.KNOWN.get(message, message)

    def ungettext(self, one, many, num):
        return "%(num)s Platz" if num == 1 else "%(num)s Plätze"


class English(NullTranslations):
    """No catalogue at all."""

    ugettext = NullTranslations.gettext
    ungettext = NullTranslations.ngettext


@pytest.fixture
def say(monkeypatch):
    """`say(locale, template)` as a page of that campus shows it."""
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: g.locale)
    speech.init_app(app)
    monkeypatch.setattr(
        speech, "get_translations", lambda: German() if speech.tongue() == "de" else English()
    )
    speech.spoken.cache_clear()
    speech.counted.cache_clear()

    def shown(locale: str, template: str, **values) -> str:
        g.locale = locale
        refresh()
        return render_template_string(template, **values)

    with app.test_request_context():
        yield shown
    speech.spoken.cache_clear()
    speech.counted.cache_clear()


def test_each_visitor_reads_their_language(say):
    assert [say(locale, "{{ _('Find') }}") for locale in ("en", "de", "en", "de")] == ["Find", "Suchen"] * 2


def test_values_are_escaped(say):
    assert say("de", "{{ _('for %(name)s', name=name) }}", name="<b>") == "für &lt;b&gt;"


def test_numbers_choose_the_form(say):
    template = "{{ ngettext('%(num)s seat', '%(num)s seats', n) }}"
    assert [say("en", template, n=n) for n in (1, 2)] == ["1 seat", "2 seats"]
    assert [say("de", template, n=n) for n in (1, 2)] == ["1 Platz", "2 Plätze"]


def test_blocks_speak_too(say):
    assert say("de", "{% trans name=name %}for {{ name }}{% endtrans %}", name="Jo") == "für Jo"
