//! Networks with recurrent layers: all passes, the arena, and folding of `Standardize`.

use nn_core::prelude::*;

use tests::compare::{assert_within, widen};
use tests::pass::flat;
use tests::samples;
use tests::tolerance::FOLDED;
use tests::{arena, proof};

type Stacked = network![[2, 6]
    => Gru<3, sequences = true> => Conv1d<filters = 3, kernel = 2, Tanh> => Lstm<4, sequences = true, bias = false>
    => Concat<[Rnn<2, Tanh>], [GlobalAvgPool]> => Dense<2>];
type Inside = network![[2, 4]
    => Residual<Lstm<2, sequences = true>, Tanh> => FastGrnn<2, sequences = true> => LayerNorm => Gru<3, bias = false> => Dense<2, Softmax>];

#[test]
fn networks() {
    proof::check::<Stacked>(1..=2);
    proof::check::<Inside>([3]);
}

#[test]
fn arenas() {
    arena::check::<network![[2, 5] => Gru<3> => Dense<2>]>(true);
    arena::check::<network![[2, 5] => MinGru<4, sequences = true> => MinGru<2>]>(true);
    arena::check::<network![[2, 5] => FastGrnn<4, sequences = true> => FastGrnn<2>]>(true);
    arena::check::<
        network![[2, 5] => Lstm<4, sequences = true> => Gru<2, sequences = true> => Rnn<3, Tanh>],
    >(true);
}

/// Compares a standardized network with its folded network.
fn folds<N, F>(fold: impl Fn(&N, &mut F))
where
    N: TrainableNetwork + Standardized,
    F: Network<Input = N::Input, Output = N::Output>,
{
    let rng = &mut Random::seed(7);
    let mut net = N::ZERO;
    net.initialize(rng);
    let mut inputs = samples::rows::<N::Input>(30, 3.0, rng);
    for value in inputs.iter_mut().flat_map(Tensor::as_mut_slice) {
        *value += 5.0;
    }
    net.standardize(&inputs).expect("finite inputs");
    let mut folded = F::ZERO;
    fold(&net, &mut folded);
    assert_eq!(F::FLASH_BYTES, 4 * F::PARAMS);
    let want: Vec<N::Output> = inputs.iter().map(|input| net.predict(input)).collect();
    let got: Vec<N::Output> = inputs.iter().map(|input| folded.predict(input)).collect();
    let want = widen(&flat(&want));
    let largest = want.iter().fold(0.0, |most: f64, y| most.max(y.abs()));
    assert_within("folded", &flat(&got), &want, |_| FOLDED.limit(largest));
}

#[test]
fn standardization_is_folded_into_the_weights() {
    type First = network![[3, 5] => Standardize => Gru<4> => Dense<2>];
    folds::<First, folded![First]>(Fold::fold_into);
    type Later = network![[3, 5] => Standardize => Lstm<3, bias = false> => Dense<2>];
    folds::<Later, folded![Later]>(Fold::fold_into);
    type Minimal = network![[3, 5] => Standardize => MinGru<3> => Dense<2>];
    folds::<Minimal, folded![Minimal]>(Fold::fold_into);
    type Fast = network![[3, 5] => Standardize => FastGrnn<3, bias = false> => Dense<2>];
    folds::<Fast, folded![Fast]>(Fold::fold_into);
    // the folded layer has biases, as every folded layer
    assert_eq!(<folded![Later]>::PARAMS, Later::PARAMS + 2 * 4 * 3);
}
