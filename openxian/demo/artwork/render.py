"""Draw every picture again: ``python -m openxian.demo.artwork.render [--browser /usr/bin/chromium]``.

Only for those who change the drawings; it needs the development dependencies (a browser turns SVG into
pixels). The SVG sources and the small WebP renders are both kept in the repository.
"""

import argparse
import io
import tomllib
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from openxian.demo.artwork import emblems, scenes, scenes_more

CONTENT = Path(__file__).parents[1] / "content"
SCENES = (
    "mountain_mist tea_hills tea_harvest tea_workshop lake covered_bridge old_street forest_farm industrial_park "
    "workshop_line school clinic"
).split()
MORE = (
    "ginkgo bamboo bamboo_weaving mushrooms rice_terraces festival homestay service_hall library county_hall highway "
    "dam infographic_felling infographic_parking"
).split()


def drawings() -> dict[str, str]:
    """File stem → SVG, for every picture, emblem, banner and portrait."""
    found = {name.replace("_", "-"): getattr(scenes, name)() for name in SCENES}
    found |= {name.replace("_", "-"): getattr(scenes_more, name)() for name in MORE}
    leaders = tomllib.loads((CONTENT / "leaders.toml").read_text("utf-8"))["leader"]
    return found | emblems.marks() | emblems.portraits([leader["gender"] for leader in leaders])


def write(name: str, svg: str, browser) -> int:
    """Keep the SVG and its WebP render; answers the size of the render in bytes."""
    folder = CONTENT / "pictures"
    (folder / f"{name}.svg").write_text(svg, "utf-8")
    size = [int(part) for part in svg.split('viewBox="0 0 ')[1].split('"', maxsplit=1)[0].split()]
    tab = browser.new_page(viewport={"width": size[0], "height": size[1]})
    tab.set_content(f"<body style='margin:0;background:transparent'>{svg}</body>")
    image = Image.open(io.BytesIO(tab.screenshot(omit_background=True)))
    tab.close()
    target = folder / f"{name}.webp"
    image.save(target, "WEBP", quality=80, method=6)
    return target.stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", help="path of a Chromium; Playwright's own if not given")
    parser.add_argument("--only", nargs="*", help="names of the pictures to draw; all if not given")
    chosen = parser.parse_args()
    (CONTENT / "pictures").mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chosen.browser, args=["--no-sandbox", "--disable-gpu"])
        sizes = {name: write(name, svg, browser) for name, svg in drawings().items() if name in (chosen.only or [name])}
        browser.close()
    largest = max(sizes, key=sizes.get)
    print(f"{len(sizes)} pictures, {sum(sizes.values()) // 1024} KiB; largest {largest} {sizes[largest] // 1024} KiB")  # noqa: T201


if __name__ == "__main__":
    main()
