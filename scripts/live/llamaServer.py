"""llama.cpp's own HTTP server, as the package xllamacpp carries it, as a process with llama-server's options.

Its first line on standard output is the address. It ends with SIGTERM, or when standard input closes.
"""

import argparse
import os
import sys
import threading

import xllamacpp


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--model", required=True)
    options.add_argument("--alias", required=True)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("-c", dest="context", type=int, default=4096)
    options.add_argument("-np", dest="slots", type=int, default=1)
    options.add_argument("-b", dest="batch", type=int)
    options.add_argument("--api-key")
    options.add_argument("--temp", type=float)
    options.add_argument("-t", dest="threads", type=int, default=1)
    options.add_argument("--cache-reuse", dest="reuse", type=int, default=0)
    given = options.parse_args()

    params = xllamacpp.CommonParams()
    params.model.path = given.model
    params.model_alias = {given.alias}
    params.hostnames = ["127.0.0.1"]
    params.port = given.port
    params.n_ctx = given.context
    params.n_parallel = given.slots
    if given.batch:
        params.n_batch = given.batch
        params.n_ubatch = min(given.batch, params.n_ubatch)
    if given.temp is not None:
        params.sampling.temp = given.temp
    if given.api_key:
        params.api_keys = [given.api_key]
    # Several threads wait for each other in a loop, which costs more than it brings where others work beside them.
    params.cpuparams.n_threads = given.threads
    params.cpuparams_batch.n_threads = given.threads
    params.n_cache_reuse = given.reuse
    params.n_gpu_layers = 0
    params.endpoint_metrics = True
    params.endpoint_slots = True

    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)

    # A server that is computing does not listen to Python's signals, so its end is not asked for but made.
    def end_with_parent() -> None:
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=end_with_parent, daemon=True).start()
    threading.Event().wait()


main()
