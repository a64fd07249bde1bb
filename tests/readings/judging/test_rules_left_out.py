"""The rules of context on sentences that none of them was written from: none does as much harm as good."""

from bench.rules import LEFT_OUT, built_in, rows_of, tallies


def test_no_rule_does_more_harm_than_good() -> None:
    rows = list(rows_of(LEFT_OUT))
    assert len(rows) >= 160
    counted, wrong = tallies(rows, built_in())
    fired = {rule: tally for rule, tally in counted.items() if tally["right"] or tally["wrong"]}
    assert len(fired) > 10
    assert [
        (rule.example, sentence) for rule, sentence in wrong if fired[rule]["right"] <= fired[rule]["wrong"]
    ] == []
