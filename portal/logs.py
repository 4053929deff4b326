"""Structured logs: one JSON line a request, with an id that history rows and error pages share."""

import logging
import re
import sys
import time
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request

SECRET_PATHS = re.compile(r"^/(e|f|feed|invitation|p|reset)/[^/]+")
log = structlog.get_logger("portal")


def init_app(app: Flask) -> None:
    """Configure logging and bind a request id to each request."""
    configure(app.config["PORTAL_LOG_LEVEL"], plain=app.config["PORTAL_ENV"] == "development")
    app.log_exception = failed
    app.before_request(begin)
    app.after_request(finish)


def configure(level: str, plain: bool = False) -> None:
    """JSON lines on standard error (readable lines in development)."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    last = structlog.dev.ConsoleRenderer() if plain else structlog.processors.JSONRenderer()
    number = logging.getLevelName(level.upper())
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )


def begin() -> None:
    """A new id for this request."""
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    bind_facts(ip=request.remote_addr or "")


def finish(response: Response) -> Response:
    """One line about the answer; the id goes to the browser too."""
    response.headers["X-Request-Id"] = request_facts()["request_id"]
    log.info(
        "request",
        method=request.method,
        path=masked(request.path),
        status=response.status_code,
        ms=round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
    )
    return response


def failed(exc_info) -> None:
    """A fault of ours, with where it happened."""
    log.error("failed", path=masked(request.path), exc_info=exc_info)


def bind_facts(ip: str = "") -> None:
    """A new request id (also for a job or a command), and the address it came from."""
    structlog.contextvars.bind_contextvars(request_id=uuid4().hex, ip=ip)


def request_facts() -> dict[str, str]:
    """`request_id` and `ip` of the request or job being worked on; empty outside one."""
    bound = structlog.contextvars.get_contextvars()
    return {"request_id": bound.get("request_id", ""), "ip": bound.get("ip", "")}


def masked(path: str) -> str:
    """A path without the secret of a mailed link."""
    return SECRET_PATHS.sub(r"/\1/***", path)
