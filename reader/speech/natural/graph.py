"""An ONNX model cut in two where some of its tensors cross, as bytes: what the package ``onnx`` does, for this one task.

A model is a protocol buffer: fields of a number, a kind and a value. Only its graph is written anew, of the very bytes of
the nodes and weights that are needed::

    inputs → [node] → [node] → pitch ┆ pitch → [node] → audio
    └───────── front ──────────┘     ┆ └───── back ─────────┘
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# Numbers of fields in ONNX's schema (onnx.proto3).
_MODEL_GRAPH = 7
_NODE, _WEIGHT, _INPUT, _OUTPUT = 1, 5, 11, 12
_ABOUT_TENSORS = (13, 14, 15)  # value_info, quantization_annotation, sparse_initializer
_NODE_INPUT, _NODE_OUTPUT, _NODE_ATTRIBUTE = 1, 2, 5
_ATTRIBUTE_GRAPHS = (6, 11)
_WEIGHT_NAME, _VALUE_NAME = 8, 1
_FLOAT = 1

Shape = Sequence[int | str]
"""Sizes; a name where a size is not settled."""


@dataclass(frozen=True, slots=True)
class _Field:
    number: int
    value: memoryview
    whole: memoryview


def cut(model: bytes, given: Mapping[str, Shape], wanted: Mapping[str, Shape]) -> bytes:
    """The part of the model that makes the tensors ``wanted`` (floats of those shapes) out of its inputs and ``given``.

    A wanted tensor that is an output of the model keeps its own description. ValueError if the bytes are no such model.
    """
    pieces: list[bytes | memoryview] = []
    for field in _fields(memoryview(model)):
        pieces += (
            _packed(_MODEL_GRAPH, _part(field.value, given, wanted))
            if field.number == _MODEL_GRAPH
            else [field.whole]
        )
    return b"".join(pieces)


def _part(graph: memoryview, given: Mapping[str, Shape], wanted: Mapping[str, Shape]) -> bytes:
    fields = list(_fields(graph))
    nodes = [field for field in fields if field.number == _NODE]
    made_by = {name: index for index, node in enumerate(nodes) for name in _texts(node.value, _NODE_OUTPUT)}
    needed, kept = set(wanted), set[int]()
    waiting = [name for name in wanted if name not in given]
    while waiting:
        index = made_by.get(waiting.pop())
        if index is None or index in kept:
            continue
        kept.add(index)
        fresh = set(_names_used(nodes[index].value)) - needed
        needed |= fresh
        waiting += [name for name in fresh if name not in given]
    missing = [name for name in wanted if name not in made_by]
    if missing:
        raise ValueError(f"the model has no tensor {missing[0]}")
    pieces: list[bytes | memoryview] = [nodes[index].whole for index in sorted(kept)]
    outputs = set[str]()
    for field in fields:
        name = _name(field)
        if field.number == _OUTPUT:
            if name in wanted:
                outputs.add(name)
                pieces.append(field.whole)
        elif field.number in (_WEIGHT, _INPUT):
            if name in needed:
                pieces.append(field.whole)
        elif field.number != _NODE and field.number not in _ABOUT_TENSORS:
            pieces.append(field.whole)
    for name, shape in given.items():
        pieces += _packed(_INPUT, _described(name, shape))
    for name, shape in wanted.items():
        if name not in outputs:
            pieces += _packed(_OUTPUT, _described(name, shape))
    return b"".join(pieces)


def _names_used(node: memoryview) -> Iterator[str]:
    """The tensors that a node takes, and those that the graphs inside it (of a loop, a condition) may take from outside."""
    yield from _texts(node, _NODE_INPUT)
    for attribute in _fields(node):
        if attribute.number == _NODE_ATTRIBUTE:
            for field in _fields(attribute.value):
                if field.number in _ATTRIBUTE_GRAPHS:
                    for inner in _fields(field.value):
                        if inner.number == _NODE:
                            yield from _names_used(inner.value)
                        elif inner.number == _OUTPUT:
                            yield from _texts(inner.value, _VALUE_NAME)


def _name(field: _Field) -> str:
    number = {_WEIGHT: _WEIGHT_NAME, _INPUT: _VALUE_NAME, _OUTPUT: _VALUE_NAME}.get(field.number)
    return next(_texts(field.value, number), "") if number else ""


def _described(name: str, shape: Shape) -> bytes:
    """A ``ValueInfoProto`` of floats."""
    sizes = b"".join(
        b"".join(
            _packed(1, b"".join(_packed(2, size.encode())) if isinstance(size, str) else _number(1, size))
        )
        for size in shape
    )
    tensor = _number(1, _FLOAT) + b"".join(_packed(2, sizes))
    return b"".join([*_packed(1, name.encode()), *_packed(2, b"".join(_packed(1, tensor)))])


def _texts(message: memoryview, number: int) -> Iterator[str]:
    return (bytes(field.value).decode() for field in _fields(message) if field.number == number)


def _fields(message: memoryview) -> Iterator[_Field]:
    """The fields of a message, in order. ValueError where it is cut off or is none."""
    at = 0
    while at < len(message):
        start = at
        key, at = _varint(message, at)
        kind = key & 7
        if kind == 2:
            length, begin = _varint(message, at)
            at = begin + length
        elif kind == 0:
            begin, (_, at) = at, _varint(message, at)
        elif kind in (1, 5):
            begin, at = at, at + (8 if kind == 1 else 4)
        else:
            raise ValueError(f"a field of kind {kind}")
        if at > len(message):
            raise ValueError("a field that is cut off")
        yield _Field(key >> 3, message[begin:at], message[start:at])


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(message):
        byte = message[at]
        value, shift, at = value | (byte & 0x7F) << shift, shift + 7, at + 1
        if byte < 0x80:
            return value, at
    raise ValueError("a number that is cut off")


def _packed(number: int, value: bytes) -> Iterable[bytes]:
    return _as_varint(number << 3 | 2) + _as_varint(len(value)), value


def _number(number: int, value: int) -> bytes:
    return _as_varint(number << 3) + _as_varint(value)


def _as_varint(value: int) -> bytes:
    data = bytearray()
    while value > 0x7F:
        data.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*data, value])
