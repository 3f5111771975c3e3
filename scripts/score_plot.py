"""Draw docs/score.svg: how points make a score in both models, and what repeats of one finding cost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mtcheck.checking.scoring import LINEAR, SATURATING, Calibration  # noqa: E402

TARGET = ROOT / "docs" / "score.svg"
WIDTH, HEIGHT, MARGIN = 300, 200, 45
COLOURS = {SATURATING: "#0b61a4", LINEAR: "#b5651d"}


def written() -> str:
    """The drawing."""
    models = {name: Calibration(model=name) for name in (SATURATING, LINEAR)}

    def repeats(c: Calibration) -> Callable[[float], float]:
        return lambda n: c.of_rule([1.0] * round(n))

    panels = [
        _panel(0, "penalty points per 1,000 words", "score", 60, 100, {n: c.score for n, c in models.items()}),
        _panel(
            1, "equal minor findings of one rule", "penalty points", 20, 20, {n: repeats(c) for n, c in models.items()}
        ),
    ]
    size = f'viewBox="0 0 {2 * (WIDTH + 2 * MARGIN)} {HEIGHT + 2 * MARGIN}" font-family="sans-serif" font-size="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n' + "\n".join(panels) + "\n</svg>\n"


def _panel(
    k: int, across: str, up: str, most_x: float, most_y: float, lines: dict[str, Callable[[float], float]]
) -> str:
    left, top = MARGIN + k * (WIDTH + 2 * MARGIN), MARGIN / 2
    out = [f'<rect x="{left}" y="{top}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#888"/>']
    for step in range(5):
        x, y = left + WIDTH * step / 4, top + HEIGHT - HEIGHT * step / 4
        out.append(f'<text x="{x}" y="{top + HEIGHT + 15}" text-anchor="middle">{most_x * step / 4:g}</text>')
        out.append(f'<text x="{left - 5}" y="{y + 4}" text-anchor="end">{most_y * step / 4:g}</text>')
    out.append(f'<text x="{left + WIDTH / 2}" y="{top + HEIGHT + 33}" text-anchor="middle">{across}</text>')
    out.append(f'<text x="{left + 8}" y="{top + 16}">{up}</text>')
    for n, (name, value) in enumerate(lines.items()):
        points = " ".join(
            f"{left + WIDTH * s / 60:.1f},{top + HEIGHT - HEIGHT * value(most_x * s / 60) / most_y:.1f}"
            for s in range(61)
        )
        out.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>')
        out.append(f'<text x="{left + WIDTH - 75}" y="{top + 34 + 15 * n}" fill="{COLOURS[name]}">{name}</text>')
    return "\n".join(out)


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}")
