"""What the tests of the recipe share."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Declares the mark of tests that need torch (`make train-short`)."""
    config.addinivalue_line("markers", "torch: needs torch, which only training does")
