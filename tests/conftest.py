"""What many tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation data and test servers beside the checkout; CI has them."""
    if not SHARED.is_dir():
        pytest.skip("the evaluation data (../shared) is not beside this checkout")
    return SHARED
