"""Municipal meeting minutes (会議録), readable and listenable by everyone.

The floors of the house (imports go down only) are drawn in ``docs/DESIGN.md`` and held by
``tests/test_architecture.py``.
"""

__version__ = "0.1.0"
