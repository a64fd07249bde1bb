"""What each piece of evidence weighs in the second reading, fitted by ``python -m bench.fit_wide --write`` (November 2026).

Logistic regression over the shapes, and over their rows, of the given documents, the layouts of the tests, the half of the unseen that may be
looked at, and its dialogues in the looked-at half of the ways of ``tests/minutes/remarked.py``; each once more with half its words, and all, unknown.
"""

WIDE: dict[str, float] = {
    "many": 0.34,
    "says": 3.267,
    "ends": 1.057,
    "again": 3.933,
    "strong": 1.368,
    "office": 1.084,
    "short": -0.756,
    "long": -0.275,
    "direction": -3.125,
    "thing": -2.434,
    "title": -1.758,
    "particle": -0.865,
    "fresh": -0.569,
    "numbered": -2.161,
    "counted": -1.92,
    "worded": -4.893,
    "alone": 1.413,
    "marked": 0.593,
    "bracketed": 0.372,
    "colon": 0.798,
    "spaced": 1.373,
    "covers": -0.059,
    "changes": 3.095,
    "even": -0.274,
    "near": 3.24,
    "signed": 0.689,
    "single": -1.854,
    "bias": -10.758,
}

WIDE_ROW: dict[str, float] = {
    "shape": 0.522,
    "again": 0.699,
    "strong": 3.049,
    "office": 3.674,
    "name": 3.027,
    "direction": -2.125,
    "present": -1.634,
    "says": 3.141,
    "ends": 0.529,
    "fresh": 0.331,
    "thing": -3.948,
    "title": -1.216,
    "particle": -0.45,
    "worded": -0.715,
    "long": -0.495,
    "gap": -0.276,
    "numbered": -1.466,
    "near": 0.397,
    "counted": -0.714,
    "bias": -6.089,
}
