"""The arithmetic of mtcheck's reading model and parser, compiled. mtcheck uses it where it is installed.

Not an interface for anybody else: it changes with mtcheck, and `FORMAT` says which shape of the layers it is for.
"""

from mtcheck_fast._layers import Encoder, Parser, processor

__all__ = ["FORMAT", "Encoder", "Parser", "processor"]

FORMAT = 1
