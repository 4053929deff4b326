"""Beauty is in the tail: one 300-line file spoils the house."""

import ast
import statistics

from tests.checks.source import PORTAL, ROOT, functions, length, modules, name, templates

FILE, CSS, PAGE, PIECE, VIEW, FUNCTION = 250, 400, 80, 50, 15, 30
ROUTES = {"get", "post", "route"}


def lines(path) -> int:
    return len(path.read_text("utf-8").splitlines())


def too_long(paths, limit):
    return {name(path): lines(path) for path in paths if lines(path) > limit}


def all_functions():
    return [(f"{name(path)}:{f.name}", length(f)) for path in modules() for f in functions(path)]


def is_view(function) -> bool:
    calls = (mark.func for mark in function.decorator_list if isinstance(mark, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in ROUTES for call in calls)


def test_files():
    assert not too_long([*modules(), *modules(ROOT / "tests"), *PORTAL.glob("static/js/*.js")], FILE)


def test_half_of_the_files_are_short():
    """Code and templates together: what somebody opens to follow one thing."""
    files = [*modules(), *PORTAL.glob("templates/**/*.html")]
    assert statistics.median(lines(path) for path in files) <= 60


def test_stylesheets():
    assert not too_long(PORTAL.glob("static/css/**/*.css"), CSS)


def test_pages_and_pieces():
    shown = [p for p in templates() if p.parent.name not in {"components", "kit"}]
    pieces = [p for p in shown if p.name.startswith("_")]
    assert not too_long(pieces, PIECE)
    assert not too_long(set(shown) - set(pieces), PAGE)
    assert not too_long(set(templates()) - set(shown), FILE)


def test_no_function_is_long():
    assert not [(where, size) for where, size in all_functions() if size > FUNCTION]


def test_nine_functions_in_ten_are_short():
    sizes = [size for _where, size in all_functions()]
    assert statistics.median(sizes) <= 6
    assert statistics.quantiles(sizes, n=10)[-1] <= 15


def test_views_are_short():
    views = [(path, f) for path in modules(PORTAL / "blueprints") for f in functions(path) if is_view(f)]
    assert not [f"{name(path)}:{f.name} {length(f)}" for path, f in views if length(f) > VIEW]
