//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use super::properties::Phi;

const USAGE: &str =
    "usage: acasxu FOLDER [--threads N] [--seconds N] [--certify] [NETWORK | PROPERTY]...";

/// What is decided, and how.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) folder: PathBuf,
    /// All processors if it is not stated.
    pub(crate) threads: Option<usize>,
    /// The limit of each search.
    pub(crate) time: Duration,
    /// Whether proofs are kept and checked.
    pub(crate) certify: bool,
    networks: Vec<String>,
    properties: Vec<String>,
}

impl Options {
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let folder = arguments.next().ok_or(USAGE)?;
        let mut options = Options {
            folder: folder.into(),
            threads: None,
            time: Duration::from_secs(10),
            certify: false,
            networks: Vec::new(),
            properties: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            let mut number = || -> Result<u64, String> {
                let value = arguments.next().unwrap_or_default();
                value
                    .parse()
                    .map_err(|_| format!("`{argument}` needs a number"))
            };
            match argument.as_str() {
                "--threads" => options.threads = Some(number()? as usize),
                "--seconds" => options.time = Duration::from_secs(number()?),
                "--certify" => options.certify = true,
                name if name.starts_with("phi") => options.properties.push(name.to_owned()),
                name => options.networks.push(name.to_owned()),
            }
        }
        Ok(options)
    }

    /// Whether a property of a network is decided: all that are published, or what is named.
    pub(crate) fn is_chosen(&self, network: &str, phi: &Phi) -> bool {
        let is_in = |names: &[String], name: &str| names.iter().any(|other| other == name);
        let is_network = match self.networks.is_empty() {
            true => phi.is_about(network),
            false => is_in(&self.networks, network),
        };
        let name = format!("phi{}", phi.number);
        is_network && (self.properties.is_empty() || is_in(&self.properties, &name))
    }
}
