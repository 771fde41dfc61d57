#!/usr/bin/env python3
"""Opens, reads, upgrades and downgrades a session with Python's standard library."""
import hashlib
import hmac
import json
import os
import secrets
import time
import urllib.parse
import urllib.request

BASE_URL = os.environ.get("BASE_URL", "http://localhost:8080")


def call(method, path, token=None, parameters=None):
    request = urllib.request.Request(BASE_URL + path, method=method)
    if token:
        request.add_header("QB-Token", token)
    body = urllib.parse.urlencode(parameters).encode() if parameters else None
    with urllib.request.urlopen(request, body) as answer:
        return json.load(answer)


def signed(parameters):
    base = "&".join(sorted(f"{name}={value}" for name, value in parameters.items()))
    secret = os.environ.get("AUTH_SECRET", "demo-auth-secret")
    signature = hmac.new(secret.encode(), base.encode(), hashlib.sha256).hexdigest()
    return {**parameters, "signature": signature}


session = call("POST", "/session.json", parameters=signed({
    "application_id": os.environ.get("APPLICATION_ID", "92"),
    "auth_key": os.environ.get("AUTH_KEY", "WzRAY9vrGmb6FfP"),
    "nonce": secrets.randbelow(2**31),
    "timestamp": int(time.time()),
}))
token = session["token"]
print(f"opened session {session['id']} of application {session['application_id']}")
print(f"its user is {call('GET', '/session.json', token)['user_id']}")

call("POST", "/login.json", token, {
    "login": os.environ.get("USER_LOGIN", "demo"),
    "password": os.environ.get("USER_PASSWORD", "demo-password"),
})
print(f"logged in as user {call('GET', '/session.json', token)['user_id']}")

call("DELETE", "/session.json", token)
print(f"downgraded, its user is {call('GET', '/session.json', token)['user_id']}")
