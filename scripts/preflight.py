"""Before anything is installed: is this Python new enough, has it venv, may we write here? One clear line otherwise.

Runs under any Python 3, so nothing newer than 3.4 is used here.
"""

import os
import sys


def problem():
    if sys.version_info < (3, 11):
        have = ".".join(str(n) for n in sys.version_info[:3])
        return "Python 3.11 oder neuer wird gebraucht, hier ist {}. Einen anderen nennen: make start PYTHON=python3.11".format(
            have
        )
    try:
        import ensurepip  # noqa: F401  (Debian leaves it out of python3; venv needs it)
        import venv  # noqa: F401
    except ImportError:
        return "Das Modul venv fehlt. Unter Debian und Ubuntu: apt install python3-venv"
    if not os.access(".", os.W_OK):
        return "In diesen Ordner lässt sich nicht schreiben: {}. Bitte an einen eigenen Ort kopieren.".format(
            os.getcwd()
        )
    return None


found = problem()
if found:
    sys.stderr.write("verbindlich: " + found + "\n")
    sys.exit(2)
