"""Let compiled templates take attributes, items and calls directly, as Python does.

Jinja asks a function of its environment for every `x.y`, `x[y]` and `x(y)`, several hundred times a
page, so that what is missing becomes an `Undefined`. Where nothing is missing the answer is Python's
own at a fifth of the time; where something is, Python raises, and `publish.templates` renders that
page as Jinja compiles it.

Invariant: a template so compiled gives what Jinja's own gives, or raises.
"""

from __future__ import annotations

import ast
import keyword
from collections.abc import Collection
from types import CodeType


def compiled(source: str, filename: str, asking: Collection[str]) -> CodeType:
    """Code of the Python that Jinja wrote; lines stay where they are.

    `asking` are names of functions that ask for the context, which only Jinja can give them.
    """
    return compile(_Direct(asking).visit(ast.parse(source)), filename, "exec")


class _Direct(ast.NodeTransformer):
    def __init__(self, asking: Collection[str]) -> None:
        self._asking = asking

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """One of the three detours, or any other call."""
        self.generic_visit(node)
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="environment"), attr="getattr"),
                args=[value, ast.Constant(value=str(name))],
            ) if name.isidentifier() and not keyword.iskeyword(name):
                found: ast.expr = ast.Attribute(value=value, attr=name, ctx=ast.Load())
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="environment"), attr="getitem"),
                args=[value, key],
            ):
                found = ast.Subscript(value=value, slice=key, ctx=ast.Load())
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="context"), attr="call"),
                args=[function, *args],
                keywords=keywords,
            ) if not self._asks(function):
                passed = [
                    each for each in keywords if each.arg not in ("_loop_vars", "_block_vars")
                ]
                found = ast.Call(func=function, args=args, keywords=passed)
            case _:
                return node
        return ast.copy_location(found, node)

    def _asks(self, function: ast.expr) -> bool:
        """Jinja writes `undefined(name='x') if l_0_x is missing else l_0_x` for the name `x`."""
        match function:
            case ast.IfExp(body=ast.Call(keywords=[ast.keyword(value=ast.Constant(value=name))])):
                return name in self._asking
        return False
