"""Strokes of one hand: the few shapes every picture of the county is put together from (SVG fragments)."""

# ruff: noqa: PLR0917 - a stroke is said by its coordinates, in their usual order

from math import cos, pi, sin

WIDTH, HEIGHT = 1600, 900


def wobble(seed: float, step: float) -> float:
    """A steady number between -1 and 1, so that drawing twice gives the same picture."""
    return sin(seed * 12.9898 + step * 78.233) * 0.6 + sin(seed * 3.7 + step * 1.9) * 0.4


def page(sky: tuple[str, str], *parts: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """A whole picture over a sky that fades from the first colour to the second."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{sky[0]}"/>'
        f'<stop offset="1" stop-color="{sky[1]}"/></linearGradient></defs>'
        f'<rect width="{width}" height="{height}" fill="url(#sky)"/>' + "".join(parts) + "</svg>\n"
    )


def ridge(level: float, swing: float, colour: str, seed: float, count: int = 9, width: int = WIDTH) -> str:
    """A range of hills: smooth curves from edge to edge, filled to the bottom."""
    step = width / count
    tops = [(i * step, level + swing * wobble(seed, i)) for i in range(count + 1)]
    path = f"M0 {HEIGHT} L0 {tops[0][1]:.0f}"
    for (x0, y0), (x1, y1) in zip(tops, tops[1:], strict=False):
        path += f" C{x0 + step / 2:.0f} {y0:.0f} {x1 - step / 2:.0f} {y1:.0f} {x1:.0f} {y1:.0f}"
    return f'<path d="{path} L{width} {HEIGHT}Z" fill="{colour}"/>'


def rect(x, y, w, h, colour, r=0) -> str:
    return f'<rect x="{x:.0f}" y="{y:.0f}" width="{w:.0f}" height="{h:.0f}" rx="{r}" fill="{colour}"/>'


def disc(x, y, r, colour, opacity=1.0) -> str:
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r:.0f}" fill="{colour}" opacity="{opacity}"/>'


def oval(x, y, rx, ry, colour, opacity=1.0) -> str:
    return f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{rx:.0f}" ry="{ry:.0f}" fill="{colour}" opacity="{opacity}"/>'


def shape(points, colour) -> str:
    return f'<polygon points="{" ".join(f"{x:.0f},{y:.0f}" for x, y in points)}" fill="{colour}"/>'


def stroke(d: str, colour: str, width: float, opacity=1.0) -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-linecap="round" stroke-linejoin="round" opacity="{opacity}"/>'
    )


def mist(y: float, seed: float, opacity: float = 0.55) -> str:
    """A low bank of mist: long flat ovals."""
    return "".join(
        oval(180 + i * 260 + 90 * wobble(seed, i), y + 14 * wobble(seed, i + 9), 240, 20, "#ffffff", opacity)
        for i in range(6)
    )


def pine(x: float, y: float, s: float, colour: str) -> str:
    """A conifer standing on (x, y), ``s`` high."""
    body = rect(x - s * 0.04, y - s * 0.2, s * 0.08, s * 0.2, "#6b4a32")
    for k, (top, half) in enumerate(((0.2, 0.32), (0.42, 0.26), (0.64, 0.19))):
        base = y - s * top + (0 if k else s * 0.04)
        body += shape([(x - s * half, base), (x + s * half, base), (x, base - s * 0.4)], colour)
    return body


def round_tree(x: float, y: float, s: float, colour: str, light: str) -> str:
    """A broad-leaved tree standing on (x, y), ``s`` high."""
    return (
        stroke(f"M{x} {y} L{x} {y - s * 0.6}", "#6b4a32", s * 0.09)
        + disc(x, y - s * 0.66, s * 0.32, colour)
        + disc(x - s * 0.22, y - s * 0.52, s * 0.22, colour)
        + disc(x + s * 0.23, y - s * 0.5, s * 0.2, colour)
        + disc(x - s * 0.08, y - s * 0.74, s * 0.17, light)
    )


def stalk(x: float, y: float, h: float, colour: str, lean: float = 0.0) -> str:
    """A bamboo with joints and a few leaves."""
    top = x + lean * h
    out = stroke(f"M{x} {y} Q{x} {y - h * 0.6} {top:.0f} {y - h:.0f}", colour, h * 0.022)
    for k in range(1, 8):
        t = k / 8
        px, py = x + (top - x) * t * t, y - h * t
        out += stroke(f"M{px - h * 0.014:.0f} {py:.0f} L{px + h * 0.014:.0f} {py:.0f}", "#e6efcf", 3)
        if k > 3:
            side = 1 if k % 2 else -1
            out += shape(
                [(px, py), (px + side * h * 0.16, py + h * 0.015), (px + side * h * 0.05, py - h * 0.025)], colour
            )
    return out


def house(x: float, y: float, w: float, h: float, wall="#f4ecdd", roof="#4b5558", door="#8a5a3b") -> str:
    """A house of the hills with an up-swept tiled roof; (x, y) is its lower left corner."""
    eave = w * 0.12
    peak = y - h - w * 0.3
    out = rect(x, y - h, w, h, wall)
    out += (
        f'<path d="M{x - eave:.0f} {y - h + 4:.0f} Q{x + w * 0.2:.0f} {y - h - w * 0.06:.0f} {x + w / 2:.0f} {peak:.0f}'
        f' Q{x + w * 0.8:.0f} {y - h - w * 0.06:.0f} {x + w + eave:.0f} {y - h + 4:.0f}Z" fill="{roof}"/>'
    )
    out += rect(x + w * 0.42, y - h * 0.6, w * 0.16, h * 0.6, door)
    for k in (0.12, 0.7):
        out += rect(x + w * k, y - h * 0.62, w * 0.18, h * 0.3, "#9cc3c9") + rect(
            x + w * k, y - h * 0.48, w * 0.18, 3, wall
        )
    return out


def block(x: float, y: float, w: float, h: float, wall: str, rows: int, cols: int, glass="#bfe0e6") -> str:
    """A modern building with rows of windows; (x, y) is its lower left corner."""
    out = rect(x, y - h, w, h, wall) + rect(x - 6, y - h - 12, w + 12, 14, "#ffffff")
    cell_w, cell_h = w / cols, h / (rows + 0.6)
    for r in range(rows):
        for c in range(cols):
            out += rect(
                x + c * cell_w + cell_w * 0.2, y - h + r * cell_h + cell_h * 0.3, cell_w * 0.6, cell_h * 0.5, glass, 3
            )
    return out


def person(x: float, y: float, s: float, coat: str, hat: str | None = None) -> str:
    """Someone standing at (x, y), ``s`` high; a straw hat if a colour is given."""
    out = rect(x - s * 0.1, y - s * 0.36, s * 0.08, s * 0.36, "#3c4750") + rect(
        x + s * 0.02, y - s * 0.36, s * 0.08, s * 0.36, "#3c4750"
    )
    out += rect(x - s * 0.16, y - s * 0.74, s * 0.32, s * 0.42, coat, s * 0.08)
    out += disc(x, y - s * 0.85, s * 0.12, "#f0c9a4")
    if hat:
        out += shape([(x - s * 0.24, y - s * 0.88), (x + s * 0.24, y - s * 0.88), (x, y - s * 1.08)], hat)
    else:
        r = s * 0.12
        out += f'<path d="M{x - r:.1f} {y - s * 0.86:.1f} a{r:.1f} {r:.1f} 0 0 1 {r * 2:.1f} 0Z" fill="#33302d"/>'
    return out


def rows_of_tea(top: float, seed: float, dark: str, light: str, count: int = 9) -> str:
    """Rows of tea bushes that follow a slope, nearer rows larger."""
    out = ""
    for i in range(count):
        y = top + (i / count) ** 1.35 * (HEIGHT - top) + 20
        thick = 16 + i * 7
        bend = 46 * wobble(seed, i / 3)
        d = f"M-40 {y + bend:.0f} Q400 {y - 70 + bend:.0f} 800 {y:.0f} T1640 {y - bend:.0f}"
        out += stroke(d, dark, thick) + stroke(
            d.replace(f"M-40 {y + bend:.0f}", f"M-40 {y + bend - thick / 4:.0f}"), light, thick * 0.45
        )
    return out


def water(top: float, colour: str, glint: str, seed: float = 1.0) -> str:
    """Still water from ``top`` to the bottom, with glints."""
    out = rect(0, top, WIDTH, HEIGHT - top, colour)
    for i in range(26):
        x, y = 800 + 780 * wobble(seed, i), top + 20 + (HEIGHT - top - 40) * (i / 26)
        out += stroke(f"M{x - 60:.0f} {y:.0f} L{x + 60:.0f} {y:.0f}", glint, 4, 0.45)
    return out


def lantern(x: float, y: float, s: float, colour="#d8452b") -> str:
    return (
        stroke(f"M{x} {y - s} L{x} {y - s * 0.5}", "#7a3b22", 3)
        + oval(x, y, s * 0.5, s * 0.55, colour)
        + oval(x, y, s * 0.2, s * 0.55, "#f08a4b", 0.5)
        + rect(x - s * 0.2, y - s * 0.62, s * 0.4, s * 0.12, "#e8b84a")
        + rect(x - s * 0.2, y + s * 0.5, s * 0.4, s * 0.12, "#e8b84a")
        + stroke(f"M{x} {y + s * 0.6} L{x} {y + s}", "#e8b84a", 4)
    )


def fan(x: float, y: float, s: float, colour: str, turn: float = 0.0) -> str:
    """A leaf of the ginkgo."""
    points = [(x, y)] + [
        (x + s * cos(-pi / 2 + turn + a / 8), y + s * sin(-pi / 2 + turn + a / 8)) for a in range(-6, 7)
    ]
    return shape(points, colour)
