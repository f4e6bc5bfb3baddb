"""More pictures of the county: streets, fields, festivals, and the two picture explainers."""

# ruff: noqa: PLR0917 - a stroke is said by its coordinates, in their usual order

from openxian.demo.artwork.shapes import (
    WIDTH,
    block,
    disc,
    fan,
    house,
    lantern,
    mist,
    oval,
    page,
    person,
    pine,
    rect,
    ridge,
    round_tree,
    shape,
    stalk,
    stroke,
    water,
    wobble,
)

NOON = ("#bfe3ef", "#eef8f2")
CLEAR = ("#dceff5", "#f6fbf7")
FONT = "'Noto Sans CJK SC','Source Han Sans SC',sans-serif"


def _hills(*colours: str, top: float = 330, seed: float = 2.0) -> str:
    step = 330 / max(len(colours), 1)
    return "".join(ridge(top + i * step, 70 - i * 8, colour, seed + i) for i, colour in enumerate(colours))


def ginkgo() -> str:
    crown = "".join(
        disc(
            800 + 330 * wobble(1, i),
            360 + 150 * wobble(7, i),
            130 + 40 * wobble(3, i),
            ("#e9b22f", "#f2c84b", "#d99a1f")[i % 3],
        )
        for i in range(22)
    )
    fallen = "".join(
        fan(800 + 780 * wobble(5, i), 800 + 80 * wobble(8, i), 22, ("#f2c84b", "#e9b22f")[i % 2], i) for i in range(70)
    )
    return page(
        ("#e6f1f4", "#fdf3d8"),
        _hills("#c9d2bd", "#b9b87f", top=350, seed=41),
        rect(0, 720, WIDTH, 180, "#dcb85a"),
        house(140, 740, 230, 130),
        house(1240, 740, 230, 130),
        '<path d="M730 800 Q770 640 750 480 L850 480 Q830 640 880 800Z" fill="#6b4a32"/>',
        stroke("M790 560 L640 430 M810 560 L980 420 M800 520 L800 380", "#6b4a32", 26),
        crown,
        fallen,
        rect(420, 800, 760, 16, "#a26b45"),
        "".join(rect(440 + i * 90, 760, 8, 44, "#a26b45") for i in range(9)),
        person(560, 800, 120, "#b5564b"),
        person(640, 800, 86, "#3f7cac"),
        person(1040, 800, 120, "#4d7c8a"),
    )


def bamboo() -> str:
    far = "".join(stalk(40 + i * 84, 820, 720 + 60 * wobble(2, i), "#8fbf86", 0.05 * wobble(1, i)) for i in range(19))
    near = "".join(stalk(20 + i * 150, 930, 960, ("#3f8a4f", "#2f7042")[i % 2], 0.06 * wobble(4, i)) for i in range(11))
    return page(
        ("#eaf5dc", "#d3eac4"),
        far,
        rect(0, 800, WIDTH, 100, "#6da35f"),
        near,
        shape([(640, 900), (960, 900), (850, 720), (770, 720)], "#d8c39a"),
        person(800, 850, 150, "#c8553d", "#e8cf8e"),
    )


def bamboo_weaving() -> str:
    weave = "".join(stroke(f"M{520 + i * 56} 420 L{560 + i * 46} 700", "#c69a4f", 20) for i in range(10)) + "".join(
        stroke(
            f"M{516 + i * 6} {450 + i * 50} Q800 {490 + i * 50} {1084 - i * 6} {450 + i * 50}",
            ("#e3c27a", "#b98b3e")[i % 2],
            24,
        )
        for i in range(6)
    )
    return page(
        ("#f7efe0", "#ecdcbf"),
        "".join(stalk(80 + i * 70, 700, 600, "#9cc28a", 0.04 * wobble(3, i)) for i in range(4)),
        rect(0, 700, WIDTH, 200, "#b98b5e"),
        oval(800, 720, 300, 36, "#a77a4c"),
        oval(800, 430, 296, 60, "#8a6a3a"),
        weave,
        oval(800, 424, 280, 46, "#f1ddb0", 0.6),
        stroke("M520 420 Q800 120 1080 420", "#b98b3e", 18),
        "".join(
            stroke(f"M1180 {760 + i * 18} Q1320 {720 + i * 16} 1500 {770 + i * 14}", "#e3c27a", 8) for i in range(6)
        ),
        oval(280, 770, 110, 30, "#c69a4f"),
        oval(280, 762, 92, 22, "#e3c27a"),
    )


def mushrooms() -> str:
    caps = "".join(
        rect(x - s * 0.18, y - s * 0.7, s * 0.36, s * 0.7, "#f3e6cf", 12)
        + f'<path d="M{x - s} {y - s * 0.6} Q{x} {y - s * 2} {x + s} {y - s * 0.6}Z" fill="{c}"/>'
        + oval(x, y - s * 0.6, s, s * 0.14, "#e7d3b1")
        for x, y, s, c in (
            (420, 640, 110, "#8a5a3b"),
            (640, 660, 150, "#a26b45"),
            (900, 650, 120, "#7a4a2f"),
            (1150, 665, 140, "#94603f"),
            (760, 690, 70, "#b98056"),
        )
    )
    return page(
        ("#dbe8d6", "#f1f5e4"),
        "".join(pine(60 + i * 170, 600, 420 + 60 * wobble(3, i), "#9dbd9f") for i in range(10)),
        rect(0, 600, WIDTH, 300, "#7f9c66"),
        rect(180, 640, 1240, 130, "#6b4a32", 60),
        oval(1400, 705, 46, 64, "#c9a67a"),
        oval(1400, 705, 26, 40, "#a27c52"),
        caps,
        "".join(oval(240 + i * 110, 790 + 12 * wobble(2, i), 60, 14, "#5d7f4c") for i in range(12)),
    )


def rice_terraces() -> str:
    bands = "".join(
        f'<path d="M-20 {430 + i * 66} Q400 {370 + i * 70} 800 {440 + i * 62} T1640 {400 + i * 66} V900 H-20Z" '
        f'fill="{c}"/>'
        + stroke(f"M-20 {430 + i * 66} Q400 {370 + i * 70} 800 {440 + i * 62} T1640 {400 + i * 66}", "#7a8f3c", 7)
        for i, c in enumerate(("#cfc765", "#dfc452", "#e6b94a", "#d9a93a", "#e3b748", "#cf9c33", "#dcae40"))
    )
    return page(
        NOON,
        disc(1240, 180, 70, "#fff0b8"),
        _hills("#a9c8cf", "#84b199", top=280, seed=45),
        mist(400, 3),
        bands,
        rect(1010, 640, 130, 80, "#c8392b", 8),
        rect(1040, 590, 70, 56, "#cfe5e3", 6),
        disc(1040, 726, 30, "#33383c"),
        disc(1120, 726, 24, "#33383c"),
        person(420, 700, 130, "#3f7cac", "#e8cf8e"),
        person(520, 720, 130, "#b5564b", "#e8cf8e"),
        house(160, 430, 120, 60),
        house(300, 440, 100, 50),
    )


def festival() -> str:
    tables = "".join(
        rect(150 + i * 280, 730 + (i % 2) * 40, 220, 22, "#7a3f26", 6)
        + "".join(disc(180 + i * 280 + k * 52, 724 + (i % 2) * 40, 16, "#f6efe2") for k in range(4))
        + "".join(person(170 + i * 280 + k * 70, 880, 150, ("#c8553d", "#3f7cac", "#e09f3e")[k]) for k in range(3))
        for i in range(5)
    )
    return page(
        ("#27304f", "#8d4a4a"),
        "".join(disc(800 + 780 * wobble(9, i), 120 + 110 * wobble(2, i), 3, "#fff3c4") for i in range(40)),
        ridge(430, 60, "#2c3a55", 4),
        disc(1330, 150, 60, "#fff3c4"),
        "".join(house(-40 + i * 280, 680, 220, 170, "#7d5446", "#2f2a33", "#f6c667") for i in range(6)),
        rect(0, 680, WIDTH, 220, "#54414a"),
        "".join(
            stroke(f"M{i * 400 - 40} 240 Q{i * 400 + 160} 330 {i * 400 + 360} 240", "#e8b84a", 3) for i in range(5)
        ),
        "".join(lantern(40 + i * 100, 300 + 26 * wobble(3, i), 54, ("#d8452b", "#e8812b")[i % 2]) for i in range(16)),
        tables,
    )


def homestay() -> str:
    return page(
        ("#fdf1dc", "#eef6ec"),
        _hills("#b9d3c4", "#8fbb9d", "#6aa079", top=280, seed=51),
        rect(0, 700, WIDTH, 200, "#86ad6d"),
        house(380, 720, 420, 210),
        house(860, 730, 300, 170, "#efe2cc"),
        rect(420, 500, 340, 14, "#8a5a3b"),
        "".join(lantern(440 + i * 100, 552, 30) for i in range(4)),
        shape([(560, 720), (640, 720), (820, 900), (420, 900)], "#d8c39a"),
        "".join(stroke(f"M{880 + i * 46} 800 v-50", "#a26b45", 8) for i in range(10)),
        stroke("M870 770 H1310", "#a26b45", 6),
        round_tree(250, 740, 280, "#4c8a5e", "#82b97a"),
        round_tree(1330, 740, 260, "#4c8a5e", "#82b97a"),
        person(700, 830, 130, "#b5564b"),
        person(780, 830, 130, "#4d7c8a"),
    )


def service_hall() -> str:
    return page(
        ("#f2f6f7", "#e4edee"),
        rect(0, 640, WIDTH, 260, "#d5dcdc"),
        rect(0, 100, WIDTH, 90, "#1f5f5b"),
        "".join(
            rect(120 + i * 290, 230, 220, 130, "#ffffff", 8)
            + rect(140 + i * 290, 250, 180, 16, "#1f5f5b", 6)
            + rect(140 + i * 290, 284, 140, 10, "#b9c9c9", 5)
            + rect(140 + i * 290, 310, 160, 10, "#b9c9c9", 5)
            for i in range(5)
        ),
        "".join(person(230 + i * 290, 640, 220, "#2f4f6f") for i in range(5)),
        rect(60, 540, 1480, 120, "#f7efe0", 8),
        rect(60, 540, 1480, 20, "#c8553d", 8),
        "".join(
            rect(180 + i * 290, 470, 110, 70, "#33484f", 6) + rect(228 + i * 290, 538, 14, 8, "#33484f")
            for i in range(5)
        ),
        person(380, 860, 250, "#e09f3e"),
        person(700, 870, 250, "#b5564b"),
        person(1230, 860, 250, "#3f7cac"),
        person(1320, 860, 170, "#c8553d"),
    )


def library() -> str:
    shelves = "".join(
        rect(60 + s * 520, 150 + r * 150, 440, 130, "#8a5a3b")
        + "".join(
            rect(
                74 + s * 520 + b * 23,
                164 + r * 150 + (b * 7 + r * 5) % 22,
                18,
                112 - (b * 7 + r * 5) % 22,
                ("#c8553d", "#3f7cac", "#e09f3e", "#4c8a5e", "#7b4b94", "#f3e6cf")[(b * 5 + r + s) % 6],
                2,
            )
            for b in range(18)
        )
        for s in range(3)
        for r in range(3)
    )
    return page(
        ("#fbf3e4", "#f1e3c8"),
        shelves,
        rect(0, 660, WIDTH, 240, "#d8b98a"),
        rect(240, 720, 1120, 30, "#a26b45", 8),
        rect(300, 750, 24, 150, "#7a4a2f"),
        rect(1280, 750, 24, 150, "#7a4a2f"),
        person(460, 880, 240, "#3f7cac"),
        person(800, 880, 240, "#c8553d"),
        person(1120, 880, 200, "#4c8a5e"),
        "".join(
            shape([(x - 50, 716), (x, 704), (x, 722), (x - 50, 734)], "#ffffff")
            + shape([(x + 50, 716), (x, 704), (x, 722), (x + 50, 734)], "#f3f0e6")
            for x in (560, 920, 1220)
        ),
    )


def county_hall() -> str:
    return page(
        CLEAR,
        _hills("#b9d0d0", "#93b9ad", top=330, seed=61),
        rect(0, 720, WIDTH, 180, "#c9ccbf"),
        block(300, 720, 400, 280, "#f3efe6", 4, 7),
        block(900, 720, 400, 280, "#f3efe6", 4, 7),
        block(640, 720, 320, 360, "#faf7f0", 5, 5),
        rect(620, 590, 360, 24, "#9b1c1f", 4),
        "".join(rect(650 + i * 76, 614, 22, 106, "#ffffff") for i in range(5)),
        "".join(pine(100 + i * 60, 740, 150, "#2f6b52") for i in range(3)),
        "".join(pine(1380 + i * 60, 740, 150, "#2f6b52") for i in range(3)),
        shape([(680, 900), (920, 900), (860, 720), (740, 720)], "#e2ded2"),
        "".join(oval(180 + i * 130, 820, 56, 16, ("#c8553d", "#e8b84a")[i % 2]) for i in range(4)),
        "".join(oval(1010 + i * 130, 820, 56, 16, ("#e8b84a", "#c8553d")[i % 2]) for i in range(4)),
    )


def highway() -> str:
    piers = "".join(rect(130 + i * 220, 520, 46, 300, "#b9c0c2") for i in range(7))
    return page(
        NOON,
        _hills("#a9c8cf", "#7fb09f", "#5c947a", top=260, seed=65),
        ridge(780, 40, "#3f7a5c", 6.6),
        piers,
        '<path d="M-20 560 Q800 400 1620 500 V560 Q800 470 -20 630Z" fill="#6d777d"/>',
        stroke("M-20 596 Q800 436 1620 530", "#f3f0dc", 6),
        stroke("M-20 562 Q800 402 1620 502", "#e9edee", 8),
        rect(470, 462, 120, 46, "#c8553d", 12),
        rect(498, 440, 60, 30, "#cfe5e3", 8),
        disc(500, 512, 16, "#33383c"),
        disc(562, 508, 16, "#33383c"),
        rect(1010, 430, 190, 60, "#f4f4f0", 6),
        rect(1200, 448, 50, 44, "#1f6f8b", 8),
        disc(1050, 494, 17, "#33383c"),
        disc(1170, 492, 17, "#33383c"),
        disc(1225, 494, 15, "#33383c"),
        "".join(pine(40 + i * 160, 900, 140 + 30 * wobble(2, i), "#1f5240") for i in range(11)),
    )


def dam() -> str:
    gates = "".join(
        rect(520 + i * 130, 480, 70, 120, "#5f7f8c")
        + shape([(520 + i * 130, 600), (590 + i * 130, 600), (610 + i * 130, 790), (500 + i * 130, 790)], "#e6f4f6")
        for i in range(5)
    )
    return page(
        NOON,
        _hills("#a9c8cf", "#7fb09f", top=260, seed=71),
        rect(0, 430, WIDTH, 60, "#5fa6b5"),
        shape([(200, 470), (1400, 470), (1480, 800), (120, 800)], "#cdd3d2"),
        rect(180, 450, 1240, 30, "#aeb7b8"),
        gates,
        "".join(rect(500 + i * 130, 380, 20, 110, "#8b979a") for i in range(6)),
        rect(490, 370, 690, 22, "#6d777d"),
        water(790, "#6fb1bd", "#f4fbf4", 4),
        shape([(0, 430), (220, 460), (130, 900), (0, 900)], "#4c8a6a"),
        shape([(1600, 430), (1380, 460), (1470, 900), (1600, 900)], "#4c8a6a"),
        "".join(pine(30 + i * 44, 640 + i * 30, 130, "#1f5240") for i in range(3)),
        "".join(pine(1500 + i * 40, 660 + i * 30, 130, "#1f5240") for i in range(3)),
    )


def _text(x, y, size, words, colour="#22302f", weight=500, anchor="start") -> str:
    look = f'font-family="{FONT}" font-size="{size}" font-weight="{weight}" fill="{colour}" text-anchor="{anchor}"'
    return f'<text x="{x}" y="{y}" {look}>{words}</text>'


def _panel(x, y, w, h, head, lines, colour) -> str:
    body = rect(x, y, w, h, "#ffffff", 18) + rect(x, y, w, 92, colour, 18) + rect(x, y + 60, w, 32, colour)
    body += _text(x + w / 2, y + 62, 42, head, "#ffffff", 700, "middle")
    return body + "".join(_text(x + w / 2, y + 160 + i * 58, 33, line, anchor="middle") for i, line in enumerate(lines))


def infographic_felling() -> str:
    return page(
        ("#e8f3ea", "#d7eadc"),
        _text(800, 120, 64, "林木采伐怎么办", "#1f5240", 700, "middle"),
        _text(800, 182, 34, "先看要不要办证，再看走哪个程序", "#3b5f52", 400, "middle"),
        _panel(80, 240, 440, 420, "不用办证", ["自留地和房前屋后", "个人所有的", "零星林木"], "#5c947a"),
        _panel(
            580,
            240,
            440,
            420,
            "告知承诺",
            ["人工商品林", "面积不足10亩", "且蓄积不足30立方米", "填承诺书即可"],
            "#2f7d5b",
        ),
        _panel(
            1080,
            240,
            440,
            420,
            "设计审批",
            ["达到10亩或30立方米", "提交伐区调查设计", "公益林和国有林场", "另有专门规定"],
            "#1b4d38",
        ),
        rect(80, 710, 1440, 110, "#ffffff", 18),
        _text(800, 780, 40, "乡镇便民服务中心受理　承诺5个工作日　不收费", "#1f5240", 700, "middle"),
        "".join(pine(50 + i * 140, 900, 80, "#8fbb9d") for i in range(12)),
    )


def infographic_parking() -> str:
    bars = "".join(
        rect(150 + i * 350, 640 - h, 250, h, colour, 12)
        + _text(275 + i * 350, 615 - h, 46, fee, "#24405c", 700, "middle")
        + _text(275 + i * 350, 700, 34, name, anchor="middle")
        for i, (h, colour, fee, name) in enumerate(
            (
                (40, "#7fb3c8", "免费", "45分钟以内"),
                (130, "#4a8fb0", "2元", "首2小时"),
                (220, "#2f6f9f", "每小时加1元", "2小时以后"),
                (310, "#24405c", "封顶8元", "24小时以内"),
            )
        )
    )
    return page(
        ("#eaf2f8", "#dbe8f1"),
        _text(800, 120, 64, "县城公共停车收费一图读懂", "#24405c", 700, "middle"),
        _text(800, 180, 34, "2026年7月1日起施行", "#4a6176", 400, "middle"),
        bars,
        rect(110, 640, 1380, 6, "#24405c"),
        rect(110, 750, 1380, 100, "#ffffff", 18),
        _text(
            800, 815, 36, "医院周边夜间单次封顶3元　残疾人车辆登记后免收　新能源车前2小时免费", "#24405c", 500, "middle"
        ),
    )
