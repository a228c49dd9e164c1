"""The hostile suite: every row of ../shared/hostile/expectations.json against the real daemon."""
