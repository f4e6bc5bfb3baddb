"""What a container that was just closed leaves behind: a table, a figure, a list, or only its blocks."""

from openxian.core.html.lines import paragraphs
from openxian.core.html.nodes import Container, Paragraph, Picture, Run
from openxian.core.html.tables import settle_table

CELLS = ("td", "th")


def settle(container: Container) -> list:
    """What a closed container contributes to the one around it."""
    if container.tag == "table":
        return settle_table(container)
    if container.tag in ("tr", *CELLS, "caption"):
        return [container]
    if container.tag == "figure":
        return _settle_figure(container)
    if container.tag == "figcaption":
        return [container]
    if container.tag in ("ul", "ol"):
        container.blocks = [item for item in container.blocks if item.blocks]
    return [container] if container.blocks else []


def _settle_figure(figure: Container) -> list:
    """Pictures with their caption; anything else that called itself a figure is taken apart."""
    lines = [block for block in figure.blocks if isinstance(block, Paragraph)]
    others = [block for block in figure.blocks if isinstance(block, Container) and block.tag != "figcaption"]
    pictures = [piece for line in lines for piece in line.runs if isinstance(piece, Picture)]
    captions = [line for block in figure.blocks if block not in lines and block not in others for line in block.blocks]
    if not pictures or others:
        return [*lines, *others, *[line for line in captions if isinstance(line, Paragraph)]]
    words_beside = [
        run for line in (*lines, *captions) if isinstance(line, Paragraph)
        for run in (*(piece for piece in line.runs if isinstance(piece, Run)), Run(" "))
    ]  # fmt: skip
    settled = Container("figure")
    settled.blocks = [*pictures]
    caption = Paragraph()
    caption.runs = words_beside
    settled.stray = paragraphs(caption)
    return [settled]
