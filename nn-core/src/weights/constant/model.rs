//! Compares a model of TensorFlow Lite with its network, reports the difference, and decodes its numbers, at compile time.

use crate::layer::Layer;
use crate::text::Piece::Word;
use crate::text::Text;
use crate::tflite::Tflite;
use crate::weights::tflite::{ModelError, ModelOptions};

/// A model, or why it is not the network.
pub type CheckedModel = Result<Tflite<'static>, ModelError>;

/// A model for a network. Its constants are evaluated in the user's crate, which allows long evaluations.
pub trait IncludedModel {
    /// The network.
    type Network: Layer;
    /// The path as the user wrote it.
    const NAME: &'static str;
    /// The options of the call.
    const OPTIONS: ModelOptions;
    /// The model, or why it is not the network.
    const CHECKED: CheckedModel;
}

/// Compares a model with its network.
pub const fn check_model<F: IncludedModel>(bytes: &'static [u8]) -> CheckedModel {
    match Tflite::parse(bytes) {
        Ok(file) => match F::OPTIONS.check(const { &F::Network::STATE }, file) {
            Ok(()) => Ok(file),
            Err(error) => Err(error),
        },
        Err(error) => Err(ModelError::Format(error)),
    }
}

/// Panics, which is a compile error, if the model is not the network.
#[track_caller]
pub const fn report_model<F: IncludedModel>() {
    if let Err(error) = F::CHECKED {
        let mut text = Text::<LONGEST>::new();
        error.push_to(&[Word("`"), Word(F::NAME), Word("`")], &mut text);
        panic!("{}", text.as_str());
    }
}

/// The bytes of the longest message.
const LONGEST: usize = 4_000;

/// All values of a network as words, in memory order. They are zeros if the model is another network, and [`report_model`] reports it.
pub const fn decode_model<F: IncludedModel, const LENGTH: usize>() -> [u32; LENGTH] {
    let mut words = [0; LENGTH];
    if let Ok(file) = F::CHECKED {
        F::OPTIONS.decode(const { &F::Network::STATE }, file, &mut words);
    }
    words
}
