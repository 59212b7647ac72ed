//! Causal convolutions: their outputs are those of a sequence with zeros before it, and depend on no later value.

use nn_core::prelude::*;

const LENGTH: usize = 20;
const PADDED: usize = LENGTH + 8;

type Causal = network![[2, LENGTH]
    => Conv1d<filters = 3, kernel = 3, padding = Causal, dilation = 4, Tanh>
    => DepthwiseConv1d<kernel = 2, padding = Causal>];
/// The same layers, with zeros before their inputs.
type First = network![[2, PADDED] => Conv1d<filters = 3, kernel = 3, dilation = 4, Tanh>];
type Second = network![[3, 21] => DepthwiseConv1d<2>];
type Strided =
    network![[2, LENGTH] => Conv1d<filters = 3, kernel = 4, stride = 3, padding = Causal>];

/// A sequence of random numbers.
fn sequence(rng: &mut Random) -> [[f32; LENGTH]; 2] {
    let mut sequence = [[0.0; LENGTH]; 2];
    tests::samples::fill(sequence.as_flattened_mut(), -1.0, 1.0, rng);
    sequence
}

/// A sequence with zeros before it.
fn padded<const C: usize, const L: usize, const P: usize>(x: &[[f32; L]; C]) -> [[f32; P]; C] {
    x.map(|row| core::array::from_fn(|at| (at + L).checked_sub(P).map_or(0.0, |at| row[at])))
}

#[test]
fn outputs_are_those_of_a_padded_sequence() {
    let rng = &mut Random::seed(3);
    let net = Causal::random(rng);
    let (mut first, mut second) = (First::ZERO, Second::ZERO);
    let parameters = tests::parameters::read(&net);
    let (head, tail) = parameters.split_at(First::PARAMS);
    tests::parameters::write(&mut first, head);
    tests::parameters::write(&mut second, tail);
    let x = sequence(rng);
    let hidden = first.predict(&padded(&x));
    assert_eq!(net.predict(&x), second.predict(&padded(&hidden)));
}

/// Checks that a change of one value changes no output before it, and one at or after it.
fn check<N>(stride: usize)
where
    N: TrainableNetwork<Input = [[f32; LENGTH]; 2]>,
    N::Output: AsRows,
{
    let rng = &mut Random::seed(4);
    let net = N::random(rng);
    let x = sequence(rng);
    let before = net.predict(&x).rows();
    for place in 0..LENGTH {
        let mut changed = x;
        changed[1][place] += 1.0;
        let after = net.predict(&changed).rows();
        let rows = before.iter().zip(&after);
        let first = rows.filter_map(|(before, after)| {
            let mut pairs = before.iter().zip(after);
            pairs.position(|(before, after)| before != after)
        });
        let first = first.min().map(|first| first * stride);
        assert!(first.is_none_or(|first| first >= place), "{place}");
        assert!(first.is_some() || stride > 1, "{place}");
    }
}

/// A sequence as rows.
trait AsRows {
    fn rows(&self) -> Vec<Vec<f32>>;
}

impl<const C: usize, const L: usize> AsRows for [[f32; L]; C] {
    fn rows(&self) -> Vec<Vec<f32>> {
        self.iter().map(|row| row.to_vec()).collect()
    }
}

#[test]
fn outputs_depend_on_no_later_value() {
    check::<Causal>(1);
    check::<Strided>(3);
}
