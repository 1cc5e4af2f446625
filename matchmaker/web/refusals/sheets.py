"""Sentences for the files that are not read."""

from typing import Any

from flask_babel import gettext as _

from matchmaker.sheets import errors


def _kind(refusal: Any) -> str:
    kinds = {
        "pdf": _("这是 PDF 文件，不是表格。请上传 .xlsx、.xls 或 .csv。"),
        "word": _("这是文字文档，不是表格。请上传 .xlsx、.xls 或 .csv。"),
        "slides": _("这是演示文稿，不是表格。请上传 .xlsx、.xls 或 .csv。"),
        "image": _("这是图片，不是表格。请上传 .xlsx、.xls 或 .csv。"),
        "archive": _("这是压缩包，不是表格。请解压后上传里面的表格。"),
        "web-page": _("这是网页形式的表格。请用表格软件打开，另存为 .xlsx 再上传。"),
        "xml": _("这是旧的 XML 格式。请用表格软件打开，另存为 .xlsx 再上传。"),
    }
    return kinds.get(refusal.kind, _("这个文件不是表格。请上传 .xlsx、.xls 或 .csv。"))


def _megabytes(size: Any) -> int:
    return int(size) // (1024 * 1024)


BASES = (errors.Refusal,)
SENTENCES = {
    errors.EmptyFile: lambda r: _("这个文件是空的。"),
    errors.FileTooLarge: lambda r: _(
        "文件有 %(size)s MB，最多 %(limit)s MB。请删去图片或分成几个文件。",
        size=_megabytes(r.size),
        limit=_megabytes(r.limit),
    ),
    errors.TooManyRows: lambda r: _(
        "表格行数太多，一次最多 %(limit)s 行。请分成几个文件再上传。", limit=r.limit
    ),
    errors.TooManyColumns: lambda r: _(
        "表格有 %(columns)s 列，最多 %(limit)s 列。", columns=r.columns, limit=r.limit
    ),
    errors.NotASpreadsheet: _kind,
    errors.Encrypted: lambda r: _("文件设了密码，打不开。请去掉密码后再上传。"),
    errors.MacroFile: lambda r: _("文件里有宏。为了安全，请另存为不含宏的 .xlsx 再上传。"),
    errors.Bomb: lambda r: _("文件解压后大得不正常，没有打开。请新建一个表格，把内容复制过去再上传。"),
    errors.Unsafe: lambda r: _("文件里有表格软件不会写的内容，没有打开。请用表格软件另存一份再上传。"),
    errors.Damaged: lambda r: _("文件已损坏，打不开。请用表格软件打开确认，另存一份再上传。"),
    errors.TooCostly: lambda r: _(
        "表格占用太大，打不开。请检查离正文很远的地方有没有多余的内容，删掉后再上传。"
    ),
    errors.UnknownEncoding: lambda r: _("文字编码认不出。请用表格软件打开，另存为 .xlsx 再上传。"),
    errors.NoTable: lambda r: _("没有找到表头和数据。请确认表里有一行列名，例如“企业名称”，下面有内容。"),
    errors.NoSuchWorksheet: lambda r: _("文件里没有叫“%(name)s”的工作表。", name=r.name),
}
