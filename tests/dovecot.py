"""A throwaway IMAP server for the tests, made from the system's own Dovecot.

Run as a program it makes a configuration and a certificate in a temporary folder, starts a server
of its own on this machine alone, prints what it made on one line of JSON, and waits for its
standard input to close. That happens when the tests end, however they end; then it stops the
server and removes the folder. Nothing is asked of a Dovecot that may already be running.

Any user may be opened with the password; a user's messages are files of their own making.
"""

import grp
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

MISSING = "Dovecot is not installed; run `sh .ci/native test` to install it, then try again."
PLACES = ("/usr/sbin/dovecot", "/usr/local/sbin/dovecot", "/opt/homebrew/sbin/dovecot")
PASSWORD = "four-words-of-mail"  # for every user
PATIENCE = 30  # seconds for the server to answer; it takes less than one

COMMON = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = yes
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = {uid}
first_valid_gid = {gid}
mail_fsync = never
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls}
  }}
}}
"""
SINCE_2_4 = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = {folder}/mail/%{{user}}
ssl_server_cert_file = {folder}/certificate.pem
ssl_server_key_file = {folder}/key.pem
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {folder}/mail
  }}
}}
"""
BEFORE_2_4 = """
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail
}}
"""


def program() -> str | None:
    """Where it is, or None where there is none."""
    return shutil.which("dovecot") or next((each for each in PLACES if Path(each).exists()), None)


def as_server() -> pwd.struct_passwd:
    """Who the server runs as: root may open no mailbox."""
    return pwd.getpwuid(os.geteuid()) if os.geteuid() else pwd.getpwnam("nobody")


def free_ports(number: int) -> list[int]:
    """That many ports nobody listens at."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [int(each.getsockname()[1]) for each in held]
    for each in held:
        each.close()
    return ports


def make_certificate(folder: Path) -> None:
    """A certificate for this machine that nobody trusts unless they are told to."""
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    make += ["-nodes", "-days", "2", "-subj", "/CN=localhost"]
    make += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run([*make, *files], check=True, capture_output=True)


def make(folder: Path, found: str) -> dict[str, Any]:
    """Lay out all it needs in `folder`; what the tests are told."""
    who = as_server()
    port, tls = free_ports(2)
    told = {"port": port, "tls": tls, "password": PASSWORD, "mail": str(folder / "mail")}
    version = subprocess.run([found, "--version"], check=True, capture_output=True, text=True)
    newer = tuple(map(int, version.stdout.split(".")[:2])) >= (2, 4)
    values = told | {"folder": folder, "uid": who.pw_uid, "gid": who.pw_gid, "user": who.pw_name}
    values["group"] = grp.getgrgid(who.pw_gid).gr_name
    written = SINCE_2_4 + COMMON if newer else COMMON + BEFORE_2_4
    (folder / "conf").write_text(written.format(**values))
    make_certificate(folder)
    for each in ("run", "state", "mail"):
        (folder / each).mkdir()
    if os.geteuid() == 0:
        for each in (folder, *folder.iterdir()):
            os.chown(each, who.pw_uid, who.pw_gid)
    return told | {"certificate": str(folder / "certificate.pem"), "owner": who.pw_uid}


def start(folder: Path, found: str, port: int) -> "subprocess.Popen[bytes]":
    """Start the server, and wait until it answers."""
    who = as_server()
    drop: dict[str, Any] = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    server = subprocess.Popen(
        [found, "-F", "-c", folder / "conf"], cwd=folder,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **({} if os.geteuid() else drop),
    )  # fmt: skip
    patience = time.monotonic() + PATIENCE
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
                if line.recv(4) == b"* OK":
                    return server
        except OSError:
            pass
        if server.poll() is not None or time.monotonic() > patience:
            server.kill()
            said = server.stdout.read().decode(errors="replace") if server.stdout else ""
            log = folder / "log"
            said += log.read_text(errors="replace") if log.exists() else ""
            sys.exit(f"Dovecot did not start: {said}")
        time.sleep(0.02)


def main() -> None:
    """Serve until standard input closes."""
    found = program()
    if found is None:
        sys.exit(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="foil-imap-"))
    try:
        told = make(folder, found)
        server = start(folder, found, told["port"])
        print(json.dumps(told), flush=True)
        sys.stdin.buffer.read()
        server.send_signal(signal.SIGTERM)
        server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
