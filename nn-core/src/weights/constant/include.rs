//! What becomes of a file: checked, reported, decoded.

use crate::layer::Layer;
use crate::safetensors::SafeTensors;
use crate::text::Piece::Word;
use crate::text::Text;
use crate::weights::error::list;
use crate::weights::{Reading, WeightsError};

/// A file, or why it does not fit.
pub type Checked = Result<SafeTensors<'static>, WeightsError>;

/// A file for a network. Its constants are computed in the user's crate, where they may take their time.
pub trait IncludedFile {
    /// The network.
    type Network: Layer;
    /// What the user calls the file.
    const NAME: &'static str;
    /// How it is read.
    const READING: Reading<'static>;
    /// The file, or why it does not fit the network.
    const CHECKED: Checked;
    /// All numbers of the network.
    const NUMBERS: &'static [f32];
}

/// Compares a file with its network.
pub const fn check<F: IncludedFile>(bytes: &'static [u8]) -> Checked {
    match SafeTensors::parse(bytes) {
        Ok(file) => match F::READING.check(const { &F::Network::STATE }, &file) {
            Ok(()) => Ok(file),
            Err(error) => Err(error),
        },
        Err(fault) => Err(WeightsError::Format(fault)),
    }
}

/// Panics, which is an error of the compiler, if a file does not fit its network.
#[track_caller]
pub const fn report<F: IncludedFile>(bytes: &'static [u8]) {
    if let Err(error) = F::CHECKED {
        let all = match SafeTensors::parse(bytes) {
            Ok(file) => list(&file),
            Err(_) => Text::<LONGEST_LIST>::new(),
        };
        let mut text = Text::<LONGEST>::new();
        let name = [Word("`"), Word(F::NAME), Word("`")];
        error.push_to(&name, Some(all.as_str()), &mut text);
        panic!("{}", text.as_str());
    }
}

/// The longest list of a file's tensors.
const LONGEST_LIST: usize = 6_000;

/// The longest message.
const LONGEST: usize = 10_000;

/// All numbers of a network in the order in which it shows them; zeros if the file does not fit, which is reported elsewhere.
pub const fn decode<F: IncludedFile, const LENGTH: usize>() -> [f32; LENGTH] {
    let mut numbers = [0.0; LENGTH];
    let Ok(file) = &F::CHECKED else {
        return numbers;
    };
    let tree = const { &F::Network::STATE };
    let (mut rest, mut index): (&mut [f32], usize) = (&mut numbers, 0);
    while let Some(located) = tree.tensor(index) {
        let length = located.tensor.len();
        let Some((values, others)) = rest.split_at_mut_checked(length) else {
            break;
        };
        if let Some(entry) = F::READING.find(&located, file) {
            entry.fill(values, located.tensor.outputs);
        }
        rest = others;
        index += 1;
    }
    numbers
}
