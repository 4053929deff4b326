"""What every test watches: the statements sent, and that no template sends one."""

from contextlib import contextmanager

from flask import before_render_template, g, has_app_context, template_rendered
from sqlalchemy import event

from portal.database import db


class QueryInTemplate(AssertionError):
    """A template asked the database."""


def rendering(sender, template, **_):
    """Note which template is being printed, for this request alone."""
    g.rendering = template.name


def rendered(sender, **_):
    """Templates are done; the view may ask again."""
    g.pop("rendering", None)


def refuse_queries(connection, cursor, statement, *_):
    """Raise when a statement is sent while a template is printed."""
    if has_app_context() and "rendering" in g:
        raise QueryInTemplate(f"{g.rendering} asked: {statement}")


def guard_templates(app):
    """Watch every template of this application."""
    before_render_template.connect(rendering, app)
    template_rendered.connect(rendered, app)
    event.listen(db.engine, "before_cursor_execute", refuse_queries)


@contextmanager
def statements():
    """Yield the list that fills with the statements sent inside the block."""
    sent: list[str] = []

    def note(connection, cursor, statement, *_):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
