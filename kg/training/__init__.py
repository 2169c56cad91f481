"""The recipe that trains the shipped language model from annotated corpora; never imported at run time.

`README.md` beside this file tells how to train, step by step, and what each room is for. In short:

    python -m kg.training all --corpora CORPORA --run training-runs/one --out MODEL

Only `network`, `graph_network`, `graph_loss`, `train`, `export` and `graph_export` import torch.
"""
