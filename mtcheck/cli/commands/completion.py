"""`mtcheck completion`: the script by which a shell completes words."""

from __future__ import annotations

import click

from mtcheck.cli.options import command


@command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a completion script.

    \b
    bash:  mtcheck completion bash > ~/.local/share/bash-completion/completions/mtcheck
    zsh:   mtcheck completion zsh > a file _mtcheck in a folder of $fpath
    fish:  mtcheck completion fish > ~/.config/fish/completions/mtcheck.fish
    """
    from click.shell_completion import get_completion_class

    maker = get_completion_class(shell)
    assert maker is not None  # click knows all three
    click.echo(maker(context.find_root().command, {}, "mtcheck", "_MTCHECK_COMPLETE").source())
