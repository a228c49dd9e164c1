"""From a revision to its findings: matching, extracting, linking, typing changes. It only thinks.

`RULES` is the version of the rules that findings carry; it rises when the same revision would give others.
"""

RULES = "3"
