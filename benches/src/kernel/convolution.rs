//! The convolutions of LeNet-5: the forward pass, and the gradients with respect to inputs and weights.

use std::rc::Rc;

use nn_core::layer::Accumulate;
use nn_core::prelude::*;
use nn_core::tensor::Tensor;

use super::contestant;
use crate::contest::{Contestant, Entry, Limit, OURS, Work};
use crate::data;
use crate::oracle::{Convolved, Fault, Want, Window};
use crate::rivals::MULTIPLIERS;
use crate::rivals::images::Unrolled;

pub(super) const ALL: [Entry; 6] = [
    Entry::new("convolution.1x28x28", || forward::<First>(FIRST)),
    Entry::new("convolution.6x12x12", || forward::<Second>(SECOND)),
    Entry::new("convolution_input_gradient.1x28x28", || {
        input_gradient::<First>(FIRST)
    }),
    Entry::new("convolution_input_gradient.6x12x12", || {
        input_gradient::<Second>(SECOND)
    }),
    Entry::new("convolution_weight_gradient.1x28x28", || {
        weight_gradient::<First>(FIRST)
    }),
    Entry::new("convolution_weight_gradient.6x12x12", || {
        weight_gradient::<Second>(SECOND)
    }),
];

/// 6 filters of 5 x 5 over an image.
type First = Conv<1, 6, (Slide<28, 5, 24>, Slide<28, 5, 24>)>;
/// 16 filters of 5 x 5 over the output of 6 filters.
type Second = Conv<6, 16, (Slide<12, 5, 8>, Slide<12, 5, 8>)>;

const FIRST: Convolved = convolved(1, 6, 28);
const SECOND: Convolved = convolved(6, 16, 12);

const fn convolved(channels: usize, filters: usize, input: usize) -> Convolved {
    let window = Window {
        input,
        output: input - 4,
        kernel: 5,
        stride: 1,
    };
    Convolved {
        channels,
        filters,
        window,
    }
}

/// A convolution with its inputs and outputs.
struct State<L: Trainable> {
    layer: Box<L>,
    input: Vec<L::Input>,
    output: Vec<L::Output>,
    d_output: Vec<L::Output>,
    d_input: Vec<L::Input>,
    gradients: Vec<f32>,
}

impl<L: Trainable + Boxed> State<L> {
    fn new() -> Self {
        let mut layer = L::boxed();
        let mut seed = 71;
        layer.parameters_mut(&mut |block| {
            block.copy_from_slice(data::rows::<[f32; 1]>(block.len(), seed).as_flattened());
            seed += 1;
        });
        State {
            layer,
            input: data::rows(1, 73),
            output: vec![L::Output::ZERO],
            d_output: data::rows(1, 74),
            d_input: vec![L::Input::ZERO],
            gradients: vec![0.0; L::FACTS.params],
        }
    }

    /// Weights and biases.
    fn blocks(&self) -> [Vec<f32>; 2] {
        let mut parameters = Vec::with_capacity(L::FACTS.params);
        let mut weights = 0;
        self.layer.parameters(&mut |block| {
            weights = parameters.len();
            parameters.extend_from_slice(block);
        });
        let bias = parameters.split_off(weights);
        [parameters, bias]
    }

    /// The convolutions of the rivals.
    fn rivals(&self, of: Convolved) -> Vec<(&'static str, Unrolled)> {
        let [weights, bias] = self.blocks();
        let sizes = [of.channels, of.window.input, of.window.kernel];
        let rival = |rival: crate::rivals::Multiplier| {
            (rival.name, Unrolled::new(rival, sizes, &weights, &bias))
        };
        MULTIPLIERS.into_iter().map(rival).collect()
    }
}

fn work<L: Trainable>(contestants: Vec<Contestant>) -> Result<Work, Fault> {
    Ok(Work {
        flops: 2.0 * L::FACTS.macs as f64,
        limit: Limit::Arithmetic,
        contestants,
    })
}

fn row<T: Tensor<Element = f32>>(rows: &[T]) -> Vec<f32> {
    rows[0].as_slice().to_vec()
}

fn forward<L: Trainable + Boxed + 'static>(of: Convolved) -> Result<Work, Fault> {
    let state = State::<L>::new();
    let (rivals, [weights, bias]) = (state.rivals(of), state.blocks());
    let input = row(&state.input);
    let want = Rc::new(of.forward(&input, &weights, &bias));
    let run = |state: &mut State<L>| state.layer.infer(&state.input[0], &mut state.output[0]);
    let mut all = vec![contestant(OURS, state, &want, run, |state| {
        row(&state.output)
    })];
    for (name, rival) in rivals {
        let run = |(rival, input): &mut (Unrolled, Vec<f32>)| rival.forward(input);
        let output = |(rival, _): &(Unrolled, _)| rival.values.clone();
        all.push(contestant(name, (rival, input.clone()), &want, run, output));
    }
    work::<L>(all)
}

fn input_gradient<L>(of: Convolved) -> Result<Work, Fault>
where
    L: Trainable<Tape<1> = ()> + Boxed + 'static,
{
    let state = State::<L>::new();
    let (rivals, [weights, _]) = (state.rivals(of), state.blocks());
    let d_output = row(&state.d_output);
    let want = Rc::new(of.input_gradient(&d_output, &weights));
    let run = |state: &mut State<L>| {
        let (input, d_input) = (Batch::all(&state.input), Some(&mut state.d_input[..]));
        state
            .layer
            .backward::<1>(input, &state.d_output, d_input, &mut ());
    };
    let mut all = vec![contestant(OURS, state, &want, run, |state| {
        row(&state.d_input)
    })];
    for (name, rival) in rivals {
        let state = (rival, d_output.clone(), vec![0.0; want.values.len()]);
        let run = |(rival, d, d_input): &mut (Unrolled, Vec<f32>, Vec<f32>)| {
            rival.input_gradient(d, d_input);
        };
        all.push(contestant(name, state, &want, run, |(_, _, d_input)| {
            d_input.clone()
        }));
    }
    work::<L>(all)
}

fn weight_gradient<L>(of: Convolved) -> Result<Work, Fault>
where
    L: Trainable<Tape<1> = ()> + Boxed + 'static,
{
    let state = State::<L>::new();
    let rivals = state.rivals(of);
    let (input, d_output) = (row(&state.input), row(&state.d_output));
    let want: Rc<Want> = Rc::new(of.gradient(&input, &d_output));
    let run = |state: &mut State<L>| {
        state.gradients.fill(0.0);
        let input = Batch::all(&state.input);
        let mut sink = Accumulate::new(&mut state.gradients);
        L::gradient::<1, _>(input, &state.d_output, &(), &mut sink);
    };
    let mut all = vec![contestant(OURS, state, &want, run, |state| {
        state.gradients.clone()
    })];
    for (name, rival) in rivals {
        let state = (
            rival,
            [input.clone(), d_output.clone()],
            vec![0.0; L::FACTS.params],
        );
        let run = |(rival, [input, d], gradients): &mut (Unrolled, [Vec<f32>; 2], Vec<f32>)| {
            rival.gradient(input, d, gradients);
        };
        all.push(contestant(name, state, &want, run, |(_, _, gradients)| {
            gradients.clone()
        }));
    }
    work::<L>(all)
}
