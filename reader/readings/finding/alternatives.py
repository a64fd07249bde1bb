"""What of a query must be there, and what may stand for it: words that 「または」 joins are one choice.

「ごみ 回収 または 収集」 → ``(("ごみ",), ("回収", "収集"))``: ごみ, and with it 回収 or 収集
"""

OR = frozenset({"または", "又は", "OR", "|", "｜"})
"""As words of their own. A query of nothing else looks for them."""


def alternatives(query: str) -> tuple[tuple[str, ...], ...]:
    """The choices of a query, all of which must be there in one of their words. Words stand apart by spaces."""
    words = query.split()
    chosen: list[list[str]] = []
    joins = False
    for word in words:
        if word in OR:
            joins = bool(chosen)
        elif joins:
            chosen[-1].append(word)
            joins = False
        else:
            chosen.append([word])
    return tuple(map(tuple, chosen)) or tuple((word,) for word in words)


def words_of(query: str) -> tuple[str, ...]:
    """All words that a query looks for, in their order."""
    return tuple(word for choice in alternatives(query) for word in choice)
