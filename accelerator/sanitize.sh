#!/bin/sh
# Build the module with the address and undefined-behaviour sanitizers of gcc and run the tests with it:
#     accelerator/sanitize.sh [PYTHON]
# PYTHON has mtcheck's dev extra. Any error ends the run.
set -eu
cd "$(dirname "$0")/.."
python=${1:-python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/mtcheck_fast"
cp accelerator/src/mtcheck_fast/__init__.py "$folder/mtcheck_fast/"
include=$("$python" -c 'import sysconfig; print(sysconfig.get_paths()["include"])')
gcc -g -O1 -std=c11 -Wall -Wextra -Wno-unused-parameter -Werror -fsanitize=address,undefined \
    -fno-sanitize-recover=all -shared -fPIC "-I$include" accelerator/src/mtcheck_fast/_layers.c \
    -o "$folder/mtcheck_fast/_layers.abi3.so"
# Python itself leaks a little at its end; numpy's products have no need to be watched.
ASAN_OPTIONS=detect_leaks=0 LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)" \
    PYTHONMALLOC=malloc PYTHONPATH="$folder:$PWD" \
    "$python" -m pytest -n 0 -q tests/test_accelerator.py tests/test_model.py tests/test_parser.py \
    tests/test_whole_numbers.py -k "not load_time and not processor_can_do"
