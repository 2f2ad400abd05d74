"""What is wrong with a configuration: all of it at once, one line a mistake.

Security: no secret is shown. A value is printed only where its key is known to hold none, and the part
of a URL that names a user never is. A configuration that holds anything like a court's login is refused,
whatever else is right about it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails


Where = tuple[str | int, ...]

NO_LOGIN: Final = "must be removed: docketmail never holds a court login"

_COURTS_LOGIN: Final = re.compile(r"pacer|cm_?ecf|nextgen|cso_?login|nyscef", re.IGNORECASE)
"""Those who have logins to give. No setting needs their names."""
_LOGIN: Final = re.compile(
    r"log_?[io]n|user|account|passw|passphrase|^pass$|^pin$|otp|mfa|token|secret|credential|cookie"
    r"|session|netrc|auth|header|api_?key",
    re.IGNORECASE,
)
"""What a login would be called in the section of the courts, which has nothing of the kind."""
_LOGIN_VALUE: Final = re.compile(
    r"login\.uscourts\.gov|csologin|NextGenCSO|PacerSession|://[^/@\s]+@[^/\s]*court", re.IGNORECASE
)
"""PACER's login host, its path, token and cookie (PACER Authentication API guide), or a user at a court."""

_SECRET: Final = re.compile(
    r"pass|secret|token|credential|login|user|cookie|(^|_)key$|(^|_)pin$", re.IGNORECASE
)
_USER_OF_URL: Final = re.compile(r"[^/@\s]+(?=@)|(?<=password=)[^&\s]*")
_HIDDEN: Final = "(not shown)"
_SHOWN: Final = 60
"""Characters of a value that are enough to find it by."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the key, what stands there as far as it may be shown, and what would be right."""

    key: str
    value: str
    right: str

    def __str__(self) -> str:
        return f"{self.key} = {self.value}: {self.right}"


class ConfigError(Exception):
    """The configuration is wrong; `mistakes` are all that were found."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = list(mistakes)


def logins(raw: Mapping[str, Any], above: Where = ()) -> Iterator[Mistake]:
    """Everything that looks like a court's login, wherever it stands."""
    for key, value in raw.items():
        where = (*above, key)
        if _like_a_login(where, value):
            yield Mistake(_dotted(where), _HIDDEN, NO_LOGIN)
        elif isinstance(value, Mapping):
            yield from logins(value, where)


def explained(error: ValidationError, model: type[BaseModel]) -> Iterator[Mistake]:
    """What pydantic found, in a person's words."""
    for details in error.errors(include_url=False):
        # A default that waits for a setting that is wrong itself is no mistake of its own.
        if details["type"] != "default_factory_not_called":
            yield _explain(details, model)


def _like_a_login(where: Where, value: object) -> bool:
    if isinstance(value, str) and _LOGIN_VALUE.search(value):
        return True
    if where[:2] == ("court", "connect_to"):  # its keys are the courts' hosts
        return False
    key = str(where[-1])
    return bool(_COURTS_LOGIN.search(key) or (where[0] == "court" and _LOGIN.search(key)))


def _explain(details: ErrorDetails, model: type[BaseModel]) -> Mistake:
    where = tuple(step for step in details["loc"] if step != "[key]")
    if details["type"] == "extra_forbidden":
        return _unknown(where, details["input"], model)
    field = _field(model, where)
    if details["type"] == "missing":
        return Mistake(_dotted(where), "(missing)", f"must be set. {_help(field)}")
    wrong = details["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    if details["type"] in {"model_type", "dict_type"}:
        wrong = f"a table, [{_dotted(where)}]"
    value = _shown(str(where[-1]), details["input"])
    return Mistake(
        _dotted(where), value, f"must be {wrong.replace('tuple', 'array')}. {_help(field)}"
    )


def _unknown(where: Where, value: object, model: type[BaseModel]) -> Mistake:
    """A key that is no setting: a slip of the finger is shown with its value, all else may be secret."""
    above = _model(model, where[:-1])
    known = list(above.model_fields) if above else []
    meant = get_close_matches(str(where[-1]), known, n=1)
    if meant:
        shown = _shown(f"{where[-1]}_{meant[0]}", value)
        return Mistake(_dotted(where), shown, f"is no setting; did you mean {meant[0]}?")
    return Mistake(_dotted(where), _HIDDEN, f"is no setting; there are {', '.join(known)}")


def _shown(key: str, value: object) -> str:
    if isinstance(value, Mapping | Sequence) and not isinstance(value, str):
        return _HIDDEN
    if _SECRET.search(key) and not (isinstance(value, str) and value.startswith("/")):
        return _HIDDEN  # where a path belongs, a careless hand puts the secret itself
    text = json.dumps(value, default=str, ensure_ascii=False)
    if not text.isprintable():  # U+0085 ends a line
        text = json.dumps(value, default=str)
    text = _USER_OF_URL.sub("***", text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _help(field: FieldInfo | None) -> str:
    if field is None or not field.examples:
        return ""
    example = json.dumps(field.examples[0], ensure_ascii=False)
    return f"{field.description} For example {example}"


def _field(model: type[BaseModel], where: Where) -> FieldInfo | None:
    """The declaration of a setting, or of the setting that this is an item of."""
    names = [index for index, step in enumerate(where) if isinstance(step, str)]
    for end in reversed(names):
        above = _model(model, where[:end])
        if above and where[end] in above.model_fields:
            return above.model_fields[str(where[end])]
    return None


def _model(model: type[BaseModel], where: Where) -> type[BaseModel] | None:
    """The section that lies at a place of the configuration."""
    found: type[BaseModel] | None = model
    for step in where:
        if isinstance(step, str) and found:
            field = found.model_fields.get(step)
            found = _section_in(field.annotation) if field else None
    return found


def _section_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = map(_section_in, get_args(annotation))
    return next(filter(None, inner), None)


def _dotted(where: Where) -> str:
    return "".join(map(_step, where)).removeprefix(".")


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if re.fullmatch(r"[\w.:-]+", step) else f".{json.dumps(step)}"
