"""Geometry of the charts: plain numbers that components/charts.html draws as SVG in percent and pixels."""

from typing import Any

STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 100_000, 1_000_000)
TOP, BOTTOM, HEIGHT = 20, 26, 232
GUTTER = 7
"""Percent kept free for the numbers of the scale, where columns are wide."""


def ticks(largest: float, count: int = 4) -> list[int]:
    """Round values from 0 to at least `largest`."""
    step = next((step for step in STEPS if step * count >= largest), STEPS[-1])
    return [step * place for place in range(count + 1)]


def paired_bars(labels: list[str], first: list[int], second: list[int]) -> dict[str, Any]:
    """Grid lines, bars, axis labels and the two last values of two series side by side."""
    scale = ticks(max([*first, *second, 1]))
    wide = 100 / max(len(labels), 1)
    columns = [
        _column(place, wide, pair, scale[-1]) for place, pair in enumerate(zip(first, second, strict=True))
    ]
    return {
        "height": HEIGHT,
        "grid": [{"value": value, "y": _y(value, scale[-1])} for value in scale],
        "bars": [bar for column in columns for bar in column if bar["value"]],
        "names": _names(labels, wide),
        "last": columns[-1] if columns else [],
    }


def stacked_bars(labels: list[str], stacks: list[list[float]], limit: float) -> dict[str, Any]:
    """Grid lines, bars of several series on top of each other, a limit, and the sums that are above it."""
    sums = [sum(stack) for stack in stacks]
    top = ticks(max([*sums, limit, 1]))[-1]
    wide = (100 - GUTTER) / max(len(labels), 1)
    return {
        "height": HEIGHT,
        "grid": [{"value": value, "y": _y(value, top)} for value in ticks(max([*sums, limit, 1]))],
        "bars": [bar for place, stack in enumerate(stacks) for bar in _pile(place, wide, stack, top)],
        "names": _names(labels, wide, GUTTER),
        "limit": _y(limit, top),
        "over": [
            {
                "value": f"{total:.1f}".removesuffix(".0"),
                "middle": round(wide * (place + 0.5) + GUTTER, 2),
                "y": _y(total, top),
            }
            for place, total in enumerate(sums)
            if total > limit
        ],
    }


def _pile(place: int, wide: float, stack: list[float], top: int) -> list[dict[str, Any]]:
    """The bars of one column, from the ground up."""
    found, below = [], 0.0
    for series, value in enumerate(stack, start=1):
        y, foot = _y(below + value, top), _y(below, top)
        left = round(wide * (place + 0.19) + GUTTER, 2)
        bar = {
            "series": series,
            "x": left,
            "width": round(wide * 0.62, 2),
            "y": y,
            "height": round(foot - y, 1),
        }
        found += [bar] if value else []
        below += value
    return found


def _names(labels: list[str], wide: float, gutter: float = 0.8) -> list[dict[str, Any]]:
    """Labels under the columns; every other one may be left out where it is narrow."""
    return [
        {
            "text": text,
            "x": round(wide * (place + 0.5) + gutter, 2),
            "odd": (len(labels) - 1 - place) % 2 == 1,
        }
        for place, text in enumerate(labels)
    ]


def _column(place: int, wide: float, pair: tuple[int, int], top: int) -> list[dict[str, Any]]:
    centre, width = wide * (place + 0.5) + 0.8, wide * 0.34
    lefts = (centre - width - 0.25, centre + 0.25)
    return [
        {
            "value": value,
            "series": series,
            "x": round(left, 2),
            "middle": round(left + width / 2, 2),
            "width": round(width, 2),
            "y": _y(value, top),
            "height": round(HEIGHT - BOTTOM - _y(value, top), 1),
        }
        for series, (value, left) in enumerate(zip(pair, lefts, strict=True), start=1)
    ]


def _y(value: float, top: int) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top), 1)
