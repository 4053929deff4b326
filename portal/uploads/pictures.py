"""PNG and JPEG: drawn anew, so that only pixels are kept (no position, no hidden second file)."""

import warnings
from io import BytesIO

from flask_babel import gettext as _

from portal.errors import RuleBroken

MOST_PIXELS = 40_000_000


def redraw_png(data: bytes) -> bytes:
    return redraw(data, "PNG")


def redraw_jpeg(data: bytes) -> bytes:
    return redraw(data, "JPEG")


def redraw(data: bytes, form: str) -> bytes:
    """The same picture in fresh bytes, turned upright; RuleBroken in words."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            picture = Image.open(BytesIO(data), formats=[form])
            refuse_huge(picture.size)
            return encoded(ImageOps.exif_transpose(picture), form)
    except RuleBroken:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, Warning, Image.DecompressionBombError):
        raise RuleBroken(_("This picture is damaged: it cannot be opened.")) from None


def refuse_huge(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise RuleBroken(_("This picture has more than %(most)s million pixels.", most=MOST_PIXELS // 10**6))


def encoded(picture, form: str) -> bytes:
    """Only the pixels, in fresh bytes: no EXIF, no comments, no profile."""
    from PIL import Image

    if form == "JPEG":
        picture = picture.convert("L" if picture.mode == "L" else "RGB")
        options = {"quality": 90, "optimize": True}
    else:
        picture = picture.convert("RGBA" if "A" in picture.mode or "transparency" in picture.info else "RGB")
        options = {"optimize": True}
    out = BytesIO()
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    bare.save(out, form, **options)
    return out.getvalue()
