"""A mail server that others wrote (Debian's python3-aiosmtpd): STARTTLS and authentication demanded. Each mail is parsed by Python's own
e-mail library and printed as a line of JSON. The first line printed is the port. Ends when its standard input does.

usage: smtp_server.py CERTIFICATE.pem KEY.pem USER PASSWORD
"""

import asyncio
import json
import ssl
import sys
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Server(SMTP):
    # aiosmtpd knows mechanisms in capitals only; the .NET client writes "AUTH login", which Postfix, Exim and Exchange take.
    async def smtp_AUTH(self, arg):
        mechanism, *rest = (arg or "").split(" ", 1)
        await super().smtp_AUTH(" ".join([mechanism.upper(), *rest]))


class Handler:
    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        print(json.dumps({
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "encrypted": session.ssl is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "subject": mail["Subject"],
            "messageId": mail["Message-ID"],
            "from": str(mail["From"]),
            "to": str(mail["To"]),
            "defects": [str(defect) for part in mail.walk() for defect in part.defects],
            "type": mail.get_content_type(),
            "parts": [{"type": part.get_content_type(), "text": part.get_content()} for part in mail.iter_parts()],
        }), flush=True)
        return "250 2.0.0 taken"


def authenticator(user, password):
    def check(server, session, envelope, mechanism, data):
        good = isinstance(data, LoginPassword) and data == LoginPassword(user.encode(), password.encode())
        return AuthResult(success=good, handled=False, auth_data=data if good else None)
    return check


async def main(certificate, key, user, password):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Server(Handler(), tls_context=context, require_starttls=True, auth_required=True, authenticator=authenticator(user, password), hostname="localhost"),
        "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main(*sys.argv[1:5]))
