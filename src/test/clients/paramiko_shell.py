"""A shell by paramiko on standard input and output: PORT USER METHOD PASSWORD."""

import os
import sys
import threading

import paramiko

port, user, method, password = sys.argv[1:]

transport = paramiko.Transport(("127.0.0.1", int(port)))
transport.start_client()
if method == "none":
    transport.auth_none(user)
elif method == "password":
    transport.auth_password(user, password, fallback=False)
else:
    transport.auth_interactive(user, lambda title, told, prompts: [password] * len(prompts))

shell = transport.open_session()
shell.get_pty("xterm", 80, 24)
shell.invoke_shell()


def pass_keys_on():
    while keys := os.read(0, 1024):
        shell.sendall(keys)


threading.Thread(target=pass_keys_on, daemon=True).start()
while drawing := shell.recv(65536):
    os.write(1, drawing)
status = shell.recv_exit_status()
transport.close()
sys.exit(status)
