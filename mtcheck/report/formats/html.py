"""A page to look at: one self-contained HTML file for one article or many, which needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from mtcheck.checking.report import Report
from mtcheck.reading.files import Problem
from mtcheck.report.formats import Reporter
from mtcheck.report.page.model import ArticleView, article_view
from mtcheck.report.summary import Summary


class HtmlReport(Reporter):
    """Gathers the articles and writes one page at the end."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._articles: list[ArticleView] = []

    def file(self, name: str, report: Report) -> None:
        """Keep what is to be shown of an article."""
        self._articles.append(article_view(name, report, f"a{len(self._articles) + 1}"))

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Write the page."""
        from mtcheck.report.page.render import report_page

        for part in report_page(self._articles, summary, problems):
            self._stream.write(part)
        self._stream.write("\n")
