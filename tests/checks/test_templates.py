"""Templates print what they were given: nothing unsafe, nothing clever, nothing left over."""

import re

import pytest

from tests.checks.source import JINJA, TEMPLATES, name, templates, text

VERBS = "get|post|target|swap|trigger|push-url|replace-url|sync|ignore|indicator|preload"
ALLOWED = re.compile(rf"data-hx-(?:{VERBS}|headers:inherited|status:\w+(?::inherited)?)")
ANY_HX = re.compile(r"(?<![\w-])(?:data-)?hx-[\w:-]+")
SWAPS = {"innerHTML", "outerHTML", "beforeend", "outerMorph", "none"}
SQL = re.compile(
    r"\.(?:query|session|execute|scalars?|filter(?:_by)?|all|first|count)\(|\bselect\(|\bSELECT\s"
)
INLINE = re.compile(r"\s(?:style|on[a-z]+)\s*=|<style\b|javascript:", re.IGNORECASE)
UNSAFE = re.compile(r"\|\s*safe\b|autoescape\s+false|\|\s*forceescape")
SCRIPT = re.compile(r"<script\b([^>]*)>")
IMPORTS = re.compile(
    r'{%-?\s*from\s+"([^"]+)"\s+import\s+(.*?)(?:\s+with(?:out)? context)?\s*-?%}', re.DOTALL
)
ALIASES = re.compile(r'{%-?\s*import\s+"([^"]+)"\s+as\s+(\w+)')
MACRO = re.compile(r"{%-?\s*macro\s+(\w+)\(")
SET = re.compile(r"{%-?\s*set\s+(\w+)")
FORM = re.compile(r'<form\b[^>]*method="post".*?</form>', re.DOTALL | re.IGNORECASE)
TRANS = re.compile(r"{%-?\s*trans\b.*?{%-?\s*endtrans\s*-?%}", re.DOTALL)
TAGS = re.compile(r"<(script|style|svg|kbd|code)\b.*?</\1>|<[^>]*>", re.DOTALL)
SPOKEN = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"{]*[A-Za-z]{2}[^"{]*)"')
ENTITIES = re.compile(r"&\w+;")

HIDDEN = {"hidden_tag", "csrf_token", "form_key", "next", "seen", "version"}

pages = [p for p in templates() if '{% extends "base.html"' in text(p) and not p.name.startswith("_")]
told = [path for path in templates() if path.parent.name != "kit"]
every = pytest.mark.parametrize("path", templates(), ids=name)


def without_jinja(path) -> str:
    return JINJA.sub("", text(path))


@every
def test_htmx_attributes_are_the_allowed_ones(path):
    assert not [word for word in ANY_HX.findall(text(path)) if not ALLOWED.fullmatch(word)]


@every
def test_htmx_values_hold_no_script(path):
    shown = text(path)
    assert not re.findall(r'data-hx-\S+="[^"]*\bjs:', shown)
    assert not re.findall(r'data-hx-trigger="[^"]*\[', shown)
    assert not [w for w in re.findall(r'data-hx-swap="(\w+)', shown) if w not in SWAPS]


@every
def test_nothing_is_marked_safe(path):
    assert not UNSAFE.findall(text(path))


@every
def test_no_inline_style_or_script(path):
    assert not INLINE.findall(without_jinja(path))
    assert all("src" in attributes for attributes in SCRIPT.findall(text(path)))


@every
def test_templates_ask_nothing_of_the_database(path):
    assert not SQL.findall(text(path))


@every
def test_imports_are_used_and_exist(path):
    shown = text(path)
    for source, names in IMPORTS.findall(shown):
        made = MACRO.findall(text(TEMPLATES / source)) + SET.findall(text(TEMPLATES / source))
        for given in filter(None, (part.strip() for part in names.split(","))):
            original, _, alias = given.partition(" as ")
            assert original in made, f"{source} has no {original}"
            assert len(re.findall(rf"\b{alias or original}\b", shown)) > 1, f"{given} is imported, not used"
    for source, alias in ALIASES.findall(shown):
        assert re.search(rf"\b{alias}\.", shown), f"{source} as {alias} is imported, not used"


@every
def test_fields_are_shown_by_the_field_macro(path):
    assert not set(re.findall(r"{{\s*form\.(\w+)\s*(?:\(|}})", text(path))) - HIDDEN


@every
def test_each_post_form_carries_its_token(path):
    assert all("csrf_token" in form for form in FORM.findall(text(path)))


@pytest.mark.parametrize("path", told, ids=name)
def test_every_sentence_is_translatable(path):
    shown = JINJA.sub("", TRANS.sub("", text(path)))
    left = ENTITIES.sub("", TAGS.sub(" ", shown))
    assert not re.findall(r"(?<![\w-])[^\W\d_]{3,}", left)
    assert not SPOKEN.findall(shown)


@pytest.mark.parametrize("path", pages, ids=name)
def test_every_page_has_a_title_and_a_main_part(path):
    assert "{% block title %}" in text(path)
    assert "{% block main %}" in text(path)
