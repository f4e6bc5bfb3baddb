"""Tables of the central repository, one file per noun."""

from openxian.repository.models.article import Article, ArticleAttachment, Stage
from openxian.repository.models.batch import Batch, BatchItem
from openxian.repository.models.files import Attachment, Picture, Rendition
from openxian.repository.models.policy import Explanation, PolicyDocument, Subject
from openxian.repository.models.review import Opinion, Review

__all__ = [
    "Article",
    "ArticleAttachment",
    "Attachment",
    "Batch",
    "BatchItem",
    "Explanation",
    "Opinion",
    "Picture",
    "PolicyDocument",
    "Rendition",
    "Review",
    "Stage",
    "Subject",
]
