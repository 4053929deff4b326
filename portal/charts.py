"""Geometry of the charts: plain numbers that components/charts.html draws as SVG in percent and pixels."""

from typing import Any

STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 100_000, 1_000_000)
TOP, BOTTOM, HEIGHT = 20, 26, 232


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
    names = [
        {"text": text, "x": round(wide * (place + 0.5) + 0.8, 2), "odd": (len(labels) - 1 - place) % 2 == 1}
        for place, text in enumerate(labels)
    ]
    return {
        "height": HEIGHT,
        "grid": [{"value": value, "y": _y(value, scale[-1])} for value in scale],
        "bars": [bar for column in columns for bar in column if bar["value"]],
        "names": names,
        "last": columns[-1] if columns else [],
    }


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
