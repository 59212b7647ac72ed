//! A controller that is proved to brake before an obstacle: `cargo run --release --example controller`
//!
//! A network of 337 parameters learns to drive a cart to an obstacle and to stop there. Then it is proved, for the network of `f32` and
//! for that of `i8`, that no safe state is followed by an unsafe one, whatever is measured within the errors of the sensors. The shipped
//! networks are proved in a test, and partly by the compiler.

mod cart;
mod drive;
mod policy;
mod proof;
mod safety;
#[cfg(test)]
mod tests;
mod training;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use examples::ending;
use nn_core::instruction_set::InstructionSet;
use nn_core::prelude::*;
use nn_core::verify::{Interval, Property, Verdict, Verifier, VerifierI8};

use policy::{CONTROLLER, CONTROLLER8, Controller, Controller8};
use training::Trained;

/// Trains a controller, and proves that it brakes before an obstacle
#[derive(Debug, Clone, Parser)]
#[command(name = "controller")]
struct Options {
    /// Passes over the samples
    #[arg(long, value_name = "COUNT", default_value = "300", value_parser = clap::value_parser!(u16).range(1..))]
    epochs: u16,
    /// Seed of all random numbers
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    seed: u64,
    /// Does not train, but uses the shipped networks
    #[arg(long)]
    shipped: bool,
    /// Directory into which the trained networks are written
    #[arg(long, value_name = "DIR")]
    save: Option<PathBuf>,
}

fn main() -> ExitCode {
    ending::code(run(&Options::parse()))
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    InstructionSet::Portable.select()?;
    let Trained { net, net8, error } = if options.shipped {
        let (net, net8) = (Box::new(CONTROLLER.clone()), Box::new(CONTROLLER8.clone()));
        Trained {
            net,
            net8,
            error: f32::NAN,
        }
    } else {
        training::train(options.epochs.into(), options.seed)?
    };
    if !error.is_nan() {
        println!("trained: {error:.4} from the rule");
    }
    if let Some(directory) = &options.save {
        net.save(directory.join("f32.safetensors"))?;
        net8.save(directory.join("int8.safetensors"))?;
    }
    println!(
        "\n{:<6}{:>7}{:>8}{:>8}{:>10}{:>10}{:>10}{:>10}",
        "", "flash", "cells", "parts", "seconds", "nearest", "unsafe", "at rest"
    );
    row("f32", Controller::FLASH_BYTES, &net, |input| {
        net.predict(input)[0]
    })?;
    row8("int8", Controller8::FLASH_BYTES, &net8)?;
    Ok(())
}

/// Proves the closed loop of a network of `f32`, and prints what was proved and what drives show.
fn row(
    name: &str,
    bytes: usize,
    net: &Controller,
    predict: impl Fn(&[f32; 2]) -> f32,
) -> Result<(), String> {
    let verifier = Verifier::new(net);
    print(
        name,
        bytes,
        |region, property| verifier.decide(region, property),
        predict,
    )
}

/// The same for the network of `i8`.
fn row8(name: &str, bytes: usize, net: &Controller8) -> Result<(), String> {
    let verifier = VerifierI8::new(net);
    let decide = |region: &[Interval], property: &Property| verifier.decide(region, property);
    print(name, bytes, decide, |input| net.predict(input)[0])
}

fn print(
    name: &str,
    bytes: usize,
    decide: impl Fn(&[Interval], &Property) -> Verdict,
    predict: impl Fn(&[f32; 2]) -> f32,
) -> Result<(), String> {
    let start = Instant::now();
    let proof = proof::prove(decide);
    let seconds = start.elapsed().as_secs_f32();
    let seen = drive::drive(1_000, 1, predict);
    let proof = proof.map_err(|(cell, verdict)| {
        let ([near, _], [_, fast], limit) = (cell.distance, cell.speed, cell.limit());
        format!("{name}: from {near} m on and up to {fast} m/s, the command is not proved to be below {limit:.3}: {verdict}")
    })?;
    println!(
        "{name:<6}{bytes:>6} B{:>8}{:>8}{seconds:>10.2}{:>8.2} m{:>10}{:>8.2} m",
        proof.cells, proof.parts, seen.nearest, seen.unsafe_states, seen.mean_end
    );
    Ok(())
}
