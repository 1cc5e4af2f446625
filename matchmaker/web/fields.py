"""The form base and the fields that forms of this product share."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from pydantic import BaseModel, ValidationError
from wtforms import (
    DateField,
    DecimalField,
    Field,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import TextInput

from matchmaker.classifications.names import Classification

Model = TypeVar("Model", bound=BaseModel)

# pydantic's error type → the sentence at the field; `%(name)s` are values of the error's context.
INPUT_ERRORS: dict[str, Any] = {
    "missing": _l("这一项必填。"),
    "string_too_short": _l("至少要 %(min_length)s 个字。"),
    "string_too_long": _l("最多 %(max_length)s 个字。"),
    "too_long": _l("最多 %(max_length)s 项。"),
    "too_short": _l("至少要 %(min_length)s 项。"),
    "string_pattern_mismatch": _l("格式不对。"),
    "decimal_parsing": _l("请填数字。"),
    "int_parsing": _l("请填整数。"),
    "int_from_float": _l("请填整数。"),
    "decimal_max_digits": _l("数字太大了。"),
    "decimal_whole_digits": _l("数字太大了。"),
    "decimal_max_places": _l("小数最多 %(decimal_places)s 位。"),
    "greater_than_equal": _l("不能小于 %(ge)s。"),
    "greater_than": _l("要大于 %(gt)s。"),
    "less_than_equal": _l("不能大于 %(le)s。"),
    "enum": _l("请从列表里选。"),
    "literal_error": _l("请从列表里选。"),
    "date_parsing": _l("日期不对，例如 2027-06-30。"),
    "date_from_datetime_parsing": _l("日期不对，例如 2027-06-30。"),
    "url_scheme": _l("网址要以 http:// 或 https:// 开头。"),
    "url_parsing": _l("网址不对，例如 https://www.example.com。"),
    "credit_code": _l("统一社会信用代码不对：应为 18 位，请与营业执照核对。"),
    "industry_code": _l("请从列表里选行业。"),
    "scenario_code": _l("请从列表里选场景。"),
    "region_code": _l("请从列表里选地区。"),
    "email": _l("邮箱地址不对，例如 zhang@example.com。"),
    "phone": _l("电话号码不对。"),
    "website": _l("网址要以 http:// 或 https:// 开头。"),
    "budget_order": _l("预算上限不能小于下限。"),
    "price_order": _l("最高价不能低于最低价。"),
    "value_error": _l("这一项填得不对，请检查。"),
}


class Form(FlaskForm):
    """The base of all forms: CSRF on, every text stripped of blanks around it."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            text = issubclass(unbound_field.field_class, StringField)
            filters = [*unbound_field.kwargs.get("filters", []), *([_stripped] if text else [])]
            return unbound_field.bind(form=form, filters=filters, **options)


class TagsField(Field):
    """Several short texts in one line, separated by commas of any kind, 、or blanks; data is a list."""

    widget = TextInput()

    def _value(self) -> str:
        return "、".join(self.data or [])

    def process_formdata(self, values: list[str]) -> None:
        text = values[0] if values else ""
        for separator in ",,;;、\n\t":
            text = text.replace(separator, "\0")
        self.data = list(dict.fromkeys(part.strip() for part in text.split("\0") if part.strip()))


def money_field(label: Any, *, required: bool = False, **options: Any) -> DecimalField:
    """An amount in 万元, two places, not negative."""
    validators = [] if required else [Optional()]
    return DecimalField(
        label,
        places=None,
        validators=[*validators, NumberRange(Decimal(0), Decimal("9999999999"))],
        **options,
    )


def day_field(label: Any, **options: Any) -> DateField:
    """A date, optional."""
    return DateField(label, validators=[Optional()], **options)


def text_area(label: Any, *, longest: int, rows: int = 5, **options: Any) -> TextAreaField:
    """A longer text with a live counter."""
    keywords = {"rows": rows, "data-counter": longest, **options.pop("render_kw", {})}
    return TextAreaField(
        label, validators=[*options.pop("validators", []), Length(max=longest)], render_kw=keywords, **options
    )


def code_field(label: Any, *, blank: Any = None, **options: Any) -> SelectField:
    """One code of a classification, searchable; fill `choices` with `code_choices` in the view or form."""
    field_options = {"choices": [], "validate_choice": True, "render_kw": {"data-search": ""}, **options}
    return SelectField(label, **field_options)


def codes_field(label: Any, **options: Any) -> SelectMultipleField:
    """Several codes of a classification, searchable."""
    return SelectMultipleField(label, **{"choices": [], "render_kw": {"data-search": ""}, **options})


def code_choices(
    classification: Classification,
    language: str,
    *,
    parents: Iterable[str] = ("",),
    blank: Any = None,
    numbered: bool = False,
) -> list[tuple[str, Any]]:
    """(code, name) of the entries right below each of `parents`, in order; `numbered` puts the code before the name."""
    entries = [entry for parent in parents for entry in classification.children(parent)]
    pairs = [(e.code, f"{e.code} {e.name(language)}" if numbered else e.name(language)) for e in entries]
    return pairs if blank is None else [("", blank), *pairs]


def grouped_choices(classification: Classification, language: str) -> dict[str, list[tuple[str, Any]]]:
    """Names of the top entries → (code, name) of their children, as option groups (scenarios by stage, counties by city)."""
    tops = classification.children()
    return {top.name(language): code_choices(classification, language, parents=[top.code]) for top in tops}


def region_choices(
    classification: Classification, language: str, scope: str, *, blank: Any = None
) -> list[tuple[str, Any]]:
    """The regions a form offers: a province with its cities and counties (indented), or all provinces with their cities for scope ""."""
    tops = [classification.entries[scope]] if scope in classification else classification.children()
    pairs = []
    for top in tops:
        pairs.append((top.code, top.name(language)))
        for middle in classification.children(top.code):
            pairs.append(
                (
                    middle.code,
                    " · ".join([top.name(language), middle.name(language)])
                    if not scope
                    else middle.name(language),
                )
            )
            if scope:
                pairs += [
                    (leaf.code, f"{middle.name(language)} · {leaf.name(language)}")
                    for leaf in classification.children(middle.code)
                ]
    return pairs if blank is None else [("", blank), *pairs]


def draft_of(form: Form, model: type[Model], **more: Any) -> Model | None:
    """The plain model filled from the form's fields of the same names and from `more`.

    Returns `None` when the form is not valid or the model refuses a value; then the messages stand at the
    fields they belong to (or in `form.form_errors`), and what was typed is still in the form.
    """
    if not form.validate_on_submit():
        return None
    values = {name: value for name, value in form.data.items() if name in model.model_fields} | more
    values = {name: value for name, value in values.items() if value is not None}
    try:
        return model(**values)
    except ValidationError as problem:
        show_errors(form, problem)
        return None


def show_errors(form: Form, problem: ValidationError) -> None:
    """Put each message of a pydantic error at its field of the form."""
    for error in problem.errors():
        name = str(error["loc"][0]) if error["loc"] else ""
        sentence = input_error(error)
        if name in form:
            form[name].errors = [*form[name].errors, sentence]
        else:
            form.form_errors.append(sentence)


def input_error(error: Any) -> str:
    """The sentence for one error of pydantic (`type`, `ctx`)."""
    sentence = str(INPUT_ERRORS.get(error["type"], INPUT_ERRORS["value_error"]))
    context = {name: str(value) for name, value in error.get("ctx", {}).items()}
    return sentence % context if "%(" in sentence else sentence


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
