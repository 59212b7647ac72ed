#!/usr/bin/env python3
"""Compares random networks with PyTorch.

Run:  python3 tests/differential/generate.py --seed 1 --count 40     (needs `pip install torch numpy safetensors`)

It draws networks, computes them with PyTorch in f64, writes a Rust program with the same networks, and runs it. README.md says more.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left in this folder

import torch
from safetensors.torch import save_file

from cases import Case
from compute import compute

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TRIES = 40  # of other data for a network

MANIFEST = """[package]
name = "networks"
version = "0.0.0"
edition = "2024"

[dependencies]
differential = {{ path = "{here}" }}
nn-core = {{ path = "{root}/nn-core" }}

[features]
parallel = ["differential/parallel"]

[profile.dev]
debug = false
incremental = false

[workspace]
"""

MAIN = """//! Random networks, written by tests/differential/generate.py.
#![recursion_limit = "256"]
#![allow(dead_code, unused_imports)]

{modules}

fn main() -> std::process::ExitCode {{
    differential::run(&[
{rows}
    ])
}}
"""

MODULE = """mod network_{index} {{
    use nn_core::prelude::*;

{declarations}

    pub fn check(report: &mut differential::Report) {{
        let loss = {loss};
        differential::check::<{batch}, Network, _, {target}, _>(report, loss, differential::{rows}, || Ok({learner}));
    }}
}}"""


def module(index, case):
    """The module of a network, and its row in the program's list."""
    declarations = [*case.draw.types, case.declaration]
    if case.is_online:
        learner = f"Online::<Network, _>::new(loss, {case.optimizer_text})?"
    else:
        learner = f"Trainer::<Network, _, _, {case.room}>::boxed(loss, {case.optimizer_text})"
    text = MODULE.format(
        index=index,
        declarations="\n".join(f"    {declaration}" for declaration in declarations),
        loss=case.loss_text.replace("?", ".expect(\"a delta\")"),
        batch=case.samples,
        target=case.index_type or "<Network as Layer>::Output",
        rows="classes" if case.index_type else "rows",
        learner=learner,
    )
    shown = f"{' '.join(declarations)} | {case.loss_text}, {'Online, ' * case.is_online}{case.optimizer_text}, {case.samples} samples"
    return text, f"        differential::Case {{ index: {index}, text: {quoted(shown)}, check: network_{index}::check }},"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def prepare(seed, index, folder):
    """Draws a network, computes it and writes its files. Nothing if f32 might decide otherwise at a kink, whatever the data."""
    case = Case(seed, index)
    case.model.double()
    for _ in range(TRIES):
        case.redraw()
        found = compute(case)
        if found:
            break
    else:
        return None
    want, limits = found
    flat = lambda tensors: {name: tensor.detach().flatten().to(torch.float64).contiguous() for name, tensor in tensors.items()}
    state = {name: tensor.float() if tensor.is_floating_point() else tensor for name, tensor in case.model.state_dict().items()}
    save_file({name: tensor.contiguous() for name, tensor in state.items()}, folder / f"{index}.start.safetensors")
    save_file(flat({"input": case.inputs, "target": case.targets}), folder / f"{index}.data.safetensors")
    save_file(flat(want), folder / f"{index}.want.safetensors")
    save_file(flat(limits), folder / f"{index}.limit.safetensors")
    return module(index, case)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=40, help="how many networks")
    parser.add_argument("--only", type=int, nargs="+", help="the networks with these numbers alone")
    parser.add_argument("--out", type=Path, default=ROOT / "target" / "differential", help="where the program and its data go")
    parser.add_argument("--parallel", action="store_true", help="with threads")
    options = parser.parse_args()
    torch.set_num_threads(1)

    data = options.out / f"data-{options.seed}"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    (options.out / "src").mkdir(exist_ok=True)
    networks = {index: prepare(options.seed, index, data) for index in options.only or range(options.count)}
    skipped = [index for index, network in networks.items() if not network]
    modules = [network for network in networks.values() if network]
    (options.out / "Cargo.toml").write_text(MANIFEST.format(here=HERE.as_posix(), root=ROOT.as_posix()))
    shutil.copy(HERE / "Cargo.lock", options.out / "Cargo.lock")
    main = MAIN.format(modules="\n\n".join(text for text, _ in modules), rows="\n".join(row for _, row in modules))
    (options.out / "src" / "main.rs").write_text(main)

    print(f"seed {options.seed}: {len(modules)} networks" + f", without {skipped}, which are always near a kink" * bool(skipped), flush=True)
    command = ["cargo", "run", "--quiet", "--manifest-path", options.out / "Cargo.toml", *["--features=parallel"] * options.parallel, "--", data]
    status = subprocess.run(command).returncode
    if status:
        print(f"to see one again: python3 tests/differential/generate.py --seed {options.seed} --only NUMBER")
    sys.exit(status)


if __name__ == "__main__":
    main()
