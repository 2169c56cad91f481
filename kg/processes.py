"""Processes that end with the one that started them."""

import multiprocessing
import os
import threading

__all__ = ["end_with_parent"]


def end_with_parent() -> None:
    """End this process as soon as the one that started it has ended, even if that was killed.

    For processes that the `multiprocessing` module starts: they wait for work at a pipe that they hold open themselves,
    so without this they would wait for ever. Does nothing in a process that was started otherwise.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent,), name="kg-parent", daemon=True).start()


def _watch(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)  # at once: nobody is left to take what is under way
