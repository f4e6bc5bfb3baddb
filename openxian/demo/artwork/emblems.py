"""Emblems (mountain and mist, ours), page banners and the portraits of the fictional leaders."""

from openxian.demo.artwork.shapes import disc, oval, page, rect, ridge, stroke, wobble

SKINS = ("#f0c9a4", "#eabf98", "#f3d0ae")
COATS = ("#2f3f55", "#3b4a52", "#4a3f4f", "#2f5050", "#5a4a3f")
WALLS = ("#dfe8ea", "#e9e4d8", "#e2e8dc", "#e6dfe6")


def emblem(ground: str, near: str, far: str) -> str:
    """A round mark: two peaks, a band of mist and a tea leaf; nothing of any national symbol."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" width="320" height="320">'
        f'<circle cx="160" cy="160" r="152" fill="{ground}"/>'
        f'<path d="M30 226 L118 96 L168 160 L208 116 L290 226Z" fill="{far}"/>'
        f'<path d="M62 240 L150 150 L190 188 L222 160 L286 240Z" fill="{near}"/>'
        '<path d="M34 214 q42 -26 84 0 t84 0 t84 0" fill="none" stroke="#fff" stroke-width="13"/>'
        '<path d="M62 246 q34 -20 66 0 t66 0 t66 0" fill="none" stroke="#fff" stroke-width="11"/>'
        '<path d="M160 92 q-4 -46 40 -58 q10 44 -40 58Z" fill="#fff"/></svg>\n'
    )


def banner(sky: tuple[str, str], *colours: str) -> str:
    """A strip of hills for the head of a page, so pale that dark words stand on it (WCAG 1.4.3)."""
    parts = [ridge(120 + i * 44, 40 - i * 5, colour, 3.3 + i * 1.7, 12, 2000) for i, colour in enumerate(colours)]
    veil = "".join(
        oval(150 + i * 320 + 60 * wobble(2, i), 210 + 12 * wobble(4, i), 260, 14, "#fff", 0.5) for i in range(7)
    )
    fade = (
        '<defs><linearGradient id="fade"><stop offset="0" stop-color="#fff" stop-opacity="0.94"/>'
        '<stop offset="0.45" stop-color="#fff" stop-opacity="0.82"/>'
        '<stop offset="1" stop-color="#fff" stop-opacity="0.45"/></linearGradient></defs>'
        '<rect width="2000" height="320" fill="url(#fade)"/>'
    )
    return page(sky, *parts[:2], veil, *parts[2:], fade, width=2000, height=320)


def marks() -> dict[str, str]:
    return {
        "emblem": emblem("#1f5f5b", "#2f8a78", "#7fb9a4"),
        "emblem-park": emblem("#0f5a8a", "#2f86b8", "#8dc0da"),
        "banner": banner(("#fdf1dc", "#f3e3cb"), "#c3d2c6", "#9dbdaf", "#6d9c8a", "#3f7a68"),
        "banner-park": banner(("#e3f0f7", "#d3e6ef"), "#b9d3e0", "#93b9cc", "#6598b3", "#35719a"),
    }


def portrait(number: int, woman: bool) -> str:
    """Half-length drawing of nobody in particular: hair, spectacles and coat vary by number."""
    skin, coat, wall = SKINS[number % 3], COATS[number % 5], WALLS[number % 4]
    hair = "#2c2a29" if number % 4 else "#55504c"
    back = f'<path d="M118 190 q0 -100 82 -100 t82 100 v70 q-82 40 -164 0Z" fill="{hair}"/>' if woman else ""
    fringe = (
        f'<path d="M124 196 q-6 -104 76 -104 t76 104 q-20 -58 -60 -62 q-60 0 -92 62Z" fill="{hair}"/>'
        if woman
        else '<path d="M128 182 q-10 -88 72 -90 t72 90 q-10 -40 -34 -48 q-50 10 -84 -6 q-20 14 -26 54Z" '
        f'fill="{hair}"/>'
    )
    glasses = (
        stroke("M152 206 h36 v20 h-36Z M212 206 h36 v20 h-36Z M188 212 h24", "#4a4a4a", 4) if number % 3 == 1 else ""
    )
    return page(
        (wall, "#ffffff"),
        back,
        f'<path d="M40 520 q10 -170 100 -180 h120 q90 10 100 180Z" fill="{coat}"/>',
        rect(172, 280, 56, 70, skin),
        '<path d="M160 340 L200 400 L240 340 L226 330 L174 330Z" fill="#ffffff"/>',
        f'<path d="M194 372 h12 l10 90 l-16 20 l-16 -20Z" fill="{"#9b3b3b" if number % 2 else "#2f6f8f"}"/>'
        if not woman
        else "",
        oval(200, 210, 70, 88, skin),
        disc(132, 216, 12, skin),
        disc(268, 216, 12, skin),
        fringe,
        disc(172, 214, 6, "#2c2a29"),
        disc(228, 214, 6, "#2c2a29"),
        stroke("M158 194 q14 -8 28 0 M214 194 q14 -8 28 0", hair, 4),
        stroke("M200 218 v22", "#cf9f78", 4),
        stroke("M182 258 q18 14 36 0", "#b5645a", 5),
        glasses,
        width=400,
        height=520,
    )


def portraits(genders: list[str]) -> dict[str, str]:
    """``portrait-01`` and so on, in the order of the list of leaders."""
    return {f"portrait-{i:02d}": portrait(i, gender == "女") for i, gender in enumerate(genders, 1)}
