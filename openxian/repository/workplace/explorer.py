"""The list 稿件: filters, keyset pages and a total that never costs a scan of the table."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from html import escape

from django import forms
from django.core.cache import cache
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.safestring import mark_safe

from openxian.repository import registry
from openxian.repository.models import Article, Stage

PER_PAGE = 50
COUNT_TO = 1000
TITLE_WINDOW = 20_000
COLUMNS_KEPT = 60
LISTED = (
    "id",
    "title",
    "kind",
    "stage",
    "live",
    "has_unpublished_changes",
    "locked",
    "organisation",
    "organisation__name",
    "organisation__short_name",
    "created_by",
    "created_by__name",
    "updated_at",
    "published_at",
)


class LongSelect(forms.Select):
    """A plain ``<select>`` written in one go: Django's renders a template for each of thousands of options."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = str(value or "")
        written = "".join(
            f'<optgroup label="{escape(key)}">{_options(text, chosen)}</optgroup>'
            if isinstance(text, list)
            else _options([(key, text)], chosen)
            for key, text in self.choices
        )
        select = f'<select name="{escape(name)}" id="{escape((attrs or {}).get("id", ""))}">{written}</select>'
        return mark_safe(select)  # noqa: S308 - every part is escaped


def _options(pairs, chosen: str) -> str:
    return "".join(
        f'<option value="{key}"{" selected" if str(key) == chosen else ""}>{escape(text)}</option>'
        for key, text in pairs
    )


class ExplorerForm(forms.Form):
    """What the list may be narrowed by; every field is optional and travels in the address."""

    q = forms.CharField(label="标题包含", required=False, max_length=60)
    stage = forms.ChoiceField(label="状态", required=False, choices=[("", "全部状态"), *Stage.choices])
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部类别"), *Article.Kind.choices])
    unit = forms.TypedChoiceField(label="单位", required=False, coerce=int, empty_value=None, widget=LongSelect)
    column = forms.TypedChoiceField(label="栏目", required=False, coerce=int, empty_value=None, widget=LongSelect)
    since = forms.DateField(label="更新日期自", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="至", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    mine = forms.BooleanField(label="只看我拟的", required=False)

    def __init__(self, data, *, units, columns) -> None:
        super().__init__(data)
        self.fields["unit"].choices = [("", "全部单位"), *units]
        self.fields["column"].choices = [("", "全部栏目"), *columns]

    @property
    def asked(self) -> dict:
        """The valid, non-empty answers."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}


@dataclass
class Listing:
    """One page of articles, how to go on, and how far a title search has looked."""

    rows: list
    after: str | None
    total: str
    looked_back_to: datetime | None = None

    @property
    def complete(self) -> bool:
        return self.looked_back_to is None


def column_choices(person) -> list[tuple]:
    """Columns as grouped choices for a ``<select>``; empty without a portal.

    Kept for a minute: a filter may learn of a new column a little later, a form that places articles may not.
    """
    if registry.columns is None:
        return []
    return cache.get_or_set(f"explorer-columns-{person.pk}", lambda: registry.columns.choices(person), COLUMNS_KEPT)


def of_bodies(numbers):
    """The articles of some bodies.

    The numbers stand in the statement: to bind thousands of parameters takes longer than the query itself.
    """
    inside = ", ".join(str(int(number)) for number in numbers) or "NULL"
    condition = f"repository_article.organisation_id IN ({inside})"
    return Article.objects.filter(RawSQL(condition, (), BooleanField()))  # noqa: S611 - nothing but numbers


def narrowed(articles, asked: dict, person):
    """``articles`` by everything asked except the title, which only ``listing`` can bound."""
    if "stage" in asked:
        articles = articles.filter(stage=asked["stage"])
    if "kind" in asked:
        articles = articles.filter(kind=asked["kind"])
    if "unit" in asked:
        articles = articles.filter(organisation_id=asked["unit"])
    if "mine" in asked:
        articles = articles.filter(created_by=person)
    if "column" in asked and registry.columns:
        articles = registry.columns.within(articles, asked["column"])
    return _between(articles, asked.get("since"), asked.get("until"))


def listing(articles, person, *, asked: dict, after: str = "", policies: bool = False) -> Listing:
    """One page of ``articles`` (what ``person`` may see), newest first; ``after`` is where the page before ended.

    A title is looked for in windows of ``TITLE_WINDOW`` articles: a page costs at most one window,
    whatever the size of the table, and the reader is told how far back it looked.
    """
    articles = narrowed(articles, asked, person)
    if policies:
        articles = articles.filter(policydocument__isnull=False)
    title = asked.get("q", "")
    if not title:
        return _plain(articles, after, policies)
    return _searched(articles, title, after, policies)


def _plain(articles, after, policies) -> Listing:
    rows, following = page_of(_listed(articles, policies), after)
    return Listing(rows, following, bounded_total(articles))


def _searched(articles, title, after, policies) -> Listing:
    edge = _edge(articles, after)
    found = _listed(articles, policies).filter(_titled(title))
    if edge:
        found = found.filter(updated_at__gte=edge.updated_at).exclude(updated_at=edge.updated_at, id__lte=edge.pk)
    rows, following = page_of(found, after)
    if following or not edge:
        return Listing(rows, following, "")
    return Listing(rows, _last_inside(edge), "", looked_back_to=edge.updated_at)


def _edge(articles, after):
    """The article just beyond the window that starts at ``after``; ``None`` when the window holds all."""
    ahead = beyond(articles, after).order_by("-updated_at", "-id").only("id", "updated_at")
    return next(iter(ahead[TITLE_WINDOW : TITLE_WINDOW + 1]), None)


def _last_inside(edge) -> str:
    """A cursor behind which ``edge`` comes first."""
    return f"{edge.updated_at.timestamp():.6f}_{edge.pk + 1}"


def page_of(articles, after: str) -> tuple[list, str | None]:
    """``PER_PAGE`` rows beyond ``after`` and the cursor of the last, if there are more behind it."""
    rows = list(beyond(articles, after).order_by("-updated_at", "-id")[: PER_PAGE + 1])
    more = len(rows) > PER_PAGE
    return rows[:PER_PAGE], cursor_of(rows[PER_PAGE - 1]) if more else None


def cursor_of(article) -> str:
    """Where an article stands in the list, as it travels in the address."""
    return f"{article.updated_at.timestamp():.6f}_{article.pk}"


def beyond(articles, after: str):
    """The articles behind a cursor; a cursor nobody made is the start.

    Written as “not later, and not the same moment with this id or a later one”: one range of the index.
    """
    try:
        moment, _, number = after.partition("_")
        updated_at, pk = datetime.fromtimestamp(float(moment), UTC), int(number)
    except (ValueError, OverflowError, OSError):
        return articles
    return articles.filter(updated_at__lte=updated_at).exclude(updated_at=updated_at, id__gte=pk)


def _titled(title: str) -> Q:
    """Titles that contain every word, in any order."""
    asked = Q()
    for word in title.split():
        asked &= Q(title__contains=word)
    return asked


def _listed(articles, policies):
    fields = (*LISTED, "policydocument") if policies else LISTED
    related = ("organisation", "created_by", "policydocument") if policies else ("organisation", "created_by")
    return articles.select_related(*related).only(*fields, *(_POLICY_FIELDS if policies else ()))


_POLICY_FIELDS = tuple(
    f"policydocument__{name}" for name in ("document_number", "index_number", "dated_on", "validity")
)


def bounded_total(articles) -> str:
    """“37”, or “1000+” when there are more: counting stops there."""
    found = articles.order_by().values("pk")[: COUNT_TO + 1].count()
    return f"{COUNT_TO}+" if found > COUNT_TO else str(found)


def _between(articles, since, until):
    if since:
        articles = articles.filter(updated_at__gte=_midnight(since))
    if until:
        articles = articles.filter(updated_at__lt=_midnight(until + timedelta(days=1)))
    return articles


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))
