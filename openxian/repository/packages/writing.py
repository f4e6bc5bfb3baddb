"""One batch of rows into the database, in bulk, inside the caller's transaction.

``bulk_create`` refuses models with a parent table, so the article rows go first and the policy rows are
inserted after them by the same call that ``Model.save`` ends in.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import router
from taggit.models import Tag

from openxian.core import audit
from openxian.core.models import AuditLine
from openxian.repository import registry
from openxian.repository.models import Article, ArticleAttachment, PolicyDocument, Stage
from openxian.repository.models.article import ArticleTag
from openxian.repository.packages import stored_files
from openxian.repository.packages.checking import ReadyRow
from openxian.repository.packages.dates import BEIJING
from openxian.repository.packages.lookups import Subjects
from openxian.repository.packages.stored_files import FileBook

BLOCKS = uuid.UUID("6f1d3f0a-0f43-5a52-9c1e-6a6b1c0c7a11")
ACT = "repository.import"


@dataclass
class Writer:
    """Writes for one batch; ``names`` are where files already lie in the storage, by SM3 and use."""

    book: FileBook
    by: object
    at: datetime

    @cached_property
    def subjects(self) -> Subjects:
        return Subjects(by=self.by, at=self.at)

    def store_files(self, ready: Iterable[ReadyRow]) -> None:
        """Contents into the storage, before the transaction, so that it stays short."""
        for row in ready:
            for facts, _title in row.attachments:
                stored_files.stored(facts, "documents", self.book.open)
            for facts in row.linked_files.values():
                stored_files.stored(facts, "documents", self.book.open)
            for facts in row.pictures.values():
                stored_files.stored(facts, "original_images", self.book.open)

    def create(self, ready: list[ReadyRow]) -> None:
        """New rows: articles, policy parts, tags, attachments, placements and one audit line each."""
        if not ready:
            return
        articles = Article.objects.bulk_create([self._article(row) for row in ready])
        pairs = list(zip(ready, articles, strict=True))
        policies = [self._policy(row, article.pk) for row, article in pairs if row.row.metadata]
        if policies:
            _insert_children(policies)
        self._write_belongings(pairs)
        self._place(pairs)
        self._record(pairs, "导入")

    def update(self, pairs: list[tuple[ReadyRow, Article]], moved_here: set[int]) -> None:
        """Changed rows over the articles they came in as; ``moved_here`` stand where people here have put them."""
        if not pairs:
            return
        for row, article in pairs:
            for name, value in self._facts(row).items():
                setattr(article, name, value)
            article.updated_at = self.at
            article.save(update_fields=[*self._facts(row), "updated_at"])
            if row.row.metadata:
                policy = self._policy(row, article.pk)
                PolicyDocument.objects.filter(pk=article.pk).update(
                    **{each.attname: getattr(policy, each.attname) for each in _child_fields()}
                )
        ids = [article.pk for _row, article in pairs]
        ArticleTag.objects.filter(content_object__in=ids).delete()
        ArticleAttachment.objects.filter(article__in=ids).delete()
        self._write_belongings(pairs)
        self._place(pairs, moved_here)
        self._record(pairs, "更新")

    def _facts(self, ready: ReadyRow) -> dict:
        """What a package says of an article; ``published_at`` stays as it was (迁移不得改发布时间)."""
        row = ready.row
        return {
            "title": row.title,
            "subtitle": row.subtitle,
            "kind": row.kind,
            "summary": row.summary,
            "keywords": ",".join(row.keywords),
            "body": self._body(ready),
            "lead_picture": self._picture(ready, row.lead_picture) if row.lead_picture else None,
            "organisation_id": ready.organisation_id,
            "source": row.source,
            "source_url": row.source_url,
            "author": row.author,
            "editor": row.editor,
            "published_at": row.published_at,
            "first_published_at": row.published_at,
            "last_published_at": row.published_at,
            "external_digest": ready.candidate.digest,
        }

    def _article(self, ready: ReadyRow) -> Article:
        return Article(
            **self._facts(ready),
            addressed_on=ready.row.published_at.astimezone(BEIJING).date(),
            external_id=ready.external_id,
            stage=Stage.PUBLISHED,
            live=True,
        )

    def _policy(self, ready: ReadyRow, pk: int) -> PolicyDocument:
        said = ready.row.metadata
        return PolicyDocument(
            article_ptr_id=pk,
            document_number=said.document_number,
            index_number=said.index_number or None,
            issuer=said.issuer,
            dated_on=said.dated_on,
            subject=self.subjects.find_or_make(said.subject),
            genre=said.genre,
            normative_document=said.normative,
            access_status=said.access_status,
            validity=said.validity,
            validity_note=said.validity_note,
            effective_on=said.effective_on,
            ceased_on=said.ceased_on,
        )

    def _body(self, ready: ReadyRow) -> list[dict]:
        """One text block, whose id comes from the external id: the same row gives the same bytes."""

        def address(attribute: str, path: str) -> str:
            if attribute == "src":
                return self._picture(ready, path).file.url
            return self._attachment(ready.linked_files[path], "").url

        html = ready.body.with_addresses(address)
        if not html.strip():
            return []
        return [{"type": "text", "value": html, "id": str(uuid.uuid5(BLOCKS, ready.external_id))}]

    def _picture(self, ready: ReadyRow, path: str):
        facts = ready.pictures[path]
        name = stored_files.stored(facts, "original_images", self.book.open)
        return stored_files.picture_row(facts, name, ready.row.title)

    def _attachment(self, facts, title: str):
        name = stored_files.stored(facts, "documents", self.book.open)
        return stored_files.attachment_row(facts, name, title)

    def _write_belongings(self, pairs: list[tuple[ReadyRow, Article]]) -> None:
        """Tags and attachments."""
        tags = _tags({tag for ready, _article in pairs for tag in ready.row.tags})
        ArticleTag.objects.bulk_create(
            ArticleTag(content_object_id=article.pk, tag_id=tags[tag])
            for ready, article in pairs
            for tag in dict.fromkeys(ready.row.tags)
        )
        ArticleAttachment.objects.bulk_create(
            ArticleAttachment(
                article_id=article.pk,
                file=self._attachment(facts, title),
                title=title or facts.name[:200],
                sort_order=place,
            )
            for ready, article in pairs
            for place, (facts, title) in enumerate(ready.attachments)
        )

    def _place(self, pairs: list[tuple[ReadyRow, Article]], moved_here: Iterable[int] = ()) -> None:
        """Where the package says, or where people here have put it; either way sorted by its time."""
        keeper = registry.columns
        rows = [
            (article, keeper.chosen(article) if article.pk in moved_here else ready.column_ids)
            for ready, article in pairs
        ]
        keeper.place_many(rows, by=self.by, at=self.at)

    def _record(self, pairs: list[tuple[ReadyRow, Article]], verb: str) -> None:
        AuditLine.objects.bulk_create(
            audit.line(
                ACT,
                by=self.by,
                at=self.at,
                thing=article,
                sentence=f"从数据包{verb}稿件《{article.title}》，发布时间保持 "
                f"{ready.row.published_at.astimezone(BEIJING):%Y-%m-%d %H:%M}。",
                external_id=ready.external_id,
                sm3=ready.candidate.digest,
            )
            for ready, article in pairs
        )


def _child_fields():
    return [each for each in PolicyDocument._meta.local_concrete_fields if not each.primary_key]


def _insert_children(policies: list[PolicyDocument]) -> None:
    fields = PolicyDocument._meta.local_concrete_fields
    PolicyDocument._base_manager._insert(policies, fields=fields, using=router.db_for_write(PolicyDocument))


def _tags(names: set[str]) -> dict[str, int]:
    """Tag ids by name, made when missing."""
    known = dict(Tag.objects.filter(name__in=names).values_list("name", "pk"))
    return known | {name: Tag.objects.create(name=name).pk for name in sorted(names - set(known))}
