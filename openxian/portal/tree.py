"""The page tree of one site, read with one query: navigation, addresses, breadcrumbs and the site map."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from wagtail.models import Page, PageViewRestriction, Site

STEP = Page.steplen


@dataclass(frozen=True, slots=True)
class Node:
    """One page as navigation sees it; ``kind`` is the model's name in lower case."""

    id: int
    title: str
    path: str
    address: str
    kind: str
    in_menu: bool
    link_url: str
    layout: str
    hides_when_empty: bool
    archived: bool

    @property
    def url(self) -> str:
        """Where its name leads: the entry elsewhere, if it has one, else its own address."""
        return self.link_url or self.address


@dataclass
class SiteTree:
    """Live, public pages of a site in tree order; the first is its home page."""

    nodes: list[Node]
    by_id: dict[int, Node] = field(init=False)
    by_path: dict[str, Node] = field(init=False)
    by_address: dict[str, Node] = field(init=False)
    below: dict[str, list[Node]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {node.id: node for node in self.nodes}
        self.by_path = {node.path: node for node in self.nodes}
        self.by_address = {node.address: node for node in self.nodes}
        self.below = {}
        for node in self.nodes[1:]:
            self.below.setdefault(node.path[:-STEP], []).append(node)

    @property
    def home(self) -> Node:
        return self.nodes[0]

    def children(self, node: Node) -> list[Node]:
        return self.below.get(node.path, [])

    def parent(self, node: Node) -> Node | None:
        return self.by_path.get(node.path[:-STEP])

    def trail(self, node: Node) -> list[Node]:
        """From the home page down to ``node``."""
        return [self.by_path[node.path[:end]] for end in range(len(self.home.path), len(node.path) + 1, STEP)]

    def subtree(self, node: Node) -> Iterator[Node]:
        """``node`` and everything below it, in tree order."""
        return (each for each in self.nodes if each.path.startswith(node.path))

    def with_page(self, page) -> "SiteTree":
        """The same tree with a page that is not public yet, for its preview."""
        if page.pk in self.by_id:
            return self
        below = self.by_path.get(page.path[:-STEP], self.home)
        node = Node(
            id=page.pk or 0,
            title=page.title,
            path=page.path if page.path[:-STEP] in self.by_path else self.home.path,
            address=f"{below.address}{page.slug}/",
            kind=page._meta.model_name,
            in_menu=page.show_in_menus,
            link_url="",
            layout=getattr(page, "layout", ""),
            hides_when_empty=False,
            archived=False,
        )
        return SiteTree(sorted([*self.nodes, node], key=lambda each: each.path))

    def menu(self) -> list[Node]:
        return [node for node in self.children(self.home) if node.in_menu]

    def columns(self, node: Node) -> list[int]:
        """Ids of the columns at and below ``node``: where its articles may stand."""
        return [each.id for each in self.subtree(node) if each.kind == "columnpage"]

    def first(self, kind: str) -> Node | None:
        return next((node for node in self.nodes if node.kind == kind), None)

    def find(self, address: str) -> tuple[Node | None, str]:
        """The page at ``address`` or the deepest one above it, and what of the address is left."""
        rest = ""
        while address:
            if address in self.by_address:
                return self.by_address[address], rest
            head, _, last = address.rstrip("/").rpartition("/")
            address, rest = (head + "/", f"{last}/{rest}") if head or last else ("", rest)
        return None, rest


FIELDS = (
    "id title path url_path content_type__model show_in_menus columnpage__link_url columnpage__layout "
    "columnpage__when_empty columnpage__archived_on topicpage__archived_on"
).split()


def load(site: Site) -> SiteTree:
    """The tree of ``site`` as it is now, without what nobody may see; two queries at most."""
    root = site.root_page
    restricted = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    pages = Page.objects.filter(~Exists(restricted), path__startswith=root.path, live=True)
    rows = list(pages.order_by("path").values_list(*FIELDS))
    nodes = [_node(row, len(root.url_path) - 1) for row in rows]
    return SiteTree(_shown(_reachable(nodes, root.path)))


def _node(row: tuple, strip: int) -> Node:
    number, title, path, url_path, kind, in_menu, link, layout, when_empty, archived, topic_archived = row
    return Node(
        id=number,
        title=title,
        path=path,
        address=url_path[strip:],
        kind=kind,
        in_menu=in_menu,
        link_url=link or "",
        layout=layout or "",
        hides_when_empty=when_empty == "hide",
        archived=bool(archived or topic_archived),
    )


def _reachable(nodes: list[Node], root_path: str) -> list[Node]:
    """Without pages below one that is not live or not for everybody."""
    paths = {node.path for node in nodes}
    return [node for node in nodes if node.path == root_path or _chain_is_whole(node.path, root_path, paths)]


def _chain_is_whole(path: str, root_path: str, paths: set[str]) -> bool:
    return all(path[:end] in paths for end in range(len(root_path), len(path), STEP))


def _shown(nodes: list[Node]) -> list[Node]:
    """Without columns that hide while nothing is in them or below them."""
    from openxian.portal.models import Placement

    hiding = [node for node in nodes if node.hides_when_empty and not node.link_url]
    if not hiding:
        return nodes
    below = {node.id: node.path for node in nodes if any(node.path.startswith(each.path) for each in hiding)}
    filled = Placement.objects.filter(column__in=below, shown=True).order_by().values_list("column", flat=True)
    full = [below[column] for column in filled.distinct()]
    empty = [node.path for node in hiding if not any(path.startswith(node.path) for path in full)]
    return [node for node in nodes if not node.path.startswith(tuple(empty))] if empty else nodes
