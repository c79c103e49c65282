"""Problems as they are shown."""

from __future__ import annotations

from explorer.problem import Place, Problem, as_github, nearest, sentence


def test_a_problem_reads_as_place_what_and_what_to_do() -> None:
    assert str(Problem(Place("a.yaml", 3, 5), "It is wrong.", "Mend it.")) == "a.yaml:3:5: It is wrong. Mend it."
    assert str(Problem(Place("a.yaml"), "It is old.", "Look.", warning=True)) == "a.yaml: warning: It is old. Look."


def test_problems_sort_by_file_and_line() -> None:
    places = [Place("b", 1, 1), Place("a", 10, 1), Place("a", 9, 5), Place("a")]
    assert sorted(places) == [Place("a"), Place("a", 9, 5), Place("a", 10, 1), Place("b", 1, 1)]


def test_only_what_is_close_is_suggested() -> None:
    assert nearest("nursing-degre", ["nursing-degree", "care-certificate"]) == "nursing-degree"
    assert nearest("zzz", ["nursing-degree"]) is None


def test_a_note_on_a_pull_request_cannot_be_broken_out_of() -> None:
    problem = Problem(Place("a,b:c.yaml", 1, 2), "50 % of\nlines", "Mend it.")
    assert as_github(problem) == "::error file=a%2Cb%3Ac.yaml,line=1,col=2::50 %25 of%0Alines Mend it."


def test_a_sentence_starts_with_a_capital_and_ends() -> None:
    assert [sentence("a b"), sentence("Done!"), sentence(" x? ")] == ["A b.", "Done!", "X?"]
