"""The settings in force for a run, and what they mean for each file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mtcheck.checking.gate import Area, Gate, Gates
from mtcheck.checking.scoring import Calibration
from mtcheck.checking.settings import Settings
from mtcheck.lint.findings import Severity
from mtcheck.project.environment import variable_of
from mtcheck.project.globs import Filter, Globs
from mtcheck.project.keys import ConfigError
from mtcheck.project.trust import inside, tree_of, writable
from mtcheck.reading.base import Options

if TYPE_CHECKING:
    from mtcheck.checking.own import PhraseRow

COMMAND = "command line"  # the origin of settings that are options
OPTIONS = ("entities", "accept", "names", "terms")  # what the configuration tells the rules


@dataclass(frozen=True, eq=False, repr=False)
class Project:
    """Values by key, and where each came from. Globs and file names in it are relative to `root`."""

    root: str
    file: str | None
    values: Mapping[str, Any]
    origins: Mapping[str, str]
    vouched: bool = False  # whether the command line names the file

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def given(self, name: str) -> bool:
        """Whether whoever runs mtcheck gave the value, as an option or in the environment; such files count from the
        working folder."""
        return self.origins[name] in (COMMAND, variable_of(name))

    def path(self, name: str, *, write: bool = False) -> str | None:
        """A file that a key names, from the working folder; None if the key is not set.

        Raises ConfigError for one that settings found in a tree may not read or `write`."""
        value: str | None = self.values[name]
        if value is None or self.given(name):
            return value
        return self.reached(name, value, write=write)

    def reached(self, name: str, value: str, *, write: bool) -> str:
        """The file that a value of a key names. Raises as `path`."""
        path = os.path.join(self.root, value)
        if self.vouched or (writable(path, self.root) if write else inside(path, tree_of(self.root))):
            return path
        where = self.origins[name] if self.file else "no configuration"
        raise ConfigError(
            f"{where}: {name} = {value!r} leads out of the tree, or is no usual file; "
            "if you trust it, give it or --config on the command line"
        )

    def sending(self, name: str) -> str | None:
        """A value that decides where texts are sent, or what that costs. Raises ConfigError for one that settings found
        in a tree hold: whoever wrote the tree could have an article and a key sent anywhere."""
        value: str | None = self.values[name]
        if value is None or self.vouched or self.given(name):
            return value
        raise ConfigError(
            f"{self.origins[name]}: {name} decides where articles are sent, so it counts only as an option, as "
            f"{variable_of(name)}, or in a file named with --config"
        )

    @property
    def old_bars(self) -> list[str]:
        """Keys of the configuration file that hold scores without saying of which model: bars set for the linear scores
        of before mean something else now."""
        if self.file is None or self.origins["scoring"] != "default":
            return []
        elsewhere = ("default", f"profile {self.values['profile']}")
        keys = ("fail-under", "threshold", "allowed")
        return [k for k in keys if self.origins[k] not in elsewhere and not self.given(k)]

    @cached_property
    def settings(self) -> Settings:
        """For files that no glob singles out. Raises ConfigError for a rule that does not exist."""
        return self._settings(self.values, ())

    def settings_for(self, path: str | None) -> Settings:
        """The settings of a check of this file."""
        ignores = tuple(rule for globs, rules in self._ignores if path and globs.match(path) for rule in rules)
        tables = [table for globs, table in self._paths if path and globs.match(path)]
        if not ignores and not tables:
            return self.settings
        values = dict(self.values)
        for table in tables:
            values.update(table)
        return self._settings(values, (*ignores, *(r for t in tables for r in t.get("ignore", ()))))

    def _settings(self, values: Mapping[str, Any], ignored: tuple[str, ...]) -> Settings:
        key = (values["min-confidence"], values["threshold"], values["allowed"], values["scoring"], ignored)
        if key not in self._made:
            self._made[key] = Settings(
                select=self._selected,
                ignore=tuple(dict.fromkeys((*self.values["ignore"], *ignored))),
                min_confidence=float(values["min-confidence"]),
                preview=self.values["preview"],
                calibration=Calibration(float(values["threshold"]), float(values["allowed"]), values["scoring"]),
                profile=self.values["profile"],
                options={n: self.values[n] for n in OPTIONS if self.values[n]} | self.lists,
                source_lang=self.values["source-lang"],
                phrases=self.phrases,
            )
        return self._made[key]

    @cached_property
    def phrases(self) -> tuple[PhraseRow, ...]:
        """Rules of one's own that are phrases."""
        if not self.values["phrases"]:
            return ()
        from mtcheck.project.phrases import rows_of

        return rows_of(self.values["phrases"])

    @cached_property
    def lists(self) -> dict[str, Any]:
        """What the files of terms hold, by the name of the rules' option. Raises ConfigError."""
        if not (self.values["glossary"] or self.values["forbidden-terms"]):
            return {}
        from mtcheck.project.terms import Unusable, read_forbidden, read_glossary

        out: dict[str, Any] = {}
        try:
            if glossary := self.path("glossary"):
                out["glossary"] = read_glossary(glossary, self.values["max-file-size"])
            if forbidden := self.path("forbidden-terms"):
                out["forbidden"] = read_forbidden(forbidden, self.values["max-file-size"])
        except Unusable as e:
            raise ConfigError(str(e)) from None
        return out

    @cached_property
    def _made(self) -> dict[Any, Settings]:
        return {}

    @cached_property
    def _selected(self) -> tuple[str, ...]:
        select: list[str] = self.values["select"]
        more: list[str] = self.values["extend-select"]
        if not more or select:
            return (*select, *more)
        from mtcheck.checking.checker import active

        usual = active(Settings(preview=self.values["preview"], phrases=self.phrases), bilingual=True)
        return (*usual.codes, *more)

    @cached_property
    def _ignores(self) -> list[tuple[Globs, list[str]]]:
        return [(Globs(self.root, [glob]), rules) for glob, rules in self.values["per-file-ignores"].items()]

    @cached_property
    def _paths(self) -> list[tuple[Globs, Mapping[str, Any]]]:
        return [(Globs(self.root, [glob]), table) for glob, table in self.values["per-path"].items()]

    @cached_property
    def severities(self) -> Mapping[str, Severity]:
        """Severities by code, for files that no glob singles out."""
        return self._severities(self.values["severity"])

    def severities_for(self, path: str | None) -> Mapping[str, Severity]:
        """Severities by code that differ from the rules' own."""
        out = self.severities
        for globs, table in self._paths:
            if path and "severity" in table and globs.match(path):
                out = {**out, **self._severities(table["severity"])}
        return out

    @cached_property
    def accepted(self) -> frozenset[str]:
        """Words that are right as they stand."""
        return frozenset((*self.values["accept"], *self.values["names"], *self.values["terms"]))

    def gates(self, *, off: bool = False) -> Gates:
        """What files must pass, and the run as a whole."""
        areas = [
            Area(glob, globs.match, self._gate({**self.values, **table}, off))
            for glob, (globs, table) in zip(self.values["per-path"], self._paths, strict=True)
        ]
        return Gates(self._gate(self.values, off), areas)

    @cached_property
    def reading(self) -> Options:
        """What readers need to know."""
        v = self.values
        return Options(
            tuple(v["front-matter"]), v["html-selector"], tuple(v["json-pointer"]), v["source-lang"], v["encoding"]
        )

    @cached_property
    def filter(self) -> Filter:
        """What is left out of folders."""
        return Filter(self.root, self.values["exclude"], self.values["include"], self.values["respect-gitignore"])

    def check_rules(self) -> None:
        """Refuse rules that do not exist, wherever they are named, and globs that mean nothing. Raises ConfigError,
        with the nearest name."""
        _ = self._ignores, self._paths, self.filter
        from mtcheck.checking.registry import UnknownRule

        self._check_phrases()
        for where, words in self._rule_words():
            for word in words:
                try:
                    self._matching(word)
                except UnknownRule as e:
                    raise ConfigError(f"{where}: {e}") from None

    def _check_phrases(self) -> None:
        if not self.phrases:
            return
        from mtcheck.checking.own import UnusablePhrase
        from mtcheck.checking.registry import target_rules

        try:
            target_rules(phrases=self.phrases)
        except UnusablePhrase as e:
            raise ConfigError(f"{self.origins['phrases']}: phrases: {e}") from None

    def _matching(self, word: str) -> frozenset[str]:
        from mtcheck.checking.registry import matching

        return matching(word, phrases=self.phrases)

    def _severities(self, table: Mapping[str, str]) -> dict[str, Severity]:
        return {code: Severity(value) for word, value in table.items() for code in self._matching(word)}

    def _gate(self, values: Mapping[str, Any], off: bool) -> Gate:
        fail_on = values["fail-on"]
        return Gate(
            Severity(fail_on) if fail_on else None,
            values["fail-under"],
            off,
            values["max-findings"],
            self._most(values["max-per-rule"]),
        )

    def _most(self, value: int | Mapping[str, int] | None) -> Mapping[str, int] | None:
        """Limits by code; the key "" holds for all rules."""
        if value is None or isinstance(value, int):
            return None if value is None else {"": value}
        return {code: n for word, n in value.items() for code in self._matching(word)}

    def _rule_words(self) -> list[tuple[str, list[str]]]:
        def place(key: str) -> str:
            return key if self.origins[key] == COMMAND else f"{self.origins[key]}: {key}"

        v = self.values
        out = [(place(key), v[key]) for key in ("select", "extend-select", "ignore", "severity")]
        out += [(f'{place("per-file-ignores")}."{glob}"', rules) for glob, rules in v["per-file-ignores"].items()]
        for where, table in [("max-per-rule", v), *((f'per-path."{g}"', t) for g, t in v["per-path"].items())]:
            out.append((where, table.get("ignore", []) if table is not v else []))
            out.append((where, list(table.get("severity", {})) if table is not v else []))
            most = table.get("max-per-rule")
            out.append((where, list(most) if isinstance(most, dict) else []))
        return [(where, list(words)) for where, words in out if words]
