"""What a person reads goes through gettext, and Markup only around constants."""

import ast

import pytest

from tests.checks.source import PORTAL, ROOT, called, modules, name, nodes

SAID = {"RuleBroken", "NotAllowed", "StaleEdit", "flash"}
GETTEXT = {"_", "_l", "_n", "gettext", "lazy_gettext", "ngettext"}
MARKUP = {"Markup", "HTML"}
speakers = [
    p for p in modules() if not {"assets", "certificates", "kit.py"} & set(p.relative_to(PORTAL).parts)
]


def calls(path, names):
    return [c for c in nodes(path, ast.Call) if called(c) in names and c.args]


@pytest.mark.parametrize("path", speakers, ids=name)
def test_refusals_and_flashes_are_translatable(path):
    literal = (ast.Constant, ast.JoinedStr, ast.BinOp)
    assert not [c.lineno for c in calls(path, SAID) if isinstance(c.args[0], literal)]


@pytest.mark.parametrize("path", modules(), ids=name)
def test_translated_texts_are_constants(path):
    assert not [c.lineno for c in calls(path, GETTEXT) if not isinstance(c.args[0], ast.Constant)]


@pytest.mark.parametrize("path", modules(), ids=name)
def test_markup_only_around_constants(path):
    # speech.py marks sentences of the catalogue, as Jinja's own gettext does, and escapes every value.
    if path.name == "speech.py":
        return
    assert not [c.lineno for c in calls(path, MARKUP) if not isinstance(c.args[0], ast.Constant)]


def test_locks_name_no_index():
    locks = [*ROOT.glob("requirements*.lock"), PORTAL / "assets" / "package-lock.json"]
    assert not [
        name(lock) for lock in locks if "://registry" in lock.read_text() or "index-url" in lock.read_text()
    ]
    assert not [name(lock) for lock in locks[:-1] if "://" in lock.read_text()]
