//! W9: one step of the stream of a recurrent layer with 8 features.

use std::hint::black_box;

use nn_core::prelude::*;
use nn_core::stream::{Live, Stream, Streamed};
use tests::oracle::image::Twin;

use crate::contest::{Contestant, Limit, OURS, Work};
use crate::data;
use crate::oracle::{self, Fault, Want};
use crate::rivals::recurrent::Recurrent;

const FEATURES: usize = 8;
/// The steps of the sequence that the check compares. They alternate in the work.
const STEPS: usize = 16;

/// A sequence of features.
type Sequence = [[f32; STEPS]; FEATURES];

/// W9.gru8.
pub(super) fn gru8() -> Result<Work, Fault> {
    work::<network![[8, 16] => Gru<8>], 8, 24>(Recurrent::gru)
}

/// W9.gru16.
pub(super) fn gru16() -> Result<Work, Fault> {
    work::<network![[8, 16] => Gru<16>], 16, 48>(Recurrent::gru)
}

/// W9.gru32.
pub(super) fn gru32() -> Result<Work, Fault> {
    work::<network![[8, 16] => Gru<32>], 32, 96>(Recurrent::gru)
}

/// W9.lstm16.
pub(super) fn lstm16() -> Result<Work, Fault> {
    work::<network![[8, 16] => Lstm<16>], 16, 64>(Recurrent::lstm)
}

/// The workload of a network with one recurrent layer. `step` is that of the plain loops.
fn work<N, const H: usize, const G: usize>(
    step: for<'a> fn(&'a mut Recurrent<FEATURES, H, G>, &[f32; FEATURES]) -> &'a [f32; H],
) -> Result<Work, Fault>
where
    N: TrainableNetwork + Network<Input = Sequence, Output = [f32; H]> + Twin + Boxed + 'static,
    N: Streamed<Layers: Stream<Frame = [f32; FEATURES], Step = [f32; H]>>,
    Live<N>: Boxed,
{
    let net = data::network::<N>(9);
    let sequence = data::rows::<Sequence>(1, 18);
    let want = oracle::forward(&*net, &sequence);
    let steps: [[f32; FEATURES]; STEPS] =
        core::array::from_fn(|time| sequence[0].map(|row| row[time]));
    let loops = Recurrent::of(&*net);
    let live = Live::<N>::boxed();
    let ours = contestant(OURS, (live, net), steps, want.clone(), |(live, net), x| {
        live.push(net, x).copied().unwrap_or([f32::NAN; H])
    });
    let plain = contestant("plain", loops, steps, want, move |loops, x| *step(loops, x));
    Ok(Work {
        flops: 2.0 * Live::<N>::MACS_PER_STEP as f64,
        limit: Limit::Arithmetic,
        contestants: vec![ours, plain],
    })
}

/// A contestant whose `state` is new: the outputs after the steps of the sequence are checked, and then the steps repeat.
fn contestant<S: 'static, const H: usize>(
    name: &'static str,
    state: S,
    steps: [[f32; FEATURES]; STEPS],
    want: Want,
    push: impl Fn(&mut S, &[f32; FEATURES]) -> [f32; H] + Copy + 'static,
) -> Contestant {
    let check = move |(state, _): &mut (S, usize)| {
        let mut last = [f32::NAN; H];
        for x in &steps {
            last = push(state, x);
        }
        want.compare("state", last.as_slice())
    };
    let work = move |(state, turn): &mut (S, usize)| {
        *turn = (*turn + 1) % STEPS;
        black_box(push(state, black_box(&steps[*turn])));
    };
    Contestant::new(name, (state, 0), check, work)
}
