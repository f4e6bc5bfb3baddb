"""The screen that takes a table in: upload, look at every line, then all or nothing.

A room writes a class with ``key``, ``what``, ``columns``, ``may`` and ``take``, and gives it an address::

    class ImportPeople(ImportScreen):
        title, key, what, columns = "导入人员", "people", "人员", COLUMNS
        def may(self, person): return permissions.may_keep_people(person, self.now.date())
        def take(self, rows, *, by, at): return actions.register_people([row.values for row in rows], by=by, at=at)
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect

from openxian.core.errors import Forbidden, Refused
from openxian.core.files import actions as files
from openxian.core.files import queries as kept_files
from openxian.core.files.serving import disposition
from openxian.core.tables import blank, importing, writing
from openxian.core.tables.columns import Column
from openxian.core.tables.reading import Row
from openxian.desk.screens import ActScreen

ROWS_SHOWN = 20
ERRORS_SHOWN = 200


class UploadForm(forms.Form):
    file = forms.FileField(
        label="表格文件",
        help_text="xlsx、xls、ods 或 csv；列的先后不限，列名要与模板一致。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.et,.csv"}),
    )


class ImportScreen(ActScreen):
    """Two steps on one address: without ``?file=`` the upload, with it what the file holds and the button.

    The upload is kept between the steps under the purpose ``import:<key>`` and shown to nobody but who brought it.
    """

    template_name, form_class, submit = "desk/import.html", UploadForm, "上传并检查"
    key = ""
    what = "数据"
    columns: Sequence[Column] = ()

    def take(self, rows: list[Row], *, by, at):
        """The act: take all rows, or raise ``Refused``; runs in one transaction."""
        raise NotImplementedError

    def check_row(self, values: dict) -> Iterable[tuple[str, str]]:
        """Faults of a whole row: (column name, sentence)."""
        return ()

    @property
    def purpose(self) -> str:
        return f"import:{self.key}"

    @cached_property
    def file(self):
        """The file that was uploaded at the first step, by this person for this purpose."""
        number = self.request.GET.get("file", "")
        brought = kept_files.waiting_for(self.request.user, self.purpose)
        found = brought.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
        if number and found is None:
            raise Http404("没有这份上传，可能已经导入或过期。")
        return found

    def get(self, request, *args, **kwargs):
        if "template" in request.GET:
            return _sent(blank.template(self.columns), f"{self.what}导入模板.xlsx")
        if "wrong" in request.GET and self.file:
            return _sent(blank.marked(self._read()), f"{self.what}待改正.xlsx")
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self._confirm() if self.file else super().post(request, *args, **kwargs)

    def act(self, *, file, by, at):
        """The first step: keep what was uploaded and read it once, so that what is no table is refused here."""
        kept = files.keep(file, file.name, thing=None, by=by, at=at, purpose=self.purpose)
        importing.read_kept(kept, self.columns, self.check_row)
        return kept

    def finish(self, done):
        return redirect(f"{self.request.path}?file={done.pk}")

    def _confirm(self):
        person, what = self.request.user, self.what
        try:
            count = importing.take_all(
                self.file, self.columns, self.take, what=what, by=person, at=self.now, check=self.check_row
            )
        except Forbidden as error:
            raise PermissionDenied(error.message) from error
        except Refused as error:
            messages.error(self.request, error.message)
            return redirect(self.request.get_full_path())
        messages.success(self.request, f"已导入{what} {count} 行。")
        return redirect(self.get_back() or self.request.path)

    def _read(self):
        return importing.read_kept(self.file, self.columns, self.check_row)

    def get_context_data(self, **context):
        shown = {"columns": self.columns, "what": self.what, "reading": None}
        if self.file and self.request.method == "GET":
            reading = self._read()
            shown |= {
                "reading": reading,
                "errors": reading.errors[:ERRORS_SHOWN],
                "more_errors": max(0, len(reading.errors) - ERRORS_SHOWN),
                "heads": ["行", *(column.label for column in self.columns)],
                "rows": [self._shown(row) for row in reading.rows[:ROWS_SHOWN]],
            }
        return super().get_context_data(**context) | shown

    def _shown(self, row: Row) -> list[str]:
        """A row as it was understood; what was chosen is shown by its label."""
        cells = []
        for column in self.columns:
            value = row.values[column.name]
            label = next((label for label, meant in column.choices.items() if meant == value), None)
            cells.append(label if label is not None else writing.words(value))
        return [str(row.number), *cells]


def _sent(stream, name: str) -> FileResponse:
    answer = FileResponse(stream, content_type=writing.FORMATS["xlsx"])
    answer["Content-Disposition"] = disposition(name)
    answer["Cache-Control"] = "no-store"
    return answer
