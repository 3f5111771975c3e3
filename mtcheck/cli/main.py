"""The program: finds the command that is meant, loads it and runs it."""

from __future__ import annotations

import io
import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import IO, TYPE_CHECKING

import click

from mtcheck.cli import commands
from mtcheck.version import VERSION

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

BROKEN = 2  # usage errors, as those of inputs
INTERRUPTED, BROKEN_PIPE = 130, 141  # as a shell reports SIGINT and SIGPIPE
DEFAULT = "check"
EXAMPLES = """\b
Examples:
  mtcheck article.txt                    check one article
  mtcheck check articles/ --fail-under 80
  mtcheck en.txt --source ar.txt         with what it was translated from
  cat article.txt | mtcheck - --format json
  mtcheck en.txt --spans xcomet.json     with what another reader marks
  mtcheck article.txt --output html:report.html   a page to look at
  mtcheck serve --open                   a page that checks as you type
  mtcheck fix article.txt                show what the safe fixes change
  mtcheck fix article.txt --write        apply them
  mtcheck explain CAP001                 what a rule finds, and why
  mtcheck check . --output sarif:out.sarif --output github
  mtcheck baseline .                     keep what is known: with --baseline only new findings fail
  mtcheck compare old.md new.md          what an edit fixed and broke
  mtcheck rank engine-a/ engine-b/       which has fewer artefacts
  mtcheck corpus run articles/ checked/  tables of articles by the million
  mtcheck init                           a file of settings: phrases of your own, words that are right

\b
A false alarm is silenced in its place by a comment, `<!-- mtcheck: ignore CAP001 -- why -->`,
or by a file article.txt.mtcheck.toml beside the article.

\b
Exit codes: 0 passed; 1 findings above the gate or score under it;
2 usage or input error."""


class Program(click.Group):
    """The commands are the modules of `commands`, loaded when asked for; `mtcheck PATH` means `mtcheck check PATH`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        found: click.Command = getattr(import_module(f"{commands.__name__}.{cmd_name}"), cmd_name)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {o for p in self.get_params(ctx) for o in (*p.opts, *p.secondary_opts)}
        known = self.list_commands(ctx)
        if args and args[0] not in known and args[0] not in own:
            if not ctx.resilient_parsing:
                _refuse_misspelt(args[0], known, ctx)
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; the exit code. Handled here because click has other exit codes for these."""
        try:
            result = super().invoke(ctx)
            if not sys.stdout.closed:  # by the language server
                sys.stdout.flush()
            return result
        except KeyboardInterrupt:
            return INTERRUPTED
        except BrokenPipeError:
            _give_up_stdout()
            return BROKEN_PIPE
        except OSError as e:  # standard output: closed, or its disk is full
            from mtcheck.cli.running import tell

            _give_up_stdout()
            tell(str(e.filename or "standard output"), (e.strerror or str(e)).lower())
            return BROKEN

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]


def _give_up_stdout() -> None:
    """What is still buffered must not fail once more when Python closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse_misspelt(word: str, known: Sequence[str], ctx: click.Context) -> None:
    """Refuse a word that is no file but nearly a command."""
    if not word.isalpha() or os.path.exists(word):
        return
    import difflib

    if close := difflib.get_close_matches(word, known, 1, 0.7):
        raise click.UsageError(f"no command and no file {word!r}; did you mean `mtcheck {close[0]}`?", ctx)


@click.group(
    cls=Program,
    epilog=EXAMPLES,
    context_settings={"max_content_width": 100, "help_option_names": ["-h", "--help"]},
)
@click.version_option(VERSION, "--version", prog_name="mtcheck")
def cli() -> None:
    """Find what machine translation did to English articles: findings, a fix list and a score.

    `mtcheck PATH...` is short for `mtcheck check PATH...`.
    """


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    try:
        _tolerate(sys.stdout)
        _tolerate(sys.stderr)
        code = cli.main(args, prog_name="mtcheck", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.ClickException as e:
        if (told := _harmless(e.message)) != e.message:
            e = click.ClickException(told)
        e.show()
        return BROKEN
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except ValueError as e:
        from mtcheck.checking.packages import BrokenPackage
        from mtcheck.checking.registry import DuplicateRule

        if not isinstance(e, DuplicateRule | BrokenPackage):
            raise
        sys.stderr.write(f"mtcheck: {_harmless(str(e))}\n")  # whoever wrote the rule wants to read it, not a traceback
        return BROKEN


def _harmless(message: str) -> str:
    """A message that may quote what stands in files: without escape codes, and no command for the log of a CI."""
    if message.isprintable() and "##" not in message:
        return message
    from mtcheck.report.cells import harmless, shown

    return harmless(shown(message))


def _tolerate(stream: IO[str]) -> None:
    """Show characters that the stream's encoding lacks as escapes instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
