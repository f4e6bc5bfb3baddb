"""From a line to a row that is fit to be stored, or to the reasons why it is not."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import ValidationError

from openxian.repository.packages import bodies
from openxian.repository.packages.bodies import CleanBody, Unfit
from openxian.repository.packages.lines import Line
from openxian.repository.packages.lookups import Columns, Organisations
from openxian.repository.packages.schema import CONTROL, LINE_END, Row
from openxian.repository.packages.seen import Seen
from openxian.repository.packages.sentences import Refusal, complaints
from openxian.repository.packages.stored_files import FileBook, FileFacts


@dataclass(frozen=True)
class Defaults:
    """What rows that say nothing belong to."""

    organisation: str = ""
    column: str = ""


@dataclass
class Candidate:
    """A line with an id of its own, not yet looked at closely; ``digest`` is the SM3 of all it brings."""

    line: Line
    external_id: str
    digest: str


@dataclass
class ReadyRow:
    """A row that may be stored: everything it names has been found."""

    candidate: Candidate
    row: Row
    organisation_id: int
    column_ids: list[int]
    body: CleanBody
    attachments: list[tuple[FileFacts, str]] = field(default_factory=list)
    pictures: dict[str, FileFacts] = field(default_factory=dict)
    linked_files: dict[str, FileFacts] = field(default_factory=dict)

    @property
    def external_id(self) -> str:
        return self.candidate.external_id


class Checker:
    """Knows one run: its time, its defaults, its package's files, the bodies and columns of the platform."""

    def __init__(self, files, *, at: datetime, defaults: Defaults) -> None:
        self.at, self.defaults = at, defaults
        self.book = FileBook(files)
        self.organisations, self.columns = Organisations(), Columns()
        self.seen = Seen()

    def candidate(self, line: Line) -> Candidate | Refusal:
        """The line's id and digest; refused when it is broken, has no id, or repeats one."""
        external_id = line.external_id
        if line.fault:
            return Refusal(line.number, external_id, "", line.fault)
        if not fits_an_id(external_id, line):
            return Refusal(
                line.number, "", "external_id", "没有外部编号，请填写原系统里的编号（一行文字，不超过 200 字）"
            )
        first = self.seen.first_line("external_id", external_id, line.number)
        if first:
            return Refusal(line.number, external_id, "external_id", f"与第 {first} 行的外部编号重复，只取先出现的一行")
        return Candidate(line, external_id, self._digest(line))

    def _digest(self, line: Line) -> str:
        brought = [self.book.fingerprint(path) for path in _paths(line.row)]
        said = [line.row, brought, self.defaults.organisation, self.defaults.column]
        content = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return hashlib.new("sm3", content.encode("utf-8", "surrogatepass")).hexdigest()

    def ready(self, candidate: Candidate) -> ReadyRow | list[Refusal]:
        """Everything that is wrong with the row, or the row ready to be stored."""
        line = candidate.line
        try:
            row = Row.model_validate(line.row, context={"at": self.at})
        except ValidationError as error:
            return [Refusal(line.number, candidate.external_id, name, said) for name, said in complaints(error)]
        except RecursionError:
            return [Refusal(line.number, candidate.external_id, "", "JSON 嵌套过深，请重新导出这一行")]
        return _Gathering(self, candidate, row).result()

    def index_number_refusal(self, ready: ReadyRow) -> Refusal | None:
        """An index number is used once in a package."""
        number = ready.row.metadata.index_number if ready.row.metadata else ""
        line = ready.candidate.line.number
        first = self.seen.first_line("index_number", number, line) if number else None
        reason = f"索引号“{number}”与第 {first} 行重复，请核对"
        return Refusal(line, ready.external_id, "metadata.index_number", reason) if first else None


class _Gathering:
    """Looks up what one row names, collecting every complaint instead of stopping at the first."""

    def __init__(self, checker: Checker, candidate: Candidate, row: Row) -> None:
        self.checker, self.candidate, self.row = checker, candidate, row
        self.refusals: list[Refusal] = []

    def result(self) -> ReadyRow | list[Refusal]:
        row, checker = self.row, self.checker
        organisation = self._try("organisation", checker.organisations.find, row.organisation or self._default_body())
        columns = self._try("columns", checker.columns.find, row.columns or self._default_columns())
        attachments = [
            (self._try(f"attachments[{place}].path", checker.book.attachment, file.path), file.title)
            for place, file in enumerate(row.attachments)
        ]
        body = self._try("body", self._body)
        ready = ReadyRow(self.candidate, row, organisation, columns, body, attachments)
        if body is not None:
            self._gather_files(ready)
        return self.refusals or ready

    def _default_body(self) -> str:
        return self.checker.defaults.organisation

    def _default_columns(self) -> list[str]:
        return [self.checker.defaults.column] if self.checker.defaults.column else []

    def _body(self) -> CleanBody:
        body = bodies.prepare(self.row.body, source_url=self.row.source_url, in_package=self.checker.book.has)
        if body.is_empty and not self.row.attachments:
            raise Unfit("正文是空的（或清理后没有内容），也没有附件，请补上正文")
        return body

    def _gather_files(self, ready: ReadyRow) -> None:
        book, body = self.checker.book, ready.body
        for path in dict.fromkeys(body.pictures):
            ready.pictures[path] = self._try("body", book.picture, path, body.embedded)
        for path in dict.fromkeys(body.files):
            ready.linked_files[path] = self._try("body", book.attachment, path)
        lead = self.row.lead_picture
        if lead and lead not in ready.pictures:
            ready.pictures[lead] = self._try("lead_picture", book.picture, lead)

    def _try(self, name: str, act, *arguments):
        try:
            return act(*arguments)
        except Unfit as fault:
            self.refusals.append(Refusal(self.candidate.line.number, self.candidate.external_id, name, str(fault)))
            return None


def fits_an_id(external_id: str, line: Line) -> bool:
    """One line of at most 200 characters that a database can hold."""
    whole = line.row["external_id"].strip() if external_id else ""
    return 0 < len(whole) <= 200 and not CONTROL.search(whole) and not LINE_END.search(whole)


def _paths(row: dict) -> list[str]:
    """Package paths the raw row names, as far as they can be read."""
    named = row.get("attachments")
    files = [one.get("path") for one in named if isinstance(one, dict)] if isinstance(named, list) else []
    return [path for path in [*files, row.get("lead_picture")] if isinstance(path, str) and path]
