"""Learning what carries a time from one event to another."""

from kg.training.carried_times import Example, fit

NEAR = Example("a", ("always", "near"), True)
FAR = Example("a", ("always", "far"), False)


def test_what_goes_with_the_right_time_adds_and_what_does_not_takes_away():
    weights = fit([NEAR, FAR] * 20, penalty=1.0)
    assert weights["near"] > 0 > weights["far"]


def test_the_same_articles_give_the_same_weights_and_unseen_names_none():
    learned = [NEAR, FAR, Example("b", ("always", "near"), False)] * 5
    assert fit(learned) == fit(list(reversed(learned)))
    assert set(fit(learned)) <= {"always", "near", "far"}
