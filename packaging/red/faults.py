"""The places where a line of the program can be broken, and the line broken there."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, singledispatch
from pathlib import Path
from types import CodeType
from typing import TypeVar

Node = TypeVar("Node", bound=ast.AST)
OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OTHERWISE: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One place of a file that can be broken."""

    file: Path
    line: int
    nth: int
    """Which of the file's places it is."""
    was: str
    """What stands there, in its first words."""
    within: str
    """The functions it stands in."""

    def code(self) -> CodeType:
        """The file, compiled with this one place broken."""
        tree = ast.parse(self.file.read_bytes())
        _Places(self.file, break_at=self.nth).visit(tree)
        return compile(ast.fix_missing_locations(tree), self.file, "exec", dont_inherit=True)


@cache
def faults_of(file: Path) -> Sequence[Fault]:
    """Every place within the functions of a file that can be broken."""
    places = _Places(file)
    places.visit(ast.parse(file.read_bytes()))
    return places.found


@singledispatch
def instead(_node: ast.AST) -> ast.AST | None:
    """What stands in a node's place when it is broken, or None where it cannot be."""
    return None


@instead.register
def _(node: ast.Compare) -> ast.AST:
    other = OPPOSITE[type(node.ops[0])]
    return ast.Compare(node.left, [other(), *node.ops[1:]], node.comparators)


@instead.register
def _(node: ast.BoolOp) -> ast.AST:
    return ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


@instead.register
def _(node: ast.BinOp) -> ast.AST | None:
    other = OTHERWISE.get(type(node.op))
    return ast.BinOp(node.left, other(), node.right) if other else None


@instead.register
def _(node: ast.UnaryOp) -> ast.AST | None:
    asked = isinstance(node.op, ast.Not)
    return ast.Call(ast.Name("bool", ast.Load()), [node.operand], []) if asked else None


@instead.register
def _(node: ast.Constant) -> ast.AST | None:
    match node.value:
        case bool(yes):
            return ast.Constant(not yes)
        case int(number):
            return ast.Constant(number + 1)
        case str(words) if words.strip():
            return ast.Constant(f"~{words}")
        case None:
            return ast.Constant("~")
        case _:
            return None


@instead.register
def _(node: ast.comprehension) -> ast.AST | None:
    each = (node.target, node.iter)
    return ast.comprehension(*each, [], node.is_async) if node.ifs else None


@instead.register
def _(node: ast.If) -> ast.AST:
    return ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


@instead.register
def _(node: ast.IfExp) -> ast.AST:
    return ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


@instead.register
def _(node: ast.Expr) -> ast.AST | None:
    return ast.Expr(ast.Constant(None)) if isinstance(node.value, ast.Call) else None


@instead.register
def _(node: ast.Return) -> ast.AST | None:
    return ast.Return(ast.Constant(None)) if node.value else None


def lines_of(node: ast.AST) -> list[int]:
    """The lines on which a node's parts stand: a filter of rows has none of its own."""
    return [part.lineno for part in ast.walk(node) if isinstance(part, ast.expr)]


class _Places(ast.NodeTransformer):
    """Finds what can be broken in a file's functions; breaks one place if it is given."""

    def __init__(self, file: Path, *, break_at: int | None = None) -> None:
        self.found: list[Fault] = []
        self._file = file
        self._break_at = break_at
        self._within: list[str] = []

    def visit(self, node: Node) -> ast.AST:
        """Note a node that can be broken, break it if it is the one, and look into it."""
        broken = instead(node) if self._within else None
        if broken is not None:
            was = ast.unparse(node).splitlines()[0][:80]
            line = getattr(node, "lineno", 0) or min(lines_of(node))
            within = ".".join(self._within)
            self.found.append(Fault(self._file, line, len(self.found), was, within))
            if len(self.found) - 1 == self._break_at:
                return ast.copy_location(broken, node)
        seen: ast.AST = super().visit(node)
        return seen

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Look into what a function does: not into its signature or its docstring."""
        told = 1 if ast.get_docstring(node, clean=False) else 0
        self._within.append(node.name)
        node.body[told:] = [self.visit(each) for each in node.body[told:]]  # type: ignore[misc]
        self._within.pop()
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        """Look at what is kept under a name, not at what kind of thing it is."""
        if node.value is not None:
            node.value = self.visit(node.value)  # type: ignore[assignment]
        return node
