"""Values as JSON-ready data and back, strictly.

Holds: `parse` (strict JSON), `strict_converter` (cattrs hooks that never coerce), `FormatError`, a reading's faults.
Never: knows a book's document (`documents`), reads a file, or turns one type into another because it could.

What cattrs would coerce is a fault here: None or a number for text, text for a number or a truth, a text for a list,
a compact date, an unknown key. Every fault of a document is reported at once, with its path.
"""

import json
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from types import UnionType
from typing import Any, cast, get_args, get_origin

import attrs
from attrs import define
from cattrs import Converter, transform_error
from cattrs.errors import ForbiddenExtraKeysError, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from safetywork.counts import Number
from safetywork.errors import SafetyworkError
from safetywork.faults import Fault
from safetywork.labels import Label
from safetywork.periods import PeriodRule, Span
from safetywork.schedules import Need, PlanError
from safetywork.terms import Capped, Stages, Term


@define(slots=False)
class FormatError(SafetyworkError, ValueError):
    """A document that is not what it should be; `faults` lists every fault with its path."""

    source: str
    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        shown = "; ".join(fault.text("en") for fault in self.faults[:_SHOWN])
        more = f"; and {len(self.faults) - _SHOWN} more faults" if len(self.faults) > _SHOWN else ""
        return f"{self.source}: {shown}{more}"


_SHOWN = 10


def parse(text: str | bytes, *, source: str = "document") -> Any:
    """JSON text as data, strictly: no NaN, no key twice, UTF-8 only. Raises `FormatError`."""
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return json.loads(decoded, parse_constant=_no_constant, parse_float=_no_constant, object_pairs_hook=_no_twins)
    except json.JSONDecodeError as error:
        raise FormatError(
            source, (fault("not json", f"line {error.lineno} column {error.colno}", _NOT_JSON, error.msg),)
        ) from None
    except UnicodeDecodeError as error:
        raise FormatError(source, (fault("not utf-8", f"byte {error.start}", _NOT_UTF8),)) from None
    except RecursionError:
        raise FormatError(source, (fault("too deep", "$", _TOO_DEEP),)) from None
    except BadValueError as error:
        raise FormatError(source, (fault("not json", "$", error.message, error.found),)) from None
    except ValueError as error:  # a number of more digits than Python converts
        raise FormatError(source, (fault("not json", "$", _NOT_JSON, str(error)),)) from None


def strict_converter() -> Converter:
    """A converter that never coerces and refuses unknown keys."""
    converter = Converter(forbid_extra_keys=True)
    for primitive in (str, int, bool):
        converter.register_structure_hook(primitive, partial(_exactly, primitive))
    converter.register_structure_hook(float, _no_float)
    converter.register_structure_hook(date, _read_date)
    converter.register_structure_hook(datetime, _read_moment)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_unstructure_hook(Decimal, "{:f}".format)
    converter.register_structure_hook_func(lambda t: _is_union(t, int, Decimal), _read_number)
    converter.register_structure_hook_func(_is_term, partial(_read_term, converter))
    converter.register_structure_hook_func(lambda t: t == dict[str, Any], read_object)
    read_need = partial(_reader, converter)(Need)
    converter.register_structure_hook(
        Need, lambda value, t: Need(value) if isinstance(value, str) else read_need(value, t)
    )
    converter.register_structure_hook_factory(attrs.has, partial(_reader, converter))
    converter.register_structure_hook_func(_is_tuple, partial(_read_tuple, converter))
    converter.register_unstructure_hook_factory(attrs.has, partial(_writer, converter))
    return converter


class BadValueError(ValueError):
    """A value that is not of its type; carries the words for a fault."""

    def __init__(self, message: Label, found: str = "", accepted: str = "") -> None:
        super().__init__(message.en)
        self.message, self.found, self.accepted = message, found, accepted


def _is_tuple(wanted: Any) -> bool:
    origin: Any = get_origin(wanted)
    return origin is tuple


def _is_union(wanted: Any, *members: type[Any]) -> bool:
    """Whether `wanted` is the union of `members`, with or without None."""
    return isinstance(wanted, UnionType) and set(get_args(wanted)) - {type(None)} == set(members)


def _is_term(wanted: Any) -> bool:
    """Whether `wanted` is a union of kinds of terms: `Term`, `SimpleTerm`, with or without None."""
    members = set(get_args(wanted)) - {type(None)}
    return isinstance(wanted, UnionType) and Span in members and members <= {*get_args(Term)}


def _reader(converter: Converter, cls: Any) -> Callable[[Any, Any], Any]:
    """Reads an object's fields; what is no object is told as such."""
    read: Callable[[Any, Any], Any] = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True)
    return lambda value, wanted: read(read_object(value), wanted)


def _writer(converter: Converter, cls: Any) -> Callable[[Any], dict[str, Any]]:
    """Writes every field but those that stand at a neutral default (None, False, empty).

    A default that means something is written out, so that a later change of it cannot change what was recorded.
    """
    neutral = {
        a.name: override(omit_if_default=True)
        for a in attrs.fields(cls)
        if a.default is None or a.default is False or a.default == ()
    }
    written: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(cls, converter, **neutral)  # type: ignore[arg-type]
    return written


def _exactly(wanted: type[Any], value: Any, cls: Any) -> Any:
    if type(value) is not wanted:
        raise BadValueError(WRONG_TYPE, shown(value), wanted.__name__)
    if wanted is str and not writable(value):
        raise BadValueError(_NOT_TEXT, shown(value))
    return value if cls is wanted else cls(value)


def writable(text: str) -> bool:
    """Whether UTF-8 can hold it: a lone surrogate cannot be written to any file."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_float(value: Any, _: Any) -> float:
    raise BadValueError(_NO_FLOAT, shown(value))


def _read_date(value: Any, _: Any) -> date:
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":  # noqa: PLR2004
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise BadValueError(_NO_DATE, shown(value), "2021-06-18")


def _read_moment(value: Any, _: Any) -> datetime:
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    raise BadValueError(_NO_MOMENT, shown(value), "2021-06-18T09:30:00+08:00")


def _read_number(value: Any, wanted: Any) -> Number | None:
    if value is None and type(None) in get_args(wanted):
        return None
    if type(value) is int:
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    raise BadValueError(_NO_NUMBER, shown(value), '12, "12.5"')


def _read_tuple(converter: Converter, value: Any, wanted: Any) -> tuple[Any, ...]:
    if type(value) is not list:
        raise BadValueError(WRONG_TYPE, shown(value), "[…]")
    item_type = get_args(wanted)[0]
    given = cast("list[Any]", value)
    items: list[Any] = []
    errors: list[Exception] = []
    for index, item in enumerate(given):
        try:
            items.append(converter.structure(item, item_type))
        except Exception as error:  # noqa: BLE001  collected, each with its place
            error.add_note(IterableValidationNote(f"Structuring @ index {index}", index, item_type))
            errors.append(error)
    if errors:
        raise IterableValidationError("items", errors, wanted)  # pyright: ignore[reportCallIssue]  # typed as the built-in group
    return tuple(items)


def _read_term(converter: Converter, value: Any, wanted: Any) -> Term | None:
    if value is None and type(None) in get_args(wanted):
        return None
    if isinstance(value, str):
        return _read_date(value, date)
    if isinstance(value, dict):
        told = (kind for key, kind in _TERMS.items() if key in value and kind in get_args(wanted))
        kind: type[PeriodRule | Stages | Capped | Span] = next(told, Span)
        return converter.structure(value, kind)
    raise BadValueError(_NO_TERM, shown(value), '{"n": 15, "unit": "workday"}, "2021-06-30"')


_TERMS: dict[str, type[PeriodRule | Stages | Capped]] = {"cap": Capped, "stages": Stages, "span": PeriodRule}
"""The key by which an object is known to be a term of that kind; a span has none of them."""


def read_object(value: Any, _: Any = None) -> dict[str, Any]:
    """A JSON object; anything else is a fault."""
    if not isinstance(value, dict):
        raise BadValueError(WRONG_TYPE, shown(value), "{…}")
    return dict(cast("dict[str, Any]", value))


def _no_constant(name: str) -> Any:
    raise BadValueError(_NO_FLOAT, name)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise BadValueError(_TWICE, next(key for key in keys if keys.count(key) > 1))
    return found


def shown(value: Any) -> str:
    """A value as a fault shows it, cut to a line."""
    text = repr(value)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


_WIDEST = 60


def faults_of(error: Exception) -> Iterable[Fault]:
    """Every fault inside what cattrs collected, with its path."""
    seen: list[BaseException] = []

    def remember(exception: BaseException, _: Any) -> str:
        seen.append(exception)
        return str(len(seen) - 1)

    for told in transform_error(error, format_exception=remember):
        index, _, path = told.partition(" @ ")
        yield from _as_faults(seen[int(index)], path)


def _as_faults(exception: BaseException, path: str) -> Iterable[Fault]:
    if isinstance(exception, BadValueError):
        yield fault("wrong type", path, exception.message, exception.found, exception.accepted)
    elif isinstance(exception, KeyError):
        yield fault("missing", path, _MISSING, str(exception.args[0]))
    elif isinstance(exception, ForbiddenExtraKeysError):
        yield fault("unknown key", path, _UNKNOWN_KEY, ", ".join(sorted(exception.extra_fields)))
    elif isinstance(exception, PlanError):
        yield from (
            attrs.evolve(problem, place=path + problem.place.removeprefix("$")) for problem in exception.problems
        )
    else:
        yield fault("wrong value", path, _WRONG_VALUE, str(exception))


def fault(code: str, path: str, message: Label, found: str = "", accepted: str = "") -> Fault:
    """A fault at a JSON path."""
    return Fault(code, path, message, found, accepted)


_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}[0-9:.]{0,10}(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?)")
_NUMBER = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?")
_NOT_TEXT = Label("含有无法写入文件的字符", "text with a lone surrogate, which no file can hold")
_NOT_JSON = Label("不是有效的JSON", "not valid JSON")
_NOT_UTF8 = Label("不是UTF-8编码", "not UTF-8")
_TOO_DEEP = Label("嵌套过深", "nested too deeply")
WRONG_TYPE = Label("类型不符", "wrong type")
_WRONG_VALUE = Label("取值不可接受", "a value that cannot be")
_NO_FLOAT = Label("不接受小数或NaN，请写成文本", "no floating-point numbers; write a decimal as text")
_NO_DATE = Label("不是日期", "not a day")
_NO_MOMENT = Label("不是带时区的时刻", "not a moment with its zone")
_NO_NUMBER = Label("不是数字", "not a number")
_NO_TERM = Label("不是期限", "not a term")
_MISSING = Label("缺少", "missing")
_UNKNOWN_KEY = Label("未知字段", "unknown key")
_TWICE = Label("同一字段出现两次", "one key stands twice")
