"""Verifies a call of Standard Webhooks as its specification says, with Python's own library. Reads one JSON object
{"secret", "headers", "body" (base64)} and prints "good" or what is wrong."""

import base64
import hashlib
import hmac
import json
import sys

call = json.load(sys.stdin)
headers = {name.lower(): value for name, value in call["headers"].items()}
body = base64.b64decode(call["body"])
key = base64.b64decode(call["secret"].removeprefix("whsec_"))
signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
versions = [word.split(",", 1) for word in headers["webhook-signature"].split(" ")]
if not any(version == "v1" and hmac.compare_digest(signature, expected) for version, signature in versions):
    print("wrong signature")
elif "application/json" not in headers.get("content-type", ""):
    print("wrong type")
else:
    json.loads(body)
    print("good")
