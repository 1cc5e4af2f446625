"""What people see when something does not work: a sentence, and a way on."""

import secrets

import structlog
from flask import Flask, current_app, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from matchmaker.web import refusals, work
from matchmaker.web.rendering import render

log = structlog.get_logger()


def init(app: Flask) -> None:
    """Answer every failure with a page."""
    for base in refusals.BASES:
        app.register_error_handler(base, _refused)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(work.Busy, _busy)
    app.register_error_handler(Exception, _bug)


def _refused(refusal: Exception) -> tuple[str, int]:
    return _page(409, _("这一步现在做不了"), refusals.sentence(refusal))


def _stale(_error: CSRFError) -> tuple[str, int]:
    return _page(400, _("页面已经过期"), _("您离开得太久，或者已经退出登录。请返回上一页，刷新后再提交。"))


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    title, text = _SENTENCES.get(error.code, _SENTENCES[400])()
    return _page(error.code, title, text)


def _busy(error: Exception) -> tuple[str, int, dict[str, str]]:
    """Say it in both languages: whose language it is stands in the database that does not answer."""
    log.error("database unavailable", path=request.path, error=str(error)[:200])
    page = current_app.jinja_env.get_template("errors/busy.html").render(url_for=url_for)
    return page, 503, {"Retry-After": "5"}


def _bug(error: Exception) -> tuple[str, int]:
    mark = secrets.token_hex(4)
    log.error("unexpected failure", mark=mark, path=request.path, method=request.method, exc_info=error)
    text = _(
        "这是我们的错，您填的内容没有保存。请稍后再试；如果还不行，请把编号 %(mark)s 告诉管理员。", mark=mark
    )
    return _page(500, _("系统出错了"), text)


def _page(status: int, title: str, text: str) -> tuple[str, int]:
    return render("errors/failure.html", status=status, title=title, text=text), status


_SENTENCES = {
    400: lambda: (_("这个请求不对"), _("地址或内容不完整。请返回上一页再试。")),
    403: lambda: (_("您不能做这一步"), _("您的身份只能查看。需要修改时，请联系本单位的管理员。")),
    404: lambda: (_("找不到这一页"), _("它可能已被删除，地址可能写错了，也可能不属于您。")),
    405: lambda: (_("这个请求不对"), _("地址或内容不完整。请返回上一页再试。")),
    413: lambda: (_("内容太大了"), _("文件最大 10 MB，表单文字最多 1 MB。请缩小后再传。")),
    429: lambda: (_("操作太频繁"), _("请过几分钟再试。")),
    503: lambda: (_("系统正忙"), _("请过几秒钟再试，您填的内容没有丢，返回上一页即可。")),
}
