"""Nothing that was told as saved is lost, whenever the process is killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

SCRIPT = Path(__file__).with_name("killed_sessions.py")
KILLS, KILLS_UNDER_STRESS = 20, 500
STRESS_EXAMPLES = 2000


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_a_studio_that_is_killed_while_somebody_edits_loses_nothing(tmp_path):
    kills = KILLS_UNDER_STRESS if settings.default.max_examples >= STRESS_EXAMPLES else KILLS
    command = [sys.executable, str(SCRIPT), str(tmp_path), str(kills), "7"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert f"{kills} kills, nothing lost" in result.stdout
