//! Recognition of computed words, from samples to answers, with weights in flash.

use core::hint::black_box;

use nn_core::include_weights;
use nn_core::prelude::*;
use nn_core::stream::{Live, Stream, Streamed};
pub use words::networks::{Convolutions8, Recurrent8};
use words::{BANDS, Ear, WORDS, Word};

use crate::{Board, Digest};

/// The network with a recurrent layer.
#[allow(long_running_const_eval)]
static RECURRENT8: Recurrent8 = include_weights!(Recurrent8, "../words/recurrent.safetensors");
/// The network with causal convolutions.
#[allow(long_running_const_eval)]
static CONVOLUTIONS8: Convolutions8 =
    include_weights!(Convolutions8, "../words/convolutions.safetensors");

/// What turns samples into spectra, and what the network remembers of them.
pub struct Memory<N: Streamed> {
    ear: Ear,
    live: Live<N>,
}

impl<N: Streamed> Zero for Memory<N> {
    const ZERO: Self = Memory {
        ear: Ear::ZERO,
        live: Live::ZERO,
    };
}

/// The names of what a job reports.
struct Names {
    /// The last spectrum, which is measured, and the digest of all spectra.
    spectrum: &'static str,
    /// The last step, which is measured, and the digest of all outputs.
    step: &'static str,
    /// The number of words that are recognized.
    right: &'static str,
}

/// [`Recurrent8`], which listens to all words.
pub fn recurrent(board: &mut impl Board, memory: &mut Memory<Recurrent8>) {
    let names = Names {
        spectrum: "keyword gru: spectrum",
        step: "keyword gru: step",
        right: "keyword gru: right of 10",
    };
    listen(board, &names, &RECURRENT8, memory);
}

/// [`Convolutions8`], which listen to all words.
pub fn convolutions(board: &mut impl Board, memory: &mut Memory<Convolutions8>) {
    let names = Names {
        spectrum: "keyword conv: spectrum",
        step: "keyword conv: step",
        right: "keyword conv: right of 10",
    };
    listen(board, &names, &CONVOLUTIONS8, memory);
}

/// The seed of the first word. The smaller ones are those of the words to learn from.
const SEED: u64 = 3_000;

/// Plays every word once, sample by sample. The answer is the last output of the network.
fn listen<N>(board: &mut impl Board, names: &Names, net: &N, memory: &mut Memory<N>)
where
    N: Streamed<Element = i8, Layers: Stream<Frame = [i8; BANDS]>>,
{
    board.bytes("flash", Ear::FLASH_BYTES + N::FLASH_BYTES);
    board.bytes("ram", size_of::<Memory<N>>());
    let net = black_box(net);
    let Memory { ear, live } = memory;
    let (mut spectra, mut outputs) = (Digest::default(), Digest::default());
    let mut right = 0;
    for word in 0..WORDS {
        ear.reset();
        live.reset();
        let mut sound = Word::new(word, Random::seed(SEED + word as u64));
        let mut answer = None;
        while let Some(sample) = sound.next() {
            let is_last = word + 1 == WORDS && sound.is_over();
            let mut bands = None;
            let name = is_last.then_some(names.spectrum);
            run(board, name, || bands = ear.hear(sample));
            let Some(bands) = bands else { continue };
            spectra.floats(bands);
            let mut output = None;
            let name = is_last.then_some(names.step);
            run(board, name, || output = step(net, live, bands));
            if let Some(output) = output {
                outputs.bytes(output);
                let largest = (0..).zip(output).max_by_key(|(_, value)| **value);
                answer = largest.map(|(class, _)| class);
            }
        }
        right += u32::from(answer == Some(word));
    }
    board.result(names.spectrum, spectra.0);
    board.result(names.step, outputs.0);
    board.result(names.right, right);
}

/// Runs a function, and measures it if it has a name.
fn run(board: &mut impl Board, name: Option<&'static str>, work: impl FnOnce()) {
    match name {
        Some(name) => board.measure(name, work),
        None => work(),
    }
}

/// One step of the network. The code of the measured call is that of all others.
#[inline(never)]
fn step<'a, N>(net: &N, live: &'a mut Live<N>, bands: &[f32; BANDS]) -> Option<&'a [i8]>
where
    N: Streamed<Element = i8, Layers: Stream<Frame = [i8; BANDS]>>,
{
    let [scale, _] = net.scales();
    let scale = scale.unwrap_or_default();
    let output = live.push(net, &bands.map(|band| scale.to_i8(band)))?;
    Some(output.as_slice())
}
