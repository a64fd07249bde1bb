"""All that Debian has for tests, asked for at once: one list fetched, one download, one round of triggers.

``python -m tests.packages`` installs, beside pip and npm, by whichever Python is there. What is there then, and what goes without what
is not, is told afterwards by the modules that name the packages.
"""

from tests import chromium, debian, engines, hosting, screen_reader, validators

PROGRAMS = (
    chromium.PROGRAMS | screen_reader.PROGRAMS | validators.PROGRAMS | engines.PROGRAMS | hosting.PROGRAMS
)

if __name__ == "__main__":
    debian.install(PROGRAMS)
