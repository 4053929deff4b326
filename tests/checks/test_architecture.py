"""Data flows one way: which room may import which, and what no room may do."""

import ast
import subprocess
import sys

import pytest

from tests.checks.source import PORTAL, ROOT, called, modules, name, nodes, tree

# Views name models in their annotations only: see test_views_only_name_models.
VIEWS = {"models", "forms", "services", "htmx", "database", "policy", "theme", "extensions", "display"}
DOORS = {"limits", "security", "visitor", "visits"}
EVERYONE = {"vocabulary", "errors", "config", "clock", "actor"}
DATA = {"database", "models"}
DOMAIN = {*DATA, "policy", "workflow", "history", "mail", "jobs", "services"}
MAY_IMPORT = {
    "vocabulary": set(),
    "errors": set(),
    "config": set(),
    "clock": set(),
    "actor": set(),
    "writers": set(),
    "visitor": set(),
    "navigation": set(),
    "roster": set(),
    "scope": set(),
    "uploads": set(),
    "schema": {"database"},
    "sealing": {"certificates"},
    "backups": {*DATA, "schema", "sealing", "uploads"},
    "theme": set(),
    "certificates": set(),
    "forms": set(),
    "policy": {"relations"},
    "relations": set(),
    "database": {"writers"},
    "extensions": {"visitor"},
    "workflow": {"policy", "history"},
    "models": {"database"},
    "history": {*DATA, "logs"},
    "mail": {*DATA, "jobs", "extensions", "logs", "wording"},
    "wording": {*DATA, "theme"},
    "forgetting": {*DATA, "jobs"},
    "jobs": {*DATA, "services", "extensions", "mail", "logs"},
    "services": {
        *(*DOMAIN, "certificates", "limits", "visitor", "roster", "scope", "sealing", "uploads", "wording"),
        "writers",
    },
    "display": {"speech", "theme"},
    "htmx": {"assets", "navigation", "theme"},
    "blueprints": {
        *VIEWS,
        "certificates",
        "charts",
        "health",
        "limits",
        "mail",
        "navigation",
        "sealing",
        "security",
        "visitor",
        "visits",
    },
    "cli": {*DOMAIN, "backups", "certificates", "demo", "health", "schema", "sealing", "worker"},
    "demo": DOMAIN,
}
# Wiring and infrastructure: they join rooms and hold no rules of the domain.
FREE = {
    *("", "serve", "worker", "assets", "static_files", "security", "logs", "limits", "health"),
    *("errorpages", "charts", "compression", "speech", "visits"),
}
WITHOUT_FLASK = (
    "services",
    "models",
    "policy",
    "relations",
    "workflow",
    "history",
    "certificates",
    "forms",
    "vocabulary",
)
WITHOUT_QUERIES = (
    "policy",
    "relations",
    "forms",
    "blueprints",
    "certificates",
    "htmx",
    "display",
    "vocabulary",
)
WITHOUT_COMMIT = ("services", "models", "workflow", "history", "policy", "mail")
TIMES = {"datetime.now", "datetime.utcnow", "date.today"}
HEAVY = {"weasyprint", "pydyf", "pyhanko", "pyld", "pikepdf", "fontTools"}


def room(path) -> str:
    """Return the first part of a module's name inside the portal."""
    first = path.relative_to(PORTAL).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imported(path, inside=None):
    """Yield the dotted names a file imports, as `package.module`."""
    for node in ast.walk(inside or tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path) -> set[str]:
    return {full.split(".")[1] for full in imported(path) if full.startswith("portal.")}


def outside(path, *packages) -> list[str]:
    return [full for full in imported(path) if full.split(".")[0] in packages]


def in_rooms(*rooms):
    return [path for path in modules() if room(path) in rooms]


def test_every_room_is_in_the_table():
    assert not {room(path) for path in modules()} - set(MAY_IMPORT) - FREE


@pytest.mark.parametrize("path", modules(), ids=name)
def test_imports_go_one_way(path):
    here = room(path)
    if here in FREE:
        return
    assert not rooms_imported(path) - MAY_IMPORT[here] - EVERYONE - {here}, f"{here} may not import these"


@pytest.mark.parametrize("path", in_rooms(*WITHOUT_FLASK), ids=name)
def test_the_domain_never_sees_the_request(path):
    assert not outside(path, "flask", "flask_login", "werkzeug")


@pytest.mark.parametrize("path", in_rooms(*WITHOUT_QUERIES), ids=name)
def test_only_models_and_services_speak_sql(path):
    assert not outside(path, "sqlalchemy")


@pytest.mark.parametrize("path", in_rooms(*WITHOUT_COMMIT), ids=name)
def test_services_never_commit(path):
    assert not [call.lineno for call in nodes(path, ast.Call) if called(call) == "commit"]


def annotations(path) -> list:
    """Return the parts of a file that only say a type."""
    marks = nodes(path, ast.arg, ast.AnnAssign, ast.FunctionDef)
    told = [getattr(node, "returns", None) or getattr(node, "annotation", None) for node in marks]
    return [part for whole in told if whole is not None for part in ast.walk(whole)]


@pytest.mark.parametrize("path", in_rooms("blueprints"), ids=name)
def test_views_only_name_models(path):
    models = {full.split(".")[-1] for full in imported(path) if full.startswith("portal.models.")}
    used = {id(node): node.id for node in nodes(path, ast.Name) if node.id in models}
    assert not [used[at] for at in used.keys() - {id(part) for part in annotations(path)}]


@pytest.mark.parametrize("path", modules(), ids=name)
def test_only_the_clock_asks_the_time(path):
    if room(path) == "clock":
        return
    asked = [c for c in nodes(path, ast.Call) if isinstance(c.func, ast.Attribute)]
    assert not [
        c.lineno for c in asked if ast.unparse(c.func) in {"datetime.now", "datetime.utcnow", "date.today"}
    ]


@pytest.mark.parametrize("path", in_rooms("models"), ids=name)
def test_relationships_never_load_by_surprise(path):
    made = [call for call in nodes(path, ast.Call) if called(call) == "relationship"]
    lazy = [{k.arg: ast.unparse(k.value) for k in call.keywords}.get("lazy") for call in made]
    assert all(word in {"'raise_on_sql'", "'write_only'"} for word in lazy)


def test_web_processes_never_load_the_printing_press(tmp_path):
    script = "import sys, portal; portal.create_app(); print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={"PORTAL_ENV": "test", "PORTAL_STATE": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not HEAVY & set(done.stdout.split())
