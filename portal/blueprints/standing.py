"""Whose name, colours, language and time zone a page has that nobody signed in for."""

from dataclasses import fields

from flask import g

from portal.models.campuses import Campus
from portal.visitor import Home

NAMES = tuple(field.name for field in fields(Home))


def stand_at(campus: Campus) -> None:
    """The page speaks for this campus; plain values, so that an error's page needs no query."""
    g.campus = Home(**{name: getattr(campus, name) for name in NAMES})
    g.locale, g.timezone = campus.locale, campus.zone
