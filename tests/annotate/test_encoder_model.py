"""What the shipped model makes of small texts: plain cases any usable model gets right, and texts meant to break it."""

import subprocess
import sys
from collections.abc import Sequence

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate.encoder import COMPONENT, build_pipeline, load_model

ARTICLE = """Minister resigns over bridge

The transport minister resigned on Monday. She was replaced by Maria Silva, a lawyer from Lisbon. \
"We are sorry," Silva said.
Two people were arrested by police in Porto."""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build_pipeline()


@pytest.fixture(scope="module")
def article(nlp: Language) -> Doc:
    return nlp(ARTICLE)


def _state(docs: Sequence[Doc]) -> list[object]:
    return [
        [
            [(t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.lemma_, t.is_sent_start) for t in doc],
            [(e.start, e.end, e.label_, e._.score) for e in doc.ents],
            doc._.event_graph,
        ]
        for doc in docs
    ]


def test_sentences(article: Doc) -> None:
    assert [span.text.strip() for span in article.sents] == [
        "Minister resigns over bridge",
        "The transport minister resigned on Monday.",
        "She was replaced by Maria Silva, a lawyer from Lisbon.",
        '"We are sorry," Silva said.',
        "Two people were arrested by police in Porto.",
    ]


def test_passive(article: Doc) -> None:
    arrested = next(token for token in article if token.text == "arrested")
    children = {child.dep_: child.lemma_ for child in arrested.children}
    assert arrested.dep_ == "ROOT"
    assert (arrested.tag_, arrested.pos_, arrested.lemma_) == ("VBN", "VERB", "arrest")
    assert arrested.morph.get("Voice") == ["Pass"]
    assert children["nsubj:pass"] == "people"
    assert children["obl:agent"] == "police"
    assert children["aux:pass"] == "be"


def test_names(article: Doc, nlp: Language) -> None:
    found = {(span.text, span.label_) for span in article.ents}
    assert {
        ("Maria Silva", "PERSON"),
        ("Lisbon", "LOC"),
        ("Porto", "LOC"),
        ("Two", "NUMBER"),
    } <= found
    (dated,) = nlp("The transport minister resigned on 3 May 2021.").ents  # days of the week are left to the rules
    assert (dated.text, dated.label_) == ("3 May 2021", "DATE")
    assert all(0 < span._.score <= 1 for span in article.ents)


def test_every_sentence_has_one_root_and_no_arc_leaves_it(article: Doc) -> None:
    for span in article.sents:
        assert [token.dep_ for token in span].count("ROOT") == 1
        assert all(span.start <= token.head.i < span.end for token in span)
        assert [token.dep_ for token in span if token.head.i == token.i] == ["ROOT"]


def test_typographic_quotes_change_nothing(nlp: Language) -> None:
    straight, curly = nlp('"We don\'t know," he said.'), nlp("“We don’t know,” he said.")
    assert [(t.tag_, t.dep_, t.head.i, t.lemma_) for t in straight][1:] == [
        (t.tag_, t.dep_, t.head.i, t.lemma_ if t.lemma_ != "”" else '"') for t in curly
    ][1:]


def test_a_line_break_ends_sentence_and_name(nlp: Language) -> None:
    doc = nlp("He met John\nSmith in London")
    assert [span.text.strip() for span in doc.sents] == ["He met John", "Smith in London"]
    assert all("\n" not in span.text for span in doc.ents)


def test_company_and_batch_size_change_nothing(nlp: Language) -> None:
    texts = [ARTICLE, "Short.", "", ARTICLE.upper(), "Storm hits coast " * 40]
    alone = _state([nlp(text) for text in texts])
    assert _state(list(nlp.pipe(texts, batch_size=1))) == alone
    assert _state(list(nlp.pipe(texts[::-1], batch_size=50)))[::-1] == alone


def test_annotate_takes_and_yields_the_same_docs(nlp: Language) -> None:
    encoder = load_model()
    doc = nlp.make_doc("The court met in Paris.")
    (annotated,) = encoder.annotate(iter([doc]))
    assert annotated is doc
    assert doc.has_annotation("DEP")
    assert encoder.name
    assert encoder.version


def test_long_text_is_read_whole(nlp: Language) -> None:
    sentence = "The minister met the mayor of Lyon on Friday. "
    doc = nlp(sentence * 200)
    assert len(list(doc.sents)) == 200
    assert [span.text for span in doc.ents].count("Lyon") == 200


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "\t \u2028 x",
        "x",
        ".",
        "x" * 200_000,
        "a" * 70 + " " + "b-" * 5_000,
        "word " * 3_000,
        "?!" * 3_000,
        "\x00\x01\x7f ok \ufeff\u200b\u202e",
        "🙂 👩‍👩‍👧 🇫🇷 won",
        "中文 и русский और हिन्दी",
        "  leading and trailing  ",
        "((((((((((" * 30,
        "\ud800 lone surrogate".encode("utf-8", "replace").decode(),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_is_annotated_whole(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert not len(doc) or doc.has_annotation("DEP")
    assert sum(len(span) for span in doc.sents) == len(doc)


@pytest.mark.slow
def test_a_large_text_is_annotated(nlp: Language) -> None:
    doc = nlp(ARTICLE * 500 + "\n" + "no end " * 10_000)
    assert len(doc.text) > 150_000
    assert doc.has_annotation("DEP")


def test_torch_is_never_imported() -> None:
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "from kg.annotate.encoder import build_pipeline\n"
        "doc = build_pipeline()('The court met in Paris.')\n"
        "sys.exit(0 if doc[1].dep_ == 'nsubj' else 3)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0


def test_importing_registers_nothing() -> None:
    code = (
        "import sys, kg.annotate.encoder\n"
        "from spacy.language import Language\n"
        "from spacy.tokens import Span\n"
        f"sys.exit(1 if Language.has_factory({COMPONENT!r}) or Span.has_extension('score') else 0)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0


def test_events_are_read(article: Doc) -> None:
    graph = article._.event_graph
    found = {(article[trigger.head].text, trigger.type) for trigger in graph.triggers}
    assert {("resigned", "Resignation"), ("arrested", "Arrest")} <= found
    arrest = next(trigger for trigger in graph.triggers if trigger.type == "Arrest")
    roles = {arc.label: article[arc.head].text for arc in arrest.arcs}
    assert roles["patient"] == "people"
    assert roles["agent"] == "police"
    assert {article[mention.start : mention.end].text for mention in graph.mentions} >= {"Maria Silva", "Lisbon"}
    assert all(0 < trigger.score <= 1 for trigger in graph.triggers)
