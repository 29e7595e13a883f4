"""The members that the tests sign in as."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    login: str
    password: str

    @property
    def credentials(self) -> tuple[str, str]:
        return self.login, self.password


ANNA = Member("anna", "anna keeps the agenda")
BEN = Member("ben", "ben keeps another one")

TEAM_FILE = f"""
[team]
name = "End to end"
time_zone = "Europe/Berlin"

[[members]]
login = "{ANNA.login}"
name = "Anna Brown"
emails = ["anna@example.com"]
password = "{ANNA.password}"
admin = true

[[members]]
login = "{BEN.login}"
name = "Ben Carter"
emails = ["ben@example.com"]
password = "{BEN.password}"
"""
