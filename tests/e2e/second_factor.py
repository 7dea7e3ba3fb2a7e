"""The other half of a sign-in: codes of an authenticator app (RFC 6238), and a passkey in Chromium's virtual authenticator."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import Any


def code_now(secret: str) -> str:
    """The six digits that an app shows for a base32 secret (HMAC-SHA-1 over the count of half minutes), good for 5 s or more."""
    time.sleep(max(0.0, time.time() % 30 - 25) and 30 - time.time() % 30)
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def give_authenticator(page: Any) -> None:
    """A device with a fingerprint reader that always says yes, as far as the page can tell."""
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def add_passkey(page: Any) -> None:
    """For a person who has just signed in and has an authenticator: ends on the page of recovery codes or the overview."""
    page.goto("/konto/zwei-faktor/webauthn/add/")
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/add/" not in url)
