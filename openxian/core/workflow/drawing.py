"""A table of steps as a picture (SVG) and as Mermaid text. The same table always gives the same bytes.

States stand one below the other, in the order a case usually goes. A step to the next state is an arrow straight
down; every other step has a lane of its own on the right: a dot where it may start, an arrowhead where it leads.
"""

from dataclasses import dataclass
from html import escape
from itertools import pairwise

from openxian.core.workflow.table import Step, Workflow

SIZE, SMALL = 14, 11
BOX_HEIGHT, GAP, MARGIN = 38, 50, 16
INK, QUIET, BACK, ASIDE = "#1f2937", "#64748b", "#b45309", "#2563eb"
FONT = "'Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif"


@dataclass(frozen=True)
class Lane:
    """A step that does not simply go one state down, at its place to the right."""

    step: Step
    x: float
    rows: tuple[int, ...]
    target: int | None


@dataclass(frozen=True)
class Plan:
    """Where everything stands."""

    order: tuple[str, ...]
    box: float
    straight: tuple[Step, ...]
    lanes: tuple[Lane, ...]
    width: float

    def y(self, row: int) -> float:
        """The middle of a row's box."""
        return MARGIN + row * (BOX_HEIGHT + GAP) + BOX_HEIGHT / 2


def order_of(table: Workflow) -> tuple[str, ...]:
    """The states from the start along the first step done in each, then the others as the table mentions them."""
    order: list[str] = []
    for begin in table.start or tuple(state for step in table for state in step.sources[:1])[:1]:
        state: str | None = begin
        while state is not None and state not in order:
            order.append(state)
            onward = [step.target for step in table.available(state) if not step.aside and step.outcome == "done"]
            state = next((target for target in onward if target and target not in order), None)
    mentioned = (state for step in table for state in (*step.sources, step.target) if state)
    return tuple(dict.fromkeys([*order, *mentioned]))


def svg(table: Workflow) -> str:
    """The picture of a table."""
    plan = _plan(table)
    height = 2 * MARGIN + len(plan.order) * BOX_HEIGHT + (len(plan.order) - 1) * GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {plan.width:g} {height:g}" width="{plan.width:g}" '
        f'height="{height:g}" font-family="{FONT}" role="img" aria-label="步骤图">',
        f'<rect width="{plan.width:g}" height="{height:g}" fill="#ffffff"/>',
        *(_box(table, plan, row) for row in range(len(plan.order))),
        *(_straight(table, plan, step) for step in plan.straight),
        *(_lane_lines(plan, lane) for lane in plan.lanes),
        *(_lane_label(table, plan, lane) for lane in plan.lanes),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def mermaid(table: Workflow) -> str:
    """The table as Mermaid text, for pages that draw it themselves."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{table.label(state)}" as {state}' for state in order_of(table)]
    lines += [f"    [*] --> {state}" for state in table.start]
    lines += [
        f"    {source} --> {step.leads_to(source)}: {step.label}（{_who(table, step)}）"
        for step in table
        for source in step.sources
    ]
    return "\n".join([*lines, *(f"    {state} --> [*]" for state in table.ends)]) + "\n"


def _plan(table: Workflow) -> Plan:
    order = order_of(table)
    row = {state: number for number, state in enumerate(order)}
    following = set(pairwise(order))
    straight: dict[tuple[str, str], Step] = {}
    for step in table:
        way = (step.sources[0], step.target)
        if len(step.sources) == 1 and way in following and way not in straight and not step.aside:
            straight[way] = step
    box = max(_width(table.label(state)) for state in order) + 44
    beside = max((_label_width(table, step) for step in straight.values()), default=0)
    x = MARGIN + box + max(24.0, beside + 12 - box / 2)
    lanes = []
    for step in (step for step in table if step not in straight.values()):
        half = _label_width(table, step) / 2 + 4
        rows = tuple(sorted(row[source] for source in step.sources))
        lanes.append(Lane(step, x + half, rows, row[step.target] if step.target else None))
        x += 2 * half
    return Plan(order, box, tuple(straight.values()), tuple(lanes), x + MARGIN)


def _box(table: Workflow, plan: Plan, row: int) -> str:
    state, y = plan.order[row], plan.y(row)
    ended, resting = state in table.ends, state in table.rest
    fill = "#f1f5f9" if ended or resting else "#ffffff"
    edge = f'fill="{fill}" stroke="{INK}" stroke-width="{2.5 if ended else 1.3}"' + (
        ' stroke-dasharray="5 3"' if resting else ""
    )
    mark = f'<circle cx="{MARGIN + 10}" cy="{y:g}" r="4" fill="{INK}"/>' if state in table.start else ""
    return (
        f'<rect x="{MARGIN}" y="{y - BOX_HEIGHT / 2:g}" width="{plan.box:g}" height="{BOX_HEIGHT}" rx="8" {edge}/>'
        f'{mark}{_text(table.label(state), MARGIN + plan.box / 2, y + 5, size=SIZE, colour=INK)}'
    )  # fmt: skip


def _straight(table: Workflow, plan: Plan, step: Step) -> str:
    row = plan.order.index(step.sources[0])
    x, top, end = MARGIN + plan.box / 2, plan.y(row) + BOX_HEIGHT / 2, plan.y(row + 1) - BOX_HEIGHT / 2
    colour = _colour(step)
    line = f'<path d="M{x:g} {top:g}V{end - 7:g}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
    head = f'<path d="M{x:g} {end:g}l-5 -9h10z" fill="{colour}"/>'
    left, middle = x + 10, (top + end) / 2
    return line + head + _words(table, step, left, middle, anchor="start")


def _lane_lines(plan: Plan, lane: Lane) -> str:
    """The dots where a step may start, the line along its lane, the arrow to where it leads."""
    colour, edge = _colour(lane.step), MARGIN + plan.box
    shift = 9.0
    dash = ' stroke-dasharray="5 3"' if lane.step.aside else ""
    out = [plan.y(row) - shift for row in lane.rows]
    ways = [f"M{edge:g} {y:g}H{lane.x:g}" for y in out]
    ends = out if lane.target is None else [*out, plan.y(lane.target) + shift]
    ways.append(f"M{lane.x:g} {min(ends):g}V{max(ends):g}")
    back = (plan.y(lane.target) if lane.target is not None else out[0]) + shift
    if lane.target is None:
        ways[-1] = f"M{lane.x:g} {out[0]:g}V{back:g}"
    ways.append(f"M{lane.x:g} {back:g}H{edge + 8:g}")
    dots = "".join(f'<circle cx="{lane.x:g}" cy="{y:g}" r="3" fill="{colour}"/>' for y in out)
    head = f'<path d="M{edge:g} {back:g}l9 -5v10z" fill="{colour}"/>'
    return f'<path d="{"".join(ways)}" fill="none" stroke="{colour}" stroke-width="1.3"{dash}/>{dots}{head}'


def _lane_label(table: Workflow, plan: Plan, lane: Lane) -> str:
    """In the middle of the first gap between rows the lane passes; a step that stays is written just above its row."""
    rows = [*lane.rows, *([] if lane.target is None else [lane.target])]
    top, bottom = min(rows), max(rows)
    y = plan.y(top) + (BOX_HEIGHT + GAP) / 2 if bottom > top else plan.y(top) - BOX_HEIGHT / 2 - 8
    width = _label_width(table, lane.step)
    paper = f'<rect x="{lane.x - width / 2:g}" y="{y - 18:g}" width="{width:g}" height="36" rx="6" fill="#ffffff"/>'
    return paper + _words(table, lane.step, lane.x, y, anchor="middle")


def _words(table: Workflow, step: Step, x: float, y: float, *, anchor: str) -> str:
    """The label of a step and below it, smaller, who takes it; the article on pointing at it."""
    joint = "（会办）" if step.join == "all" else ""
    label = _text(step.label + joint, x, y - 3, size=SIZE, colour=_colour(step), anchor=anchor)
    who = _text(_who(table, step), x, y + 12, size=SMALL, colour=QUIET, anchor=anchor)
    return f"<g><title>{escape(step.basis)}</title>{label}{who}</g>"


def _text(text: str, x: float, y: float, *, size: int, colour: str, anchor: str = "middle") -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}" text-anchor="{anchor}">{escape(text)}</text>'


def _who(table: Workflow, step: Step) -> str:
    return table.roles.get(step.who, step.who)


def _colour(step: Step) -> str:
    if step.outcome == "returned":
        return BACK
    return ASIDE if step.aside else INK


def _label_width(table: Workflow, step: Step) -> float:
    joint = "（会办）" if step.join == "all" else ""
    return max(_width(step.label + joint), _width(_who(table, step)) * SMALL / SIZE) + 8


def _width(text: str) -> float:
    """About how wide text of ``SIZE`` is: a Chinese character is square, a Latin one a little over half."""
    return sum(SIZE if ord(letter) > 0x2E7F else SIZE * 0.56 for letter in text)
