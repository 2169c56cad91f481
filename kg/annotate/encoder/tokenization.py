"""spaCy's English tokenizer, adapted to the words of the treebanks the model was trained on, and bounded.

The two agree on 99.7 % of the words of edited text; what is adapted is what news and the web have more of: hyphens
beside figures (`F-16`, `20-year`) and full stops (`U.S.-led`) separate, those after prefixes (`pre-war`) and in
telephone numbers do not; slashes between words, titles with a full stop, runs of one sign (`!!!`), `DON'T`.
"""

import re
from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

__all__ = ["BoundedTokenizer", "adapt_tokenizer"]

INFIXES = (
    r"(?<=[A-Za-z])[-–](?=[0-9])",
    r"(?<=[0-9])[-–](?=[A-Za-z])",
    r"(?<=[A-Za-z]\.)[-–](?=[A-Za-z])",
    r"(?<=[A-Za-z])/(?=[A-Za-z])",
    r"(?<=[a-z])\((?=s$)",  # "account(s)"
)
RUNS = (r"([=_*~<>#])\1+", r"[!?]{2,}")  # one word, not one for each sign
UNITS = (r"(?<=[0-9])[AaPp]\.?[Mm]\.?", r"(?<=[0-9])[kK]")
# One word with what follows in lower case ("pro-Russian" is two: it tells of Russia).
PREFIXES = "anti|co|counter|cross|e|inter|mid|multi|non|over|post|pre|re|semi|sub"
TELEPHONE = r"(?:\d-)?\d{3}-\d{3}-\d{4}|\d{1,2}-\d{1,2}-\d{4}"
ABBREVIATIONS = (
    "Brig. Capt. Cmdr. Col. Cpl. Hon. Insp. Lt. Maj. Pvt. Sgt. Supt. al. etc. "
    "Ft. Reps. approx. Attn. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri."
).split()
NEGATED = "ARE CA COULD DID DO DOES HAD HAS HAVE IS MUST SHOULD WAS WERE WO WOULD".split()
LONGEST_RUN = 256  # characters without white space that are looked at together

_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")


class BoundedTokenizer:
    """A tokenizer that never sees more than `LONGEST_RUN` characters without white space at once.

    spaCy's tokenizer takes time that grows with the square of such a run: ten thousand brackets in a row would take
    seven seconds. Longer runs are no words of any language; they are cut.
    """

    def __init__(self, inner: Any) -> None:
        """`inner` is a spaCy tokenizer."""
        self.inner = inner
        self.vocab = inner.vocab

    def __call__(self, text: str) -> Doc:
        """The words of `text`; the Doc's text is `text`."""
        if _RUN.search(text) is None:
            whole: Doc = self.inner(text)
            return whole
        words: list[str] = []
        spaces: list[bool] = []
        for part in _parts(text):
            for token in self.inner(part):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


def _parts(text: str) -> Iterator[str]:
    begin = 0
    for run in _RUN.finditer(text):
        for cut in range(run.start() + LONGEST_RUN, run.end(), LONGEST_RUN):
            yield text[begin:cut]
            begin = cut
    yield text[begin:]


def adapt_tokenizer(nlp: Language) -> None:
    """Changes the tokenizer of an English pipeline in place."""
    tokenizer: Any = nlp.tokenizer
    infixes = (*(nlp.Defaults.infixes or ()), *INFIXES)
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.prefix_search = compile_prefix_regex((*RUNS, *(nlp.Defaults.prefixes or ()))).search
    tokenizer.suffix_search = compile_suffix_regex((*RUNS, *UNITS, *(nlp.Defaults.suffixes or ()))).search
    tokenizer.token_match = re.compile(rf"(?:(?i:{PREFIXES})-[a-z]{{2,}}|{TELEPHONE})$").match
    for abbreviation in ABBREVIATIONS:
        tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
    for verb in NEGATED:
        tokenizer.add_special_case(f"{verb}N'T", [{"ORTH": verb}, {"ORTH": "N'T"}])
    for plain in ("id", "Id"):  # hardly ever "I'd"
        tokenizer.add_special_case(plain, [{"ORTH": plain}])
    for want in ("wanna", "Wanna"):
        tokenizer.add_special_case(want, [{"ORTH": want[:3]}, {"ORTH": "na"}])
    tokenizer.add_special_case("and/or", [{"ORTH": "and"}, {"ORTH": "/"}, {"ORTH": "or"}])
    nlp.tokenizer = BoundedTokenizer(tokenizer)
