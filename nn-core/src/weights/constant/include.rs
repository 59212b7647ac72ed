//! Checks a file, reports its error, and decodes it, at compile time.

use crate::layer::Layer;
use crate::safetensors::SafeTensors;
use crate::state::Kind;
use crate::text::Piece::Word;
use crate::text::Text;
use crate::weights::error::list;
use crate::weights::{LoadOptions, WeightsError};

/// A file, or why it does not match the network.
pub type Checked = Result<SafeTensors<'static>, WeightsError>;

/// A file for a network. Its constants are evaluated in the user's crate, which allows long evaluations.
pub trait IncludedFile {
    /// The network.
    type Network: Layer;
    /// The path as the user wrote it.
    const NAME: &'static str;
    /// The options of the call.
    const OPTIONS: LoadOptions<'static>;
    /// The file, or why it does not match the network.
    const CHECKED: Checked;
}

/// Compares a file with its network.
pub const fn check<F: IncludedFile>(bytes: &'static [u8]) -> Checked {
    match SafeTensors::parse(bytes) {
        Ok(file) => match F::OPTIONS.check(const { &F::Network::STATE }, &file) {
            Ok(()) => Ok(file),
            Err(error) => Err(error),
        },
        Err(error) => Err(WeightsError::Format(error)),
    }
}

/// Panics, which is a compile error, if the file does not match the network.
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

/// The bytes of the longest list of tensors.
const LONGEST_LIST: usize = 6_000;

/// The bytes of the longest message.
const LONGEST: usize = 10_000;

/// All values of a network as words, in memory order. They are zeros if the file does not match, and [`report`] reports the error.
pub const fn decode<F: IncludedFile, const LENGTH: usize>() -> [u32; LENGTH] {
    let mut words = [0; LENGTH];
    let Ok(file) = &F::CHECKED else {
        return words;
    };
    let tree = const { &F::Network::STATE };
    let (mut rest, mut index): (&mut [u32], usize) = (&mut words, 0);
    while let Some(located) = tree.tensor(index) {
        let kind = located.tensor.kind;
        let Some((words, others)) = rest.split_at_mut_checked(kind.words(located.tensor.len()))
        else {
            break;
        };
        if let Some(entry) = F::OPTIONS.find(&located, file) {
            match kind {
                Kind::F32 => {
                    entry.fill(bytemuck::must_cast_slice_mut(words), located.tensor.outputs);
                }
                Kind::I32 | Kind::I8 => entry.fill_words(words, kind),
            }
        }
        rest = others;
        index += 1;
    }
    words
}
