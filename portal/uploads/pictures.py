"""PNG and JPEG: drawn anew, so that only pixels are kept (no position, no hidden second file)."""

import warnings
from io import BytesIO
from threading import Lock

from flask_babel import gettext as _

from portal.errors import RuleBroken

MOST_PIXELS = 24_000_000
"""6000 by 4000: what a good camera takes. Opened, a pixel takes 4 bytes, and 8 while it is converted."""
ONE_AT_A_TIME = Lock()
"""Several pictures at once would take that memory several times over."""


def redraw_png(data: bytes) -> bytes:
    return redraw(data, "PNG")


def redraw_jpeg(data: bytes) -> bytes:
    return redraw(data, "JPEG")


def redraw(data: bytes, form: str) -> bytes:
    """The same picture in fresh bytes, turned upright; RuleBroken in words."""
    from PIL import Image

    try:
        with ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("error")
            picture = Image.open(BytesIO(data), formats=[form])
            refuse_huge(picture.size)
            return encoded(upright(picture), form)
    except RuleBroken:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, Warning, Image.DecompressionBombError):
        raise RuleBroken(_("This picture is damaged: it cannot be opened.")) from None


def refuse_huge(size: tuple[int, int]) -> None:
    """RuleBroken before anything is unpacked."""
    if size[0] * size[1] > MOST_PIXELS:
        raise RuleBroken(
            _(
                "This picture is %(width)s by %(height)s pixels. Save it smaller, with at most %(most)s million"
                " pixels (for example 6000 by 4000), and choose it again.",
                width=size[0],
                height=size[1],
                most=MOST_PIXELS // 10**6,
            )
        )


def upright(picture):
    """The picture as its camera held it; nothing is copied unless it has to turn."""
    from PIL import ImageOps

    ImageOps.exif_transpose(picture, in_place=True)
    return picture


def encoded(picture, form: str) -> bytes:
    """Only the pixels, in fresh bytes: no EXIF, no comments, no profile."""
    if form == "JPEG":
        picture = in_mode(picture, "L" if picture.mode == "L" else "RGB")
        options = {"quality": 90}
    else:
        clear = "A" in picture.mode or "transparency" in picture.info
        picture = in_mode(picture, "RGBA" if clear else "RGB")
        options = {}
    picture.info = {}
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def in_mode(picture, mode: str):
    """The picture in these channels; itself when it has them already."""
    return picture if picture.mode == mode else picture.convert(mode)


def shrink(data: bytes, side: int) -> bytes:
    """A picture that was examined before as a PNG, no longer than `side` pixels on either side."""
    from PIL import Image

    with ONE_AT_A_TIME:
        picture = Image.open(BytesIO(data), formats=["PNG", "JPEG"])
        picture.thumbnail((side, side))
        return encoded(picture, "PNG")
