"""The extension module; all else is in pyproject.toml. Nothing is fetched."""

import sys

from setuptools import Extension, setup

WARNINGS = [] if sys.platform == "win32" else ["-O3", "-Wall", "-Wextra", "-Wno-unused-parameter", "-std=c11"]

setup(
    ext_modules=[
        Extension(
            "mtcheck_fast._layers",
            ["src/mtcheck_fast/_layers.c"],
            depends=["src/mtcheck_fast/_parser.h"],
            extra_compile_args=WARNINGS,
            py_limited_api=True,
        )
    ],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
