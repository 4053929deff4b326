"""The transcript's sheets: several pages with their heads, the same bytes for the same facts, nothing fetched."""

from io import BytesIO

import pikepdf
import pytest

from portal.certificates import Transcript, Unfit, render_transcript
from tests.certificates.samples import NAMES, pages, run, squeezed, transcript


def test_pages_say_whose_they_are(tmp_path):
    path = tmp_path / "transcript.pdf"
    path.write_bytes(render_transcript(transcript(), "letter"))
    count = pages(path)
    last = run("pdftotext", "-f", count, path, "-")
    assert count > 2
    assert f"{count}/{count}" in squeezed(last)
    assert squeezed(f"Transcript of Experience · {NAMES['Vietnamese']} · MI-7K3M9QXD2R4T5") in squeezed(last)
    assert "346 hours 30 minutes" in run("pdftotext", "-l", "1", path, "-")


def test_same_facts_same_bytes_and_the_seal_on_the_first_page():
    told = transcript(1)
    drawn = render_transcript(told)
    assert drawn == render_transcript(Transcript.from_json(told.to_json()))
    with pikepdf.open(BytesIO(drawn)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert field.FT == "/Sig"
        assert str(pdf.trailer.ID[0]) == told.serial
        left, low, right, high = (float(each) for each in field.Rect)
        assert 380 < left < right < 595
        assert 650 < low < high < 842


def test_hostile_words_are_printed_as_words(tmp_path):
    path = tmp_path / "transcript.pdf"
    path.write_bytes(
        render_transcript(transcript(1, programme="<img src=file:///etc/passwd> \u202e\U0001f600"))
    )
    assert "<imgsrc=file:///etc/passwd>?" in squeezed(run("pdftotext", path, "-"))


def test_too_many_or_none():
    for count in (0, 101):
        with pytest.raises(Unfit):
            transcript(count)
