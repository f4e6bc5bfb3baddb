"""The pictures of the county: landscapes, buildings and people at work, 1600×900."""

from openxian.demo.artwork.shapes import (
    WIDTH,
    block,
    disc,
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
    rows_of_tea,
    shape,
    stroke,
    water,
    wobble,
)

DAWN = ("#fdf1dc", "#f7d9b4")
CLEAR = ("#dceff5", "#f6fbf7")
NOON = ("#bfe3ef", "#eef8f2")
DUSK = ("#39456b", "#d98f6c")


def _hills(*colours: str, top: float = 330, seed: float = 2.0) -> str:
    step = 330 / max(len(colours), 1)
    return "".join(ridge(top + i * step, 70 - i * 8, colour, seed + i) for i, colour in enumerate(colours))


def mountain_mist() -> str:
    return page(
        DAWN,
        disc(1180, 250, 90, "#f4a259", 0.85),
        ridge(360, 150, "#9fb8b8", 1.2, 7),
        mist(430, 1),
        ridge(470, 120, "#6f9a97", 3.1, 8),
        mist(560, 2),
        ridge(600, 90, "#467a70", 5.3, 8),
        mist(690, 3, 0.45),
        ridge(740, 50, "#24594f", 2.2, 9),
        "".join(pine(90 + i * 130, 880 + 14 * wobble(4, i), 150 + 40 * wobble(1, i), "#173f38") for i in range(12)),
    )


def tea_hills() -> str:
    return page(
        CLEAR,
        disc(360, 190, 70, "#f6c667"),
        _hills("#b9d3c4", "#8fbb9d", top=300),
        mist(430, 4),
        ridge(500, 40, "#5f9c6d", 8.4),
        rows_of_tea(520, 2.6, "#2f6b45", "#5aa469"),
        house(1180, 560, 150, 70),
        round_tree(1120, 565, 110, "#3f7f4f", "#6cab6a"),
    )


def tea_harvest() -> str:
    pickers = ((300, 640, "#d9534f"), (560, 700, "#3f7cac"), (980, 650, "#e09f3e"), (1280, 740, "#7b4b94"))
    people = "".join(
        person(x, y, 190, coat, "#e8cf8e")
        + oval(x + 46, y - 90, 34, 28, "#b98b4e")
        + oval(x + 46, y - 108, 32, 12, "#6cab6a")
        for x, y, coat in pickers
    )
    return page(
        CLEAR,
        _hills("#bcd8cb", "#93c0a3", top=280, seed=6),
        mist(400, 7),
        rows_of_tea(470, 4.1, "#2f6b45", "#63ad6c", 5),
        people,
        "".join(
            stroke(f"M-40 {770 + i * 70} Q500 {720 + i * 70} 1640 {780 + i * 70}", ("#2f6b45", "#3a7c50")[i % 2], 86)
            for i in range(3)
        ),
        "".join(oval(60 + i * 64, 752 + 16 * wobble(3, i), 26, 14, "#76bd78") for i in range(25)),
    )


def tea_workshop() -> str:
    trays = "".join(
        oval(260 + i * 360, 700, 150, 40, "#b98b4e")
        + oval(260 + i * 360, 690, 136, 32, "#5f9c4d")
        + "".join(
            stroke(f"M{160 + i * 360 + k * 22} {690 + 12 * wobble(i, k):.0f} l16 -8", "#3d7a3a", 5) for k in range(9)
        )
        for i in range(4)
    )
    return page(
        ("#f6efe2", "#ead9bd"),
        rect(0, 0, WIDTH, 120, "#8a5a3b"),
        "".join(rect(120 + i * 400, 120, 40, 480, "#a26b45") for i in range(4)),
        "".join(
            rect(190 + i * 400, 190, 300, 220, "#cfe5e3", 6) + rect(335 + i * 400, 190, 10, 220, "#a26b45")
            for i in range(3)
        ),
        _window_hills(),
        rect(0, 600, WIDTH, 300, "#caa678"),
        trays,
        person(450, 650, 240, "#4d7c8a"),
        person(1180, 650, 240, "#b5564b"),
        "".join(stroke(f"M{520 + i * 30} 600 q20 -40 0 -80 t0 -70", "#ffffff", 8, 0.5) for i in range(3)),
    )


def _window_hills() -> str:
    return "".join(f'<path d="M{190 + i * 400} 410 q80 -120 150 -60 t150 -40 v100Z" fill="#8fbb9d"/>' for i in range(3))


def lake() -> str:
    return page(
        NOON,
        disc(420, 170, 60, "#fff3c4"),
        _hills("#a9c8cf", "#7fb0a5", "#4c8a72", top=300, seed=11),
        water(560, "#5fa6b5", "#e9f7f7", 3),
        ridge(850, 26, "#2f6b52", 9.1),
        shape([(700, 690), (900, 690), (860, 730), (740, 730)], "#7a4a2f"),
        stroke("M800 690 L800 560", "#5b3a26", 8),
        shape([(806, 566), (806, 676), (892, 676)], "#f4ecdd"),
        person(752, 694, 70, "#c8553d", "#e8cf8e"),
        "".join(pine(60 + i * 95, 880, 120 + 30 * wobble(6, i), "#1f5240") for i in range(5)),
        "".join(
            stroke(f"M{1200 + i * 46} {240 + 20 * wobble(2, i):.0f} q12 -16 24 0 q12 -16 24 0", "#43606b", 4)
            for i in range(4)
        ),
    )


def covered_bridge() -> str:
    posts = "".join(rect(330 + i * 78, 470, 12, 110, "#7a3f26") for i in range(13))
    rails = rect(320, 548, 960, 8, "#7a3f26") + rect(320, 572, 960, 26, "#8f4f30")
    arch = '<path d="M300 598 Q800 470 1300 598 L1300 640 Q800 520 300 640Z" fill="#6d4a35"/>'
    roof = (
        '<path d="M270 480 Q420 440 800 438 Q1180 440 1330 480 L1290 486 L310 486Z" fill="#3f484b"/>'
        '<path d="M660 440 Q800 330 940 440Z" fill="#4b5558"/><path d="M700 402 Q800 320 900 402Z" fill="#3f484b"/>'
    )
    return page(
        DAWN,
        _hills("#c6cdb6", "#9fb894", "#6f9a74", top=270, seed=14),
        water(640, "#86b7b0", "#f4fbf4", 5),
        shape([(0, 560), (330, 590), (400, 900), (0, 900)], "#567f57"),
        shape([(1600, 560), (1270, 590), (1200, 900), (1600, 900)], "#567f57"),
        arch,
        posts,
        rails,
        roof,
        "".join(lantern(408 + i * 156, 520, 26) for i in range(6)),
        round_tree(150, 640, 260, "#4c8055", "#7bb06f"),
        round_tree(1480, 640, 240, "#4c8055", "#7bb06f"),
        person(1130, 572, 90, "#3f7cac"),
        person(620, 572, 90, "#b5564b", "#e8cf8e"),
    )


def old_street() -> str:
    left = "".join(house(-40 + i * 190, 760 - i * 44, 200 - i * 30, 240 - i * 40) for i in range(3))
    right = "".join(
        house(1430 - i * 190 + i * 28, 760 - i * 44, 200 - i * 30, 240 - i * 40, "#efe2cc") for i in range(3)
    )
    stones = "".join(
        stroke(f"M{700 - i * 60} {650 + i * 44} L{900 + i * 60} {650 + i * 44}", "#b3a48d", 4) for i in range(6)
    )
    return page(
        ("#fce8cf", "#f6f0e4"),
        _hills("#b8cbbd", "#94b49f", top=330, seed=21),
        rect(0, 650, WIDTH, 250, "#a9bf9b"),
        shape([(690, 610), (910, 610), (1350, 900), (250, 900)], "#cdbfa6"),
        stones,
        left,
        right,
        "".join(
            stroke(f"M{460 + i * 230} 380 Q{575 + i * 230} 430 {690 + i * 230} 380", "#7a3b22", 3) for i in range(3)
        ),
        "".join(lantern(480 + i * 92, 420 + 14 * wobble(2, i), 34) for i in range(8)),
        person(640, 800, 150, "#4d7c8a"),
        person(900, 760, 130, "#c8553d"),
        person(980, 770, 96, "#e09f3e"),
    )


def forest_farm() -> str:
    rows = "".join(
        pine(40 + i * 104 + 30 * wobble(r, i), 560 + r * 110, 170 + r * 50, ("#3f7a5c", "#2c6449", "#1b4d38")[r])
        for r in range(3)
        for i in range(16)
    )
    tower = (
        stroke("M1200 560 L1240 300 M1320 560 L1280 300 M1210 500 L1310 420 M1310 500 L1222 420", "#7a4a2f", 12)
        + rect(1206, 236, 108, 70, "#a26b45")
        + shape([(1186, 240), (1334, 240), (1260, 180)], "#7a3b22")
        + rect(1228, 256, 64, 28, "#cfe5e3")
    )
    return page(
        CLEAR,
        _hills("#bcd3d0", "#8fb7a8", "#5c947a", top=280, seed=17),
        mist(470, 9),
        tower,
        rows,
        shape([(560, 900), (900, 900), (800, 660), (770, 660)], "#c9ad7f"),
        person(740, 860, 150, "#e08e1b"),
        person(860, 880, 150, "#e08e1b"),
    )


def industrial_park() -> str:
    saw = "".join(
        shape([(240 + i * 120, 520), (360 + i * 120, 520), (360 + i * 120, 440)], "#d9e4e8") for i in range(5)
    )
    return page(
        NOON,
        _hills("#b5d0cf", "#8cb8a4", top=320, seed=25),
        rect(0, 680, WIDTH, 220, "#9bb58f"),
        rect(240, 520, 600, 170, "#eef3f4"),
        saw,
        "".join(rect(280 + i * 110, 570, 70, 60, "#7fb3c8", 3) for i in range(5)),
        block(900, 690, 260, 300, "#f6f7f5", 6, 5),
        block(1200, 690, 220, 220, "#e4edf0", 4, 4),
        rect(0, 740, WIDTH, 110, "#69737a"),
        "".join(rect(40 + i * 160, 790, 80, 8, "#f3f0dc") for i in range(10)),
        "".join(round_tree(60 + i * 190, 735, 110, "#4c8a5e", "#7fb877") for i in range(9)),
        rect(420, 752, 190, 70, "#f4f4f0", 8),
        rect(612, 772, 70, 50, "#1f6f8b", 8),
        disc(460, 826, 20, "#33383c"),
        disc(570, 826, 20, "#33383c"),
        disc(648, 826, 18, "#33383c"),
        "".join(
            shape([(930 + i * 70, 378), (980 + i * 70, 378), (970 + i * 70, 346), (920 + i * 70, 346)], "#2f5d8a")
            for i in range(3)
        ),
    )


def workshop_line() -> str:
    return page(
        ("#eef3f6", "#dfe8ec"),
        "".join(rect(60 + i * 260, 60, 200, 14, "#fff6cf", 6) for i in range(6)),
        "".join(rect(80 + i * 380, 160, 300, 180, "#cfe2ea", 6) for i in range(4)),
        rect(0, 640, WIDTH, 260, "#c6ced2"),
        rect(0, 560, WIDTH, 44, "#5f6f78"),
        rect(0, 604, WIDTH, 24, "#47545b"),
        "".join(rect(60 + i * 190, 510, 90, 50, ("#3a8f6b", "#e09f3e")[i % 2], 6) for i in range(9)),
        "".join(person(240 + i * 380, 860, 330, ("#2f6f9f", "#2f6f9f", "#4d7c8a", "#2f6f9f")[i]) for i in range(4)),
        "".join(rect(195 + i * 380, 545, 90, 20, "#e8b84a", 10) for i in range(4)),
    )


def school() -> str:
    return page(
        NOON,
        _hills("#bfd8cf", "#95c0a4", top=340, seed=31),
        rect(0, 690, WIDTH, 210, "#d98c6a"),
        stroke("M-60 900 Q800 690 1660 900", "#ffffff", 8, 0.7),
        stroke("M60 900 Q800 740 1540 900", "#ffffff", 8, 0.7),
        block(260, 690, 420, 300, "#f7efe0", 4, 7),
        block(920, 690, 420, 300, "#f7efe0", 4, 7),
        block(680, 690, 240, 380, "#c8553d", 4, 3, "#fdf3d8"),
        disc(800, 290, 34, "#ffffff"),
        stroke("M800 290 v-20 M800 290 l14 8", "#33383c", 4),
        stroke("M1440 690 L1440 330", "#8a9297", 8),
        rect(1446, 334, 96, 60, "#1f5f5b"),
        "".join(round_tree(110 + i * 70, 700, 130, "#4c8a5e", "#82b97a") for i in range(2)),
        person(520, 800, 100, "#3f7cac"),
        person(620, 820, 100, "#e09f3e"),
        person(980, 810, 100, "#c8553d"),
        person(1080, 790, 100, "#4d7c8a"),
    )


def clinic() -> str:
    return page(
        CLEAR,
        _hills("#c4dcd8", "#9cc6b4", top=340, seed=35),
        rect(0, 700, WIDTH, 200, "#b9c9b2"),
        block(360, 700, 880, 340, "#fbfbf8", 4, 11, "#a9d4dc"),
        rect(700, 560, 200, 140, "#d7ecec"),
        rect(796, 560, 8, 140, "#fbfbf8"),
        rect(660, 530, 280, 24, "#2a8f85", 6),
        rect(760, 290, 80, 26, "#2a8f85"),
        rect(787, 263, 26, 80, "#2a8f85"),
        rect(240, 690, 210, 90, "#ffffff", 14),
        rect(380, 705, 60, 40, "#a9d4dc", 6),
        rect(240, 740, 210, 14, "#2a8f85"),
        disc(290, 784, 22, "#33383c"),
        disc(400, 784, 22, "#33383c"),
        person(1000, 800, 150, "#ffffff"),
        person(1090, 810, 140, "#b5564b"),
        round_tree(1370, 710, 220, "#4c8a5e", "#82b97a"),
        round_tree(180, 690, 180, "#4c8a5e", "#82b97a"),
    )
