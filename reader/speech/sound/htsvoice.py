"""How high the voice in an ``.htsvoice`` file is, read from its model of the pitch.

The file is a text head and data (HTS engine API 1.x)::

    [STREAM] VECTOR_LENGTH[LF0]:1  IS_MSD[LF0]:1  NUM_WINDOWS[LF0]:3
    [POSITION] STREAM_PDF[LF0]:1234-5678      where in the data the model is
    [DATA]                                    per state the number of leaves; per leaf means, variances, share voiced

A leaf's first mean is the logarithm of a pitch in hertz. Their median, each leaf counted by how much of it is voiced, is
within a half tone and a half of what is heard: 340 Hz for mei_normal (364 heard), 118 Hz for nitech_jp_atr503_m001 (121).
"""

import re
from math import exp

import numpy as np

_WHERE = re.compile(rb"STREAM_PDF\[LF0\]:(\d+)-(\d+)")
_STATES = re.compile(rb"NUM_STATES:(\d+)")
_WINDOWS = re.compile(rb"NUM_WINDOWS\[LF0\]:(\d+)")
_DATA = b"[DATA]\n"


def median_hertz(data: bytes) -> float | None:
    """The voice's median pitch; None if the file does not say (it is then taken as it is)."""
    head, mark, body = data.partition(_DATA)
    found = [pattern.search(head) for pattern in (_WHERE, _STATES, _WINDOWS)]
    if not mark or None in found:
        return None
    where, states, windows = (match for match in found if match)
    model = body[int(where[1]) : int(where[2]) + 1]
    numbers, width = int(states[1]), 2 * int(windows[1]) + 1
    if len(model) % 4 or len(model) <= 4 * numbers:
        return None
    values = np.frombuffer(model, "<f4")[numbers:]
    if len(values) != int(np.frombuffer(model, "<u4", numbers).sum()) * width:
        return None
    pitches, voiced = values.reshape(-1, width)[:, 0], values.reshape(-1, width)[:, -1]
    order = np.argsort(pitches)
    shares = np.cumsum(voiced[order])
    return exp(float(pitches[order][np.searchsorted(shares, shares[-1] / 2)])) if shares[-1] > 0 else None
