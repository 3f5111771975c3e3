"""The few commands that people need: `nox -s fast`, `nox -s tests`, `nox -s lint`, `nox -s site`, `nox -s regenerate`.

They run in the environment that nox was started in (`pip install -e '.[dev]'`): nothing is installed twice.
"""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "fast"]


@nox.session
def fast(session: nox.Session) -> None:
    """All tests but the slow ones."""
    session.run("python", "-m", "pytest", "-m", "not slow", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """All tests, with coverage and its floor."""
    session.run("python", "-m", "pytest", "--cov", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types, layers."""
    session.run("ruff", "check", "--fix", ".")
    session.run("ruff", "format", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def site(session: nox.Session) -> None:
    """The site, in build/site; any warning stops it."""
    session.run("python", "scripts/site.py", *session.posargs)


@nox.session
def regenerate(session: nox.Session) -> None:
    """Write every generated file anew; read the difference before committing it."""
    session.run("python", "scripts/regenerate.py", *session.posargs)
