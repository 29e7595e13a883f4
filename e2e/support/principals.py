"""Members signed in with python-caldav."""

import caldav

from support.server import Server
from support.team import Member


def principal(server: Server, member: Member) -> caldav.Principal:
    """Finds the member's principal with nothing but the address of the server."""
    client = caldav.DAVClient(
        url=server.url, username=member.login, password=member.password, enable_rfc6764=False, require_tls=False
    )
    return client.principal()
