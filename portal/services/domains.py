"""Domains of websites and e-mail addresses: what may be compared, and what proves nothing."""

from urllib.parse import urlsplit

FREE_MAIL = frozenset(
    "aol.com fastmail.com gmail.com gmx.com gmx.de gmx.net googlemail.com hotmail.com hotmail.co.uk icloud.com"
    " live.com mail.com mail.ru me.com msn.com outlook.com pm.me proton.me protonmail.com qq.com tutanota.com"
    " web.de yahoo.com yahoo.co.uk yandex.com zoho.com 163.com".split()
)


def of_email(address: str) -> str:
    return address.rpartition("@")[2].strip().lower()


def of_website(address: str) -> str:
    """The host of a web address without `www.`; an address typed without a scheme is understood."""
    full = address if "://" in address else f"https://{address}"
    try:
        host = urlsplit(full.strip()).hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")


def is_free_mail(address: str) -> bool:
    """Is it at a provider where anybody can have an address?"""
    return of_email(address) in FREE_MAIL


def belongs(address: str, domain: str) -> bool:
    """Is the e-mail address at the domain or below it?"""
    host = of_email(address)
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))
