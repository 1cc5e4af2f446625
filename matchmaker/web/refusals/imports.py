"""Sentences for what the imports refuse."""

from flask_babel import gettext as _

from matchmaker.imports import errors
from matchmaker.web.words import word


def _columns(refusal: errors.ColumnMissing) -> str:
    names = "、".join(word("sheet_field", key) for key in refusal.fields)
    return _("没有找到“%(names)s”这一列。请回到上一步，指定哪一列是它。", names=names)


BASES = (errors.Refusal,)
SENTENCES = {
    errors.AlreadyFinished: lambda r: _("这份表格已经导入过，或者已经过期。要再导入，请重新上传。"),
    errors.NothingToImport: lambda r: _("没有一行可以导入。请下载有问题的行，改好后再上传。"),
    errors.ColumnMissing: _columns,
    errors.NotYourPool: lambda r: _("这个资源池不归本单位管，请另选一个。"),
}
