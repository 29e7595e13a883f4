"""Where a server under test keeps its data, as options of its command line."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SqliteFolder:
    folder: Path

    @property
    def options(self) -> list[str]:
        return ["--data", str(self.folder)]


@dataclass(frozen=True)
class PostgresDatabase:
    url: str

    @property
    def options(self) -> list[str]:
        return ["--store", self.url]


Store = SqliteFolder | PostgresDatabase
