"""What the README shows is what happens."""

import json
import re
from pathlib import Path

import pytest

from kg.pipeline import Workspace, build
from kg.samples import articles
from kg.store.question import Question
from kg.store.questions import examples

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


class Quiet:
    def notice(self, notice) -> None: ...

    def done(self, article, *, facts, fresh) -> None: ...

    def stage(self, name) -> None: ...


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("demo") / "graph")
    build([str(articles())], workspace, Quiet(), workers=1)
    return workspace


def test_the_first_query_gives_the_answer_shown(demo):
    query = re.search(r"```sparql\n(.*?)```", README, re.DOTALL)
    assert query is not None
    shown = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in README.splitlines()
        if re.match(r"\| \d", line)
    ]
    with demo.store(read_only=True) as store:
        answer = json.loads(store.query(Question(query[1])).body)
    names = answer["head"]["vars"]
    rows = [[row.get(name, {}).get("value", "") for name in names] for row in answer["results"]["bindings"]]
    assert rows == shown


@pytest.mark.parametrize("name", examples())
def test_every_example_query_finds_something_in_the_samples(demo, name):
    with demo.store(read_only=True) as store:
        assert json.loads(store.query(Question(examples()[name].query)).body)["results"]["bindings"]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", README))))
def test_links_lead_somewhere(target):
    assert (Path(__file__).parents[2] / target).exists()
