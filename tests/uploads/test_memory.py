"""What the largest pictures take to examine, measured in a process of its own."""

import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from portal.uploads.pictures import MOST_PIXELS

MOST_MEGABYTES = 250
SIZE = (6000, MOST_PIXELS // 6000)
MEASURE = """
import resource, sys
from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin
from portal.uploads import pictures
def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
data = sys.stdin.buffer.read()
before = most()
pictures.redraw(data, sys.argv[1])
print((most() - before) // 1024)
"""
TURNED = Image.Exif()
TURNED[0x0112] = 6


@pytest.mark.parametrize(
    ("form", "mode", "told"),
    [
        ("PNG", "RGBA", {}),
        ("PNG", "RGB", {"transparency": (1, 2, 3)}),
        ("PNG", "P", {"transparency": 0}),
        ("JPEG", "RGB", {"exif": TURNED.tobytes()}),
        ("JPEG", "CMYK", {}),
    ],
)
def test_the_largest_pictures_stay_small_in_memory(form, mode, told):
    out = BytesIO()
    Image.new(mode, SIZE).save(out, form, **told)
    command = [sys.executable, "-c", MEASURE, form]
    measured = subprocess.run(command, input=out.getvalue(), capture_output=True, check=True)
    assert int(measured.stdout) < MOST_MEGABYTES
