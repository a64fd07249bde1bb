"""Lines that only divide."""

import pytest

from reader.minutes.text.characters import is_rule


@pytest.mark.parametrize("line", ["――――◇――――", "＊＊＊", "　　　　◇", "☆", "￣￣￣", "・・・・・・"])
def test_a_line_that_only_divides(line: str) -> None:
    assert is_rule(line)


@pytest.mark.parametrize("line", ["○", "◯", "●", "※", "〇", "◇議長", "・", "－"])
def test_a_mark_that_can_stand_for_something_does_not(line: str) -> None:
    assert not is_rule(line)
