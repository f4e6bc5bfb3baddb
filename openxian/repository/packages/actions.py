"""The act: a content package comes in, batch by batch in one transaction each: a run may be killed and repeated."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DataError, IntegrityError, connection, transaction

from openxian.core import audit
from openxian.core.errors import Forbidden
from openxian.core.models import AuditLine
from openxian.repository.models import Article, PolicyDocument, Stage
from openxian.repository.packages import lines
from openxian.repository.packages.checking import Candidate, Checker, Defaults, ReadyRow
from openxian.repository.packages.linking import Linker, links_of
from openxian.repository.packages.package import Package, Rows
from openxian.repository.packages.sentences import Refusal
from openxian.repository.packages.writing import Writer

BATCH_ROWS = 300
BATCH_BYTES = 8 * 1024 * 1024


@dataclass
class Totals:
    """What became of the rows; the four counts add up to ``read``."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    links_missing: int = 0

    @property
    def all_in(self) -> bool:
        return not self.refused and not self.links_missing


@dataclass
class Options:
    """How a run goes: ``dry_run`` checks everything and writes nothing."""

    defaults: Defaults = field(default_factory=Defaults)
    dry_run: bool = False
    batch_rows: int = BATCH_ROWS


def import_package(
    package: Package,
    *,
    by,
    at: datetime,
    options: Options | None = None,
    report: Callable[[Refusal], None] = lambda refusal: None,
    watch: Callable[[Totals, Rows], None] = lambda totals, rows: None,
) -> Totals:
    """Bring in every row of a package, or say why not; the same package again changes nothing.

    ``report`` gets each refusal as it is found (several may concern one row), ``watch`` the totals after each
    batch. Raises ``PackageUnreadable`` when the package breaks off; what came in before stays in.
    """
    if by is not None:
        raise Forbidden("数据包由运维人员在命令行导入（openxian import），平台账号不能导入。")
    options = options or Options()
    run = _Run(package, at, options, report)
    with closing(run.checker.seen), _little_cache(), package.rows() as rows:
        for batch in _batches(lines.read(rows.stream), options.batch_rows):
            run.take(batch)
            watch(run.totals, rows)
        run.finish()
    return run.totals


@contextmanager
def _little_cache() -> Iterator[None]:
    """SQLite keeps its pages in our memory, up to a size made for reading; a load of any volume does with little."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        kept = [(name, cursor.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("cache_size", "mmap_size")]
        cursor.execute("PRAGMA cache_size=-8192")
        cursor.execute("PRAGMA mmap_size=0")
        try:
            yield
        finally:
            for name, value in kept:
                cursor.execute(f"PRAGMA {name}={value}")


def _batches(found: Iterator[lines.Line], most_rows: int) -> Iterator[list[lines.Line]]:
    """Lines in batches of so many rows or bytes, whichever is reached first."""
    batch, size = [], 0
    for line in found:
        batch.append(line)
        size += line.size
        if len(batch) >= most_rows or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Run:
    """One reading of one package."""

    def __init__(self, package: Package, at: datetime, options: Options, report: Callable[[Refusal], None]) -> None:
        self.package, self.at, self.options, self.report = package, at, options, report
        self.totals = Totals()
        self.checker = Checker(package.files, at=at, defaults=options.defaults)
        self.linker = Linker()

    def take(self, batch: list[lines.Line]) -> None:
        """Check a batch and store what is fit."""
        self.totals.read += len(batch)
        candidates = []
        for line in batch:
            found = self.checker.candidate(line)
            if isinstance(found, Refusal):
                self._refuse([found])
            else:
                candidates.append(found)
        known = _digests(candidates)
        same = [each for each in candidates if known.get(each.external_id) == each.digest]
        self.totals.unchanged += len(same)
        ready = self._fit([each for each in candidates if known.get(each.external_id) != each.digest])
        if not self.options.dry_run:
            self._store_or_split(ready, same)
        else:
            self._count_only(ready, set(known))

    def _fit(self, candidates: list[Candidate]) -> list[ReadyRow]:
        """The candidates that pass every check; the others are refused."""
        fit = []
        for candidate in candidates:
            found = self.checker.ready(candidate)
            if isinstance(found, ReadyRow):
                again = self.checker.index_number_refusal(found)
                found = [again] if again else found
            if isinstance(found, ReadyRow):
                fit.append(found)
            else:
                self._refuse(found)
        taken = _index_numbers_taken(fit)
        for row in [row for row in fit if row.external_id in taken]:
            self._refuse([_said_of(row, "metadata.index_number", taken[row.external_id])])
        return [row for row in fit if row.external_id not in taken]

    def _count_only(self, ready: list[ReadyRow], known: set[str]) -> None:
        rows = {article.external_id: article for article in _articles(ready)}
        refused = _worked_on_here(ready, rows)
        for row in ready:
            if row.external_id in refused:
                self._refuse([_said_of(row, "", refused[row.external_id])])
            elif row.external_id in known:
                self.totals.updated += 1
            else:
                self.totals.created += 1

    def _store_or_split(self, ready: list[ReadyRow], same: list[Candidate]) -> None:
        """Store a batch; when the database refuses it, row by row, so that one bad row costs only itself."""
        try:
            self._store(ready, same)
        except (IntegrityError, DataError):
            self._store([], same)
            for row in ready:
                try:
                    self._store([row], [])
                except (IntegrityError, DataError) as error:
                    self._refuse([_said_of(row, "", f"数据库没有接受这一行：{str(error).splitlines()[0][:200]}")])

    def _store(self, ready: list[ReadyRow], same: list[Candidate]) -> None:
        writer = Writer(self.checker.book, None, self.at)
        writer.store_files(ready)
        waiting = list(self.linker.waiting)
        try:
            with transaction.atomic():
                counts, refused = self._write(writer, ready)
                stored = [row.candidate for row in ready if row.external_id not in refused]
                self.linker.link([link for each in [*stored, *same] for link in links_of(each)])
        except (IntegrityError, DataError):
            self.linker.waiting = waiting
            raise
        for row in ready:
            if row.external_id in refused:
                self._refuse([_said_of(row, "", refused[row.external_id])])
        self.totals.created += counts[0]
        self.totals.updated += counts[1]

    def _write(self, writer: Writer, ready: list[ReadyRow]) -> tuple[tuple[int, int], dict[str, str]]:
        """((created, updated), external id → why it was left alone)."""
        existing = {article.external_id: article for article in _articles(ready, lock=True)}
        refused = _worked_on_here(ready, existing)
        new = [row for row in ready if row.external_id not in existing]
        changed = [
            (row, existing[row.external_id]) for row in ready if row.external_id in existing.keys() - refused.keys()
        ]
        writer.create(new)
        writer.update(changed, _placed_here([article.pk for _row, article in changed]))
        return (len(new), len(changed)), refused

    def finish(self) -> None:
        """Links whose other end came later, then the one line of the run."""
        if self.options.dry_run:
            return
        with transaction.atomic():
            missing = self.linker.finish()
            totals = self.totals
            totals.links_missing = len(missing)
            audit.record(
                "repository.import_package",
                by=None,
                at=self.at,
                thing=None,
                sentence=f"导入数据包“{self.package.name}”：新建 {totals.created} 篇，更新 {totals.updated} 篇，"
                f"未变 {totals.unchanged} 篇，未收 {totals.refused} 行。",
            )
        for refusal in missing:
            self.report(refusal)

    def _refuse(self, refusals: list[Refusal]) -> None:
        """All refusals of one row."""
        self.totals.refused += 1
        for refusal in refusals:
            self.report(refusal)


def _said_of(row: ReadyRow, name: str, reason: str) -> Refusal:
    return Refusal(row.candidate.line.number, row.external_id, name, reason)


def _digests(candidates: list[Candidate]) -> dict[str, str]:
    """External id → digest of what is already in."""
    ids = [each.external_id for each in candidates]
    return dict(Article.objects.filter(external_id__in=ids).values_list("external_id", "external_digest"))


def _articles(ready: list[ReadyRow], *, lock: bool = False):
    rows = Article.objects.filter(external_id__in=[row.external_id for row in ready]).defer("body").order_by("pk")
    return rows.select_for_update(of=("self",)) if lock else rows


def _index_numbers_taken(ready: list[ReadyRow]) -> dict[str, str]:
    """External id → sentence, for rows whose index number belongs to another document already."""
    numbers = {
        row.row.metadata.index_number: row for row in ready if row.row.metadata and row.row.metadata.index_number
    }
    holders = PolicyDocument.objects.filter(index_number__in=numbers).values_list(
        "index_number", "external_id", "title"
    )
    return {
        numbers[number].external_id: f"索引号“{number}”已属于《{title[:40]}》，请核对"
        for number, holder, title in holders
        if holder != numbers[number].external_id
    }


def _worked_on_here(ready: list[ReadyRow], existing: dict[str, Article]) -> dict[str, str]:
    """External id → sentence, for articles that people here have changed since: a package does not undo their work."""
    acts = _acts_here([article.pk for article in existing.values()])
    found = {}
    for row in ready:
        article = existing.get(row.external_id)
        if article is not None:
            reason = _why_not_over(article, row, acts.get(str(article.pk), ""))
            if reason:
                found[row.external_id] = reason
    return found


def _why_not_over(article: Article, row: ReadyRow, act: str) -> str:
    if article.stage == Stage.WITHDRAWN:
        return "这篇稿件已在本平台撤稿，没有重新发布；确需恢复请在平台里办理"
    if article.latest_revision_id or article.locked or article.stage != Stage.PUBLISHED or act:
        return f"这篇稿件导入后已在本平台办理过{f'（{act}）' if act else ''}，没有覆盖；请在平台里修改"
    if (article.kind == Article.Kind.POLICY) != (row.row.metadata is not None):
        return "同一编号的稿件原来不是这一类，政策文件与其他稿件不能互换，请换一个外部编号"
    return ""


def _acts_here(article_ids: list[int]) -> dict[str, str]:
    """Article id → the latest sentence of an act by people here, placing left aside."""
    return _lines_about(article_ids, excluded=("repository.import", "portal."))


def _placed_here(article_ids: list[int]) -> set[int]:
    """Articles whose columns people here have settled themselves."""
    return {int(number) for number in _lines_about(article_ids, only="portal.")}


def _lines_about(article_ids: list[int], *, excluded: tuple[str, ...] = (), only: str = "") -> dict[str, str]:
    if not article_ids:
        return {}
    found = AuditLine.objects.filter(
        thing_type__in=("repository.article", "repository.policydocument"),
        thing_id__in=[str(number) for number in article_ids],
        act__startswith=only,
    )
    for act in excluded:
        found = found.exclude(act__startswith=act)
    return dict(found.order_by("pk").values_list("thing_id", "sentence"))
