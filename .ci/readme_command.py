"""Print the README's N-th command: the N-th fenced `sh` block."""

import re
import sys
from pathlib import Path

readme = Path(__file__).resolve().parents[1] / "README.md"
blocks = re.findall(r"^```sh\n(.*?)^```", readme.read_text(encoding="utf-8"), re.M | re.S)
sys.stdout.write(blocks[int(sys.argv[1]) - 1])
