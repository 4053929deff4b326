"""The portal's own source, read once for all checks."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PORTAL = ROOT / "portal"
TEMPLATES = PORTAL / "templates"
JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    """Return the path as a person reads it."""
    return path.relative_to(ROOT).as_posix()


@cache
def modules(folder: Path = PORTAL) -> tuple[Path, ...]:
    """Return the Python files under a folder."""
    return tuple(sorted(p for p in folder.rglob("*.py") if "node_modules" not in p.parts))


@cache
def tree(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def nodes(path: Path, *kinds: type) -> list:
    """Return the nodes of these kinds in a file."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def functions(path: Path) -> list[Function]:
    """Return every function of a file, nested ones too."""
    return nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)


def length(function: Function) -> int:
    """Return its lines from `def` to the end, the docstring not counted."""
    whole = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        whole -= first.end_lineno - first.lineno + 1
    return whole


@cache
def templates(suffix: str = ".html") -> tuple[Path, ...]:
    """Return the templates with this suffix."""
    return tuple(sorted(TEMPLATES.rglob(f"*{suffix}")))


@cache
def text(path: Path) -> str:
    """Return a file's text without Jinja comments."""
    return re.sub(r"{#.*?#}", "", path.read_text("utf-8"), flags=re.DOTALL)


def called(call: ast.Call) -> str:
    """Return the last word of what is called: `commit` for `db.session.commit()`."""
    target = call.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
