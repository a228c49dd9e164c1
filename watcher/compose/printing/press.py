"""Press: templates in, text and HTML out. An operator's own templates stand before ours, in a sandbox.

An own template may be broken, endless or fetch things from elsewhere: then `Misprint` says where and why, and
whoever prints takes ours instead, so that what arrives is valid and bounded all the same.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from functools import cache

import css_inline
import jinja2
from jinja2.sandbox import SandboxedEnvironment

from watcher.compose import safe
from watcher.compose.printing.remote import find_remote
from watcher.compose.redline import clip

WIDTH = 76
GAP, PARAGRAPH = re.compile(r"\n(?:[ \t]*\n){2,}"), "\n\n"
ENDLESS = 2_000_000  # code points of one part; no honest template comes near
# What a template may raise, by its expressions: everything else is a bug of ours.
FAULTS = (
    jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip
# The dark colours live in a media query, which only a kept style element can hold.
_INLINER = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)


class Misprint(Exception):
    """An operator's template cannot be used: `where` it is at fault (file and line) and why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class Press:
    """Prints text and HTML of one name; `own`: an operator's templates by file name."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self._own = dict(own or {})

    def pull(self, name: str, values: Mapping[str, object]) -> tuple[str, str]:
        """Both parts; Misprint when the operator's templates do not give them."""
        if not self._own:
            return _print(name, values)
        try:
            text, html = _print(name, values, tuple(sorted(self._own.items())))
        except css_inline.InlineError as error:
            raise Misprint(f"templates/{name}.html", f"its style cannot be read ({_say(error)})") from error
        except FAULTS as error:
            raise Misprint(_place(error, name), _say(error)) from error
        _inspect(name, text, html)
        return text, html

    def refuse(self, name: str, why: str) -> None:
        """Misprint, for what an operator's templates made; what ours make is taken as it is."""
        if self._own:
            raise Misprint(f"templates/{name}", why)


def _print(name: str, values: Mapping[str, object], own: tuple[tuple[str, str], ...] = ()) -> tuple[str, str]:
    text, html = (_render(_environment(f"{name}.{kind}", own), values) for kind in ("txt", "html"))
    return f"{GAP.sub(PARAGRAPH, text.strip())}\n", _INLINER.inline(html)


def _render(template: jinja2.Template, values: Mapping[str, object]) -> str:
    parts, length = [], 0
    for part in template.generate(values):
        parts.append(part)
        length += len(part)
        if length > ENDLESS:
            raise ValueError(f"it writes more than {ENDLESS:,} characters")
    return safe.encodable("".join(parts))


def _inspect(name: str, text: str, html: str) -> None:
    """What is empty tells nothing; what is fetched from elsewhere tells others that a mail was opened."""
    for kind, part in (("txt", text), ("html", html)):
        if not part.strip():
            raise Misprint(f"templates/{name}.{kind}", "it prints nothing")
    if fetched := find_remote(html):
        raise Misprint(f"templates/{name}.html", f"it fetches something from elsewhere: {fetched[0]:.60}")


def _place(error: BaseException, name: str) -> str:
    """The file and line of the innermost template: Jinja rewrites tracebacks so that they point there."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"templates/{error.name}:{error.lineno}"
    found, trace = f"templates/{name}", error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.startswith("templates/"):
            found = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def _say(error: BaseException) -> str:
    return clip(safe.visible(str(error)) or type(error).__name__, 160)


@cache
def _environment(name: str, own: tuple[tuple[str, str], ...]) -> jinja2.Template:
    """The template of that file name, ready; raises TemplateSyntaxError and TemplateNotFound."""
    html, texts = name.endswith(".html"), dict(own)
    ours = jinja2.PackageLoader("watcher.compose")
    theirs = jinja2.FunctionLoader(
        lambda each: (texts[each], f"templates/{each}", None) if each in texts else None
    )
    environment = (SandboxedEnvironment if own else jinja2.Environment)(
        loader=jinja2.ChoiceLoader([theirs, ours]),
        autoescape=html,  # plain text has nothing to escape
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(safe.FILTERS, fill=fill, flow=flow)
    return environment.get_template(name)


def flow(parts: Iterable[str]) -> str:
    """Short parts in lines of at most 76 columns, none of them torn."""
    first, *rest = parts
    lines = [first]
    for part in rest:
        if len(longer := f"{lines[-1]} · {part}") <= WIDTH:
            lines[-1] = longer
        else:
            lines[-1:] = [f"{lines[-1]} ·", part]
    return "\n".join(lines)


def fill(text: str, first: str = "", rest: str = "") -> str:
    """Plain text in lines of at most 76 columns; addresses stay whole."""
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=rest or first,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
