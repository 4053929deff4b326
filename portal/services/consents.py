"""What a student agrees to before something is shown to everybody: each text with its version, none ever changed.

A new text is a new version at the end; who agreed to an older one agreed to that one.
"""

from typing import Any

from flask_babel import lazy_gettext as _l

PAGE: dict[str, Any] = {
    "page-1": _l(
        "Anybody who has the link sees this page with my name, my university and what I put on it, without signing"
        " in. They may pass the link on. I can switch the page off at any time; what somebody copied before"
        " stays with them."
    ),
}
ITEM: dict[str, Any] = {
    "item-1": _l(
        "My page shows this work with its employer, its dates and hours, who attests it, and the serial of its"
        " certificate where there is one. I have kept to what the employer wants to stay confidential. I can"
        " take it off at any time."
    ),
}


def current(texts: dict[str, Any]) -> str:
    """The version that is agreed to from now on."""
    return list(texts)[-1]
