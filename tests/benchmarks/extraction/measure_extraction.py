"""Throughput, memory and start-up of extraction, from text to record, and where the time goes.

    python tests/benchmarks/extraction/measure_extraction.py [ARTICLES]

The articles are the held-back annotated texts that come with the package, put together to some 400 words each. Time is
processor time of one process, so that other work on the machine counts little; two cores do twice as much, since
articles share nothing. A machine's speed is told by what runs beside it in the same run: spaCy's blank tokenizer with
its sentencizer, and the bare encoder on the same windows. The command fails below its floors.

Where the time goes: half of the annotate stage is the network that reads windows (half of that in 8-bit products, a
third in attention, the rest in norms and activations; `kg.training.fuse` spares a fifth of it), a fifth the event graph
(a third of that in its small networks), a tenth each entities with coreference, and sentences, trees and labels of
arcs; words, lemmas, times and quantities share the rest. Extraction proper is a seventh of the whole. What most often
made it slow was to ask spaCy for a token's sentence within a loop (the sentence is sought, and three objects are made,
at each look), and once a single product of matrices in numpy, whose library then kept a second thread spinning.
"""

import json
import lzma
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import onnxruntime
import spacy

from kg.annotate import annotator, coreference
from kg.annotate.encoder.annotator import Encoder
from kg.annotate.encoder.network import Network
from kg.annotate.encoder.tokenization import BoundedTokenizer
from kg.annotate.graph.decoder import GraphDecoder
from kg.extract import extractor
from kg.extract.extractor import Extractor
from kg.model import Article, Moment
from kg.pipeline.extraction import Extraction

HELD_BACK = Path(__file__).parents[3] / "kg" / "training" / "data" / "held-back.jsonl.xz"
WORDS = 400
"""Words of an average article, as white space parts them."""
_OVER = 20
"""By how many the last paragraph of an article exceeds what is wanted."""
ARTICLES_A_SECOND, WORDS_A_SECOND, MEBIBYTES, STARTUP = 20.0, 6000.0, 450.0, 3.0
"""Floors and ceilings: articles on two cores, words of the annotate stage by one, memory of a worker, seconds."""
OF_TOKENIZER, OF_ENCODER = 0.02, 0.33
"""Floors that hold on a slow machine too: the share that text to record reaches of each one's words a second."""

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("words", BoundedTokenizer, "__call__"),
    ("encoder: network", Network, "read"),
    ("encoder: names, sentences, trees", Encoder, "_read"),
    ("encoder: writing the Doc, lemmas", Encoder, "_write"),
    ("event graph", GraphDecoder, "annotate"),
    ("entities and coreference", annotator, "find_entities"),
    ("  of that: names", coreference, "cluster_names"),
    ("times", annotator, "find_times"),
    ("quantities", annotator, "find_quantities"),
    ("quotes", annotator, "find_quotes"),
    ("events by the lexicon", Extractor, "_lexical"),
    ("events by the model", Extractor, "_learned"),
    ("relations", extractor, "find_relations"),
    ("joining mentions of one event", extractor, "merge_mentions"),
    ("extract, all", Extractor, "extract"),
    ("the runtime, wherever called", onnxruntime.InferenceSession, "run"),
)
"""What the table times: a name, and the function by that name in a class or module."""


def articles(count: int) -> list[Article]:
    """Articles of `WORDS` words on average, each of whole paragraphs that follow one another."""
    with lzma.open(HELD_BACK, "rt", encoding="utf-8") as lines:
        records = [json.loads(line)["article"] for line in lines]
    made: list[Article] = []
    parts: list[str] = []
    while len(made) < count:
        for record in records:
            for line in filter(str.strip, record["text"].split("\n")):
                parts.append(line)
                if sum(len(part.split()) for part in parts) >= WORDS - _OVER:
                    made.append(Article(f"a{len(made)}", "\n".join(parts), published=Moment(record["published"])))
                    parts = []
    return made[:count]


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Processor seconds of each stage, while the block runs."""
    spent = {name: 0.0 for name, _, _ in STAGES}
    kept = [(owner, attribute, getattr(owner, attribute)) for _, owner, attribute in STAGES]
    for (name, owner, attribute), (_, _, function) in zip(STAGES, kept, strict=True):
        setattr(owner, attribute, _timer(name, function, spent))
    try:
        yield spent
    finally:
        for owner, attribute, function in kept:
            setattr(owner, attribute, function)


def _timer(name: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*given, **named)
        finally:
            spent[name] += time.process_time() - start

    return call


def seconds(work: Callable[[], object]) -> float:
    """Processor time of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def startup() -> tuple[float, float, float]:
    """Processor seconds, seconds and mebibytes of a fresh process up to its first record."""
    code = (
        "import resource, time\n"
        "from kg.model import Article\n"
        "from kg.pipeline.extraction import extract_article\n"
        "assert extract_article(Article('a', 'Police arrested twelve people in Gdansk.')).events\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)\n"
    )
    runs = []
    for _ in range(2):  # the first may read files from disk
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        processor, memory = map(float, done.stdout.split())
        runs.append((processor, time.perf_counter() - start, memory))
    return min(runs)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    given = articles(count)
    words = sum(len(article.text.split()) for article in given)
    extraction = Extraction()
    extraction.records(given[:3])
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    windows: list[Any] = []
    network = extraction._annotator._pipeline.get_pipe("newsgraph_encoder").encoder._network
    read = network.read
    network.read = lambda window: (windows.append(window), read(window))[1]
    tokens = sum(sum(not t.is_space for t in doc) for _, doc, _ in extraction._annotator.annotate(given))
    del network.read

    # Beside one another, in turns: what else the machine does then weighs on all of them alike.
    whole = annotate = encoder = tokenizer = 0.0
    for start in range(0, count, 20):
        part = given[start : start + 20]
        whole += seconds(lambda part=part: extraction.records(part))
        annotate += seconds(lambda part=part: list(extraction._annotator.annotate(part)))
        share = windows[start * len(windows) // count : (start + len(part)) * len(windows) // count]
        encoder += seconds(lambda share=share: [network.read(window) for window in share])
        tokenizer += seconds(lambda part=part: [blank(article.text) for article in part])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with timed() as spent:
        total = seconds(lambda: extraction.records(given))
    _print_table(spent, total)
    processor, elapsed, fresh = startup()
    rate, speed = 2 * count / whole, tokens / annotate
    print(f"\n{count} articles, {words / count:.0f} words each ({tokens} words as the model counts them)")
    print(f"text to record    {rate:7.1f} articles a second on two cores (floor {ARTICLES_A_SECOND:.0f})")
    print(f"annotate          {speed:7.0f} words a processor second (floor {WORDS_A_SECOND:.0f})")
    print(
        f"bare encoder      {tokens / encoder:7.0f} words a second; text to record reaches {encoder / whole:.3f} of it"
    )
    print(f"blank tokenizer   {tokens / tokenizer:7.0f} words a second; share of it reached: {tokenizer / whole:.4f}")
    print(f"memory            {memory:7.0f} MiB, {fresh:.0f} after one article (ceiling {MEBIBYTES:.0f})")
    print(f"start-up          {processor:7.2f} s of processor, {elapsed:.2f} s in all (ceiling {STARTUP:.0f})")
    held = {
        "articles a second": rate >= ARTICLES_A_SECOND,
        "words a second": speed >= WORDS_A_SECOND,
        "share of the bare encoder": encoder / whole >= OF_ENCODER,
        "share of the blank tokenizer": tokenizer / whole >= OF_TOKENIZER,
        "memory": memory <= MEBIBYTES,
        "start-up": processor <= STARTUP,
    }
    missed = [name for name, reached in held.items() if not reached]
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


def _print_table(spent: dict[str, float], total: float) -> None:
    print(f"{'stage':36}{'processor s':>12}{'share':>8}   (a stage holds what it calls)")
    for name, used in spent.items():
        if used:
            print(f"{name:36}{used:12.2f}{used / total:8.1%}")
    print(f"{'all':36}{total:12.2f}")


if __name__ == "__main__":
    main()
