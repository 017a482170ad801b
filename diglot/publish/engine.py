"""The one Jinja environment, which renders every page of a site.

Above 200 lines, since one module alone may know Jinja.

Invariant: the only importer of `jinja2`; autoescape is on for every template, an undefined name is
an error, and content is never compiled.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
import jinja2.bccache
import jinja2.runtime
from markupsafe import Markup

from diglot import fingerprint
from diglot.errors import UsageError
from diglot.publish import direct, locale
from diglot.publish.escaping import safe
from diglot.publish.speech import Speech, run, ui
from diglot.publish.templates import Templates
from diglot.publish.theme import OURS, closure, package_folder, source

_OURS = """from diglot.publish.escaping import escape
from diglot.publish.engine import Macro"""


class Macro(jinja2.runtime.Macro):
    """Jinja's own, but quick where each argument is given by its place."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - as templates call it
        """What it prints."""
        odd = self.caller or self.catch_varargs or self.catch_kwargs or not self._default_autoescape
        if odd or kwargs or len(args) != self._argument_count:
            return super().__call__(*args, **kwargs)
        return safe(self._func(*args))


class _Direct(jinja2.Environment):
    """Jinja's own, its detours shortened that a page takes most."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """All in one dictionary, where Jinja looks through two: ours never change."""
        return {**self.globals, **(d or {})}

    def _generate(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - Jinja's hook
        source = super()._generate(*args, **kwargs)
        return source.replace("\nname = ", f"\n{_OURS}\nname = ", 1)

    def _compile(self, source: str, filename: str) -> CodeType:
        asking = [name for name, each in self.globals.items() if hasattr(each, "jinja_pass_arg")]
        return direct.compiled(source, filename, asking)


class _Compiled(jinja2.BytecodeCache):
    """Templates as Python compiled them, so that the next process need not.

    A file that is torn, or of another diglot, Python or source, counts as none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with suppress(OSError):
            found = (self._folder / bucket.key).read_bytes()
            code = found[fingerprint.SIZE :]
            if found.startswith(self._print_of(bucket, code)):
                bucket.code = marshal.loads(code)  # noqa: S302 - what we wrote, as its print says

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        code = marshal.dumps(bucket.code)
        target = self._folder / bucket.key
        beside = self._folder / f"{bucket.key}.{os.getpid()}"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self._print_of(bucket, code) + code)
            beside.replace(target)

    @staticmethod
    def _print_of(bucket: jinja2.bccache.Bucket, code: bytes) -> bytes:
        return fingerprint.of(sys.version, fingerprint.of_code(), bucket.checksum, code)


class Engine:
    """Compiled templates of one theme; kept warm for as long as a process renders."""

    def __init__(self, templates: Templates) -> None:
        self.theme = templates.theme
        self._compiled = templates.compiled
        self._locales = templates.locales
        speech = Speech(self._locales)
        self._globals = {
            "_": self._words,
            "n": self._plural,
            "t": self._locales.text,
            "both": speech.both,
            "both_n": speech.both_n,
            "both_day": speech.both_day,
            "label": speech.label,
            "articles": speech.articles,
            "ui": ui,
            "run": run,
            "kept": self._fragment,
            "asset": _asset,
            "number": locale.number,
            "day": locale.day,
        }
        self._direct = self._environment(_Direct, ".")
        self._odd: set[str] = set()
        self._base = b""
        self._kept: dict[tuple[str, ...], Markup] = {}

    def _environment(self, made: type[jinja2.Environment], folder: str) -> jinja2.Environment:
        environment = made(
            loader=jinja2.ChoiceLoader(
                [
                    jinja2.FileSystemLoader([str(folder) for folder in self.theme.folders]),
                    jinja2.PrefixLoader({OURS: jinja2.FileSystemLoader(str(package_folder()))}),
                ]
            ),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
            bytecode_cache=_Compiled(self._compiled / folder) if self._compiled else None,
            extensions=["jinja2.ext.do"],
        )
        environment.globals.update(self._globals)
        return environment

    @cached_property
    def _plain(self) -> jinja2.Environment:
        """For templates that ask for what is not there, and for the errors of all."""
        return self._environment(jinja2.Environment, "plain")

    @jinja2.pass_context
    def _words(self, context: jinja2.runtime.Context, msgid: str, **values: Any) -> str:  # noqa: ANN401 - as templates use it
        return self._locales.text(msgid, context["page"].lang, **values)

    @jinja2.pass_context
    def _plural(
        self,
        context: jinja2.runtime.Context,
        one: str,
        many: str,
        count: int,
        lang: str = "",
        **values: Any,  # noqa: ANN401 - as templates use it
    ) -> str:
        return self._locales.count(one, many, count, lang or context["page"].lang, **values)

    def keep(self, base: bytes) -> None:
        """From now on remember what `kept` encloses, for as long as pages have this base."""
        if base != self._base:
            self._base = base
            self._kept.clear()

    def _fragment(self, *key: str, caller: Callable[[], Markup]) -> Markup:
        """What a `{% call kept(...) %}` encloses, rendered once for each key."""
        found = self._kept.get(key)
        if found is None:
            found = caller()
            if self._base:
                self._kept[key] = found
        return found

    @property
    def functions(self) -> frozenset[str]:
        """Names that every template may call."""
        return frozenset(self._direct.globals)

    @property
    def odd(self) -> frozenset[str]:
        """Templates that asked for what is not there, and are rendered as Jinja does."""
        return frozenset(self._odd)

    def parsed(self, name: str) -> jinja2.nodes.Template:
        """A template as its syntax tree."""
        try:
            return self._direct.parse(source(self.theme, name), name)
        except jinja2.TemplateSyntaxError as error:
            raise UsageError(f"templates/{error.name}:{error.lineno}: {error.message}") from None

    def load(self, names: Iterable[str]) -> None:
        """Compile these templates now, with what they extend and import."""
        for name in names:
            for each in closure(self.theme, name):
                with suppress(jinja2.TemplateError):  # told where a page is made of it
                    self._direct.get_template(each)

    def render(self, name: str, variables: Mapping[str, Any]) -> str:
        """A page; raises `UsageError` naming template and line where a template is wrong.

        `variables` holds at least `page` (whose `lang` `_` and `n` speak) and `root`.
        """
        if name not in self._odd:
            try:
                return self._direct.get_template(name).render(variables)
            except Exception:  # whatever it was, Jinja's own way tells it
                self._odd.add(name)
        return self.render_as_jinja_does(name, variables)

    def render_as_jinja_does(self, name: str, variables: Mapping[str, Any]) -> str:
        """The same, without shortening anything."""
        try:
            return self._plain.get_template(name).render(variables)
        except jinja2.TemplateSyntaxError as error:
            raise UsageError(f"templates/{error.name}:{error.lineno}: {error.message}") from None
        except jinja2.TemplateNotFound as error:
            help = "see docs/theming.md"
            raise UsageError(f"templates/{error.name} is not there", help) from None
        except (jinja2.UndefinedError, TypeError, ValueError, AttributeError, KeyError) as error:
            raise UsageError(f"templates/{_where(error, name)}: {error}") from error


@jinja2.pass_context
def _asset(context: jinja2.runtime.Context, name: str) -> str:
    """From the page to a static file of the theme."""
    return f"{context['root']}static/{name}"


def _where(error: Exception, name: str) -> str:
    """Template and line of an error, from the frames Jinja leaves for them."""
    at, trace = name, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".html", ".xml")):
            at = f"{Path(file).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return at
