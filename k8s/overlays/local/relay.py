"""Relays 127.0.0.1:4566 to the local AWS: over plain HTTP the AWS SDK accepts credentials from loopback only."""

import asyncio
import signal


async def relay(reader, writer):
    try:
        local_aws = await asyncio.open_connection("local-aws", 4566)
    except OSError as error:
        print(f"the local AWS cannot be reached: {error}", flush=True)
        writer.close()
        return
    await asyncio.gather(copy(reader, local_aws[1]), copy(local_aws[0], writer))


async def copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def main():
    # The first process of a container gets no signal that it does not ask for.
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await asyncio.start_server(relay, "127.0.0.1", 4566)
    await ended.wait()


asyncio.run(main())
