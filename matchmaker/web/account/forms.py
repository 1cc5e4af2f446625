"""The forms of the account pages."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from matchmaker.accounts import passwords
from matchmaker.accounts.emails import normalised
from matchmaker.web.fields import Form


def real_address(_form: Form, field: EmailField) -> None:
    """Refuse what cannot be an e-mail address."""
    try:
        normalised(field.data or "")
    except ValueError:
        raise ValidationError(_l("邮箱地址不对，例如 zhang@example.com。")) from None


def email_field() -> EmailField:
    """An e-mail address that signs in."""
    return EmailField(
        _l("邮箱"),
        [InputRequired(_l("请填邮箱。")), Length(max=254), real_address],
        render_kw={"autocomplete": "username"},
    )


def new_password_field(label: str) -> PasswordField:
    """A password that is being chosen."""
    length = Length(passwords.SHORTEST, passwords.LONGEST, _l("密码至少 10 位，最多 128 位。"))
    return PasswordField(
        label, [InputRequired(_l("请填密码。")), length], render_kw={"autocomplete": "new-password"}
    )


def old_password_field(label: str) -> PasswordField:
    """A password that is known."""
    required = [InputRequired(_l("请填密码。")), Length(max=passwords.LONGEST)]
    return PasswordField(label, required, render_kw={"autocomplete": "current-password"})


class SignInForm(Form):
    """E-mail address and password."""

    email = email_field()
    password = old_password_field(_l("密码"))
    next = HiddenField()


class SignUpForm(Form):
    """Who somebody is, and the password they choose."""

    name = StringField(
        _l("姓名"), [InputRequired(_l("请填姓名。")), Length(max=80)], render_kw={"autocomplete": "name"}
    )
    email = email_field()
    password = new_password_field(_l("密码"))


class EmailForm(Form):
    """Only an e-mail address: to reset a password, to invite somebody."""

    email = email_field()


class NewPasswordForm(Form):
    """A new password."""

    password = new_password_field(_l("新密码"))


class ChangePasswordForm(Form):
    """The old password and a new one."""

    old = old_password_field(_l("现在的密码"))
    new = new_password_field(_l("新密码"))


class NameForm(Form):
    """How the person is called."""

    name = StringField(_l("姓名"), [InputRequired(_l("请填姓名。")), Length(max=80)])


class NewcomerForm(Form):
    """Name and password of somebody whose e-mail address is known from an invitation."""

    name = StringField(
        _l("姓名"), [InputRequired(_l("请填姓名。")), Length(max=80)], render_kw={"autocomplete": "name"}
    )
    password = new_password_field(_l("密码"))
