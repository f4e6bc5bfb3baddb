"""META tags of the guideline 国办发〔2017〕47号 附件 网页标签, as (name, content) pairs for the page's head."""

from django.utils.timezone import localtime

from openxian.portal import rules


def site_tags(profile) -> list[tuple[str, str]]:
    return [("SiteName", profile.name), ("SiteDomain", profile.domain), ("SiteIDCode", profile.site_code)]


def column_tags(page) -> list[tuple[str, str]]:
    """Of any page of the tree; a page without words of its own speaks with its name."""
    return [
        ("ColumnName", page.title),
        ("ColumnDescription", page.description or page.title),
        ("ColumnKeywords", page.keywords or page.title),
        ("ColumnType", page.column_type),
    ]


def article_tags(article, url: str, image: str = "") -> list[tuple[str, str]]:
    """The three compulsory ones and those of the optional ones that are known."""
    tags = [
        ("ArticleTitle", article.title),
        ("PubDate", rules.pub_date(localtime(article.published_at))),
        ("ContentSource", article.source),
        ("Keywords", article.keywords),
        ("Author", article.author or article.editor),
        ("Description", article.summary),
        ("Image", image),
        ("Url", url),
    ]
    return [(name, content) for name, content in tags if content]
