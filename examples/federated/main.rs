//! One client of federated learning, and its test: `cargo run --release --example federated -- --help`
//!
//! `federated.py` starts it for each client of a simulation with Flower. Networks come and go as safetensors files.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use examples::digits::{Digits, SHIPPED, Samples};
use examples::ending;
use nn_core::metrics::accuracy;
use nn_core::prelude::*;
use nn_core::train::Average;

type Image = [f32; 784];
type Net = network![784 => Dense<32, Relu> => Dense<10, Softmax>];

/// The images of a step.
const BATCH: usize = 10;

/// Trains, averages and tests the network of a federation.
#[derive(Parser)]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a network with random weights.
    Begin {
        /// The file to write.
        to: PathBuf,
        /// The seed of the weights.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Trains a network on the digits of one client.
    Train(Training),
    /// Averages networks with the same weight.
    Average {
        /// The file to write.
        to: PathBuf,
        /// The networks.
        #[arg(required = true)]
        from: Vec<PathBuf>,
    },
    /// Tests a network on digits that no client has.
    Test {
        /// The network.
        from: PathBuf,
    },
}

/// The training of one client.
#[derive(Args)]
struct Training {
    /// The network that the server sent.
    from: PathBuf,
    /// The file for the trained network.
    to: PathBuf,
    /// The client, counted from 0.
    #[arg(long)]
    client: usize,
    /// The number of clients.
    #[arg(long, default_value_t = 100)]
    clients: usize,
    /// The passes over the digits of the client.
    #[arg(long, default_value_t = 5)]
    epochs: usize,
    /// The learning rate.
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    /// Gives each client digits of about two classes.
    #[arg(long)]
    sorted: bool,
}

fn main() -> ExitCode {
    ending::code(run(Options::parse().command))
}

fn run(command: Command) -> Result<(), Box<dyn Error>> {
    let mut net = Net::boxed();
    match command {
        Command::Begin { to, seed } => {
            net.initialize(&mut Random::seed(seed));
            net.save(to)?;
        }
        Command::Train(training) => training.run(&mut net)?,
        Command::Average { to, from } => {
            let mut average = Average::<Net>::boxed();
            for path in from {
                net.load(path)?;
                average.add(&net, 1)?;
            }
            average.network().save(to)?;
        }
        Command::Test { from } => {
            net.load(from)?;
            let digits = Digits::<Image>::load(Path::new(SHIPPED))?;
            let test = digits.test.samples();
            println!("accuracy {}", accuracy(&*net, test.images, test.labels)?);
        }
    }
    Ok(())
}

impl Training {
    fn run(self, net: &mut Net) -> Result<(), Box<dyn Error>> {
        net.load(self.from)?;
        let digits = Digits::<Image>::load(Path::new(SHIPPED))?;
        let all = digits.train.samples();
        let (images, labels) = shard(all, self.client, self.clients, self.sorted);
        let mut trainer = Trainer::<Net, _, _, BATCH>::boxed(CrossEntropy, Sgd::new(self.rate));
        let fit = Fit::epochs(self.epochs).seed(self.client as u64);
        let report = fit.run(&mut trainer, net, (&images, &labels))?;
        net.save(self.to)?;
        println!("num-examples {}\nloss {}", images.len(), report.last.loss);
        Ok(())
    }
}

/// The digits of one client: every `clients`-th one, or two of `2 clients` parts of the digits in the order of their classes.
fn shard(
    all: Samples<'_, Image>,
    client: usize,
    clients: usize,
    sorted: bool,
) -> (Vec<Image>, Vec<u8>) {
    let mut order: Vec<usize> = (0..all.len()).collect();
    if sorted {
        order.sort_by_key(|index| all.labels[*index]);
    }
    let size = all.len() / (2 * clients);
    let is_own = |(place, _): &(usize, usize)| {
        if sorted {
            let part = place / size.max(1);
            part == client || part == clients + (client + clients / 4) % clients
        } else {
            place % clients == client
        }
    };
    let own = order.into_iter().enumerate().filter(is_own);
    own.map(|(_, index)| (all.images[index], all.labels[index]))
        .unzip()
}
