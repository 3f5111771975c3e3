"""The measuring kit: figures on public data that anyone can rerun, one command for each table.

    python -m benchmarks.kit human --data DATA       # or pairs, pronouns, words, marked
    python -m benchmarks.kit fetch --data DATA       # brings the data from their public places, each with its licence
    python -m benchmarks.kit page                    # docs/figures.md from benchmarks/results/

DATA holds a folder for each data set, as its repository has it (places.py names them). Other checkers that are
installed are measured in the same run (checkers.py). A result names the versions, the machine and a digest of the data.
"""
