"""Federated averaging of a network of nn-core with a hundred clients of Flower: see README.md."""

import argparse
import subprocess
import tempfile
import time
from pathlib import Path

from flwr.app import Array, ArrayRecord, Context, Message, MetricRecord, RecordDict
from flwr.clientapp import ClientApp
from flwr.serverapp import Grid, ServerApp
from flwr.serverapp.strategy import FedAvg
from flwr.simulation import run_simulation
from safetensors.numpy import load_file, save_file

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("program", help="the example `federated`, built with --release", type=Path)
parser.add_argument("--clients", type=int, default=100)
parser.add_argument("--fraction", type=float, default=0.1, help="of the clients, in each round")
parser.add_argument("--rounds", type=int, default=20)
parser.add_argument("--epochs", type=int, default=5, help="of a client in each round")
parser.add_argument("--sorted", action="store_true", help="digits of about two classes for each client")
options = parser.parse_args()
program = options.program.resolve()


def call(command, arrays=None, *arguments):
    """Runs the program. Returns the network that it wrote, if any, and the numbers that it printed."""
    with tempfile.TemporaryDirectory() as folder:
        given, written = Path(folder, "given.safetensors"), Path(folder, "written.safetensors")
        files = [] if arrays is None else [given]
        if arrays is not None:
            save_file({name: array.numpy() for name, array in arrays.items()}, given)
        if command != "test":
            files.append(written)
        run = [program, command, *files, *arguments]
        lines = subprocess.run(run, check=True, capture_output=True, text=True).stdout.splitlines()
        numbers = {name: float(value) for name, value in map(str.split, lines)}
        if not written.exists():
            return None, numbers
        return ArrayRecord({name: Array(value) for name, value in load_file(written).items()}), numbers


client_app, server_app = ClientApp(), ServerApp()


@client_app.train()
def train(message: Message, context: Context):
    client = ["--client", str(context.node_config["partition-id"]), "--clients", str(options.clients)]
    sort = ["--sorted"] if options.sorted else []
    arrays, numbers = call("train", message.content["arrays"], *client, "--epochs", str(options.epochs), *sort)
    return Message(RecordDict({"arrays": arrays, "metrics": MetricRecord(numbers)}), reply_to=message)


@server_app.main()
def main(grid: Grid, context: Context):
    start = time.monotonic()

    def evaluate(number, arrays):
        accuracy = 100 * call("test", arrays)[1]["accuracy"]
        print(f"round {number:>3}   accuracy {accuracy:6.2f} %   {time.monotonic() - start:6.1f} s", flush=True)
        return MetricRecord({"accuracy": accuracy})

    strategy = FedAvg(fraction_train=options.fraction, fraction_evaluate=0.0)
    strategy.start(grid, call("begin")[0], num_rounds=options.rounds, evaluate_fn=evaluate)


if __name__ == "__main__":
    run_simulation(server_app, client_app, options.clients, backend_config={"client_resources": {"num_cpus": 1}})
