"""Reading a page as a machine and a person would."""

from html.parser import HTMLParser

VOID = set("area base br col embed hr img input link meta source track wbr path circle".split())


class Reader(HTMLParser):
    """Collects META tags, headings, ids, links, labels, and whether elements close in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.metas: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[tuple[str, dict]] = []
        self.controls: list[dict] = []
        self.labels: set[str] = set()
        self.times: list[dict] = []
        self.canonical = ""
        self.open: list[str] = []
        self.faults: list[str] = []
        self.text: dict[str, list[str]] = {}
        self.inline: list[str] = []
        self.feed(html)
        if self.open:
            self.faults.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        self.ids += [facts["id"]] if "id" in facts else []
        self.inline += [f"<{tag} {name}>" for name in facts if name == "style" or name.startswith("on")]
        if tag == "script" and "src" not in facts:
            self.inline.append("<script>")
        if tag == "meta" and "name" in facts:
            self.metas.append((facts["name"], facts["content"]))
        elif tag == "link" and facts.get("rel") == "canonical":
            self.canonical = facts["href"]
        elif tag == "a":
            self.links.append((facts.get("href", ""), facts))
        elif tag == "label":
            self.labels.add(facts.get("for", ""))
        elif tag in ("input", "select", "textarea"):
            self.controls.append(facts)
        elif tag == "time":
            self.times.append(facts)
        if tag not in VOID:
            self.open.append(tag)
            self.text.setdefault(tag, []).append("")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> out of order")

    def handle_data(self, data):
        for tag in set(self.open):
            self.text[tag][-1] += data

    def meta(self, name: str) -> list[str]:
        return [content for tag, content in self.metas if tag == name]

    def heads(self, tag: str) -> list[str]:
        return [" ".join(words.split()) for words in self.text.get(tag, [])]


def read(response) -> Reader:
    return Reader(response.content.decode())
