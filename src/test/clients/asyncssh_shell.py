"""A shell by asyncssh on standard input and output: PORT USER METHOD PASSWORD."""

import asyncio
import os
import sys

import asyncssh

port, user, method, password = sys.argv[1:]


async def run():
    async with asyncssh.connect(
        "127.0.0.1",
        int(port),
        username=user,
        password=None if method == "none" else password,
        preferred_auth=method,
        known_hosts=None,
        client_keys=None,
        config=None,
    ) as connection:
        # Of no size, as by default.
        shell = await connection.create_process(
            term_type="xterm",
            encoding=None,
            stdin=os.fdopen(0, "rb", buffering=0),
            stdout=os.fdopen(1, "wb", buffering=0),
        )
        return (await shell.wait()).exit_status


status = asyncio.run(run())
sys.exit(255 if status is None else status)
