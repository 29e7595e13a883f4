"""Plain requests to a calendar, for tests that count what the server acknowledged."""

from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree import ElementTree

import requests

from support.team import Member

DAV = "{DAV:}"
SYNC_COLLECTION = """<?xml version="1.0" encoding="utf-8"?>
<sync-collection xmlns="DAV:">
  <sync-token>{token}</sync-token><sync-level>1</sync-level><prop><getetag/></prop>
</sync-collection>"""


@dataclass(frozen=True)
class Changes:
    """What a sync-collection REPORT tells: the names of members with their ETags, and of those that are gone."""

    token: str
    etags: dict[str, str]
    gone: set[str]


class CalendarClient:
    """One connection of a member to one calendar. Whatever is not acknowledged is an exception."""

    def __init__(self, url: str, member: Member):
        self.url = url
        self._session = requests.Session()
        self._session.auth = member.credentials

    def put(self, name: str, text: bytes) -> None:
        self._request("PUT", name, text, "text/calendar")

    def delete(self, name: str) -> None:
        self._request("DELETE", name)

    def get(self, name: str) -> bytes:
        return self._request("GET", name).content

    def changes_since(self, token: str) -> Changes:
        body = SYNC_COLLECTION.format(token=token).encode()
        multistatus = ElementTree.fromstring(self._request("REPORT", "", body, "application/xml").content)
        etags, gone = {}, set()
        for response in multistatus.iter(f"{DAV}response"):
            name = response.findtext(f"{DAV}href").rsplit("/", 1)[-1]
            status = response.findtext(f"{DAV}status")
            if status is None:
                etags[name] = response.findtext(f".//{DAV}getetag")
            elif "404" in status:
                gone.add(name)
        return Changes(multistatus.findtext(f"{DAV}sync-token"), etags, gone)

    def _request(self, method: str, name: str, body: bytes = b"", content_type: str = "") -> requests.Response:
        headers = {"Content-Type": content_type}
        answer = self._session.request(method, urljoin(self.url, name), data=body, headers=headers, timeout=30)
        answer.raise_for_status()
        return answer
