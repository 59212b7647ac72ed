//! The first pooling of LeNet-5: 6 planes of 24 x 24 by windows of 2 x 2. Maximum and mean, forward and backward pass.

use std::rc::Rc;

use nn_core::prelude::*;
use nn_core::tensor::Tensor;

use super::contestant;
use crate::contest::{Entry, Limit, OURS, Work};
use crate::data;
use crate::oracle::{Fault, Want, Window, pooled};
use crate::rivals::images;

pub(super) const ALL: [Entry; 4] = [
    Entry::new("pooling.max", || forward::<Max>(true, images::largest)),
    Entry::new("pooling.mean", || forward::<Average>(false, images::mean)),
    Entry::new("pooling_gradient.max", || backward::<Max>(true)),
    Entry::new("pooling_gradient.mean", || backward::<Average>(false)),
];

const CHANNELS: usize = 6;
const SIDE: usize = 24;
const BYTES: usize = CHANNELS * SIDE * SIDE * size_of::<f32>();
const WINDOW: Window = Window {
    input: SIDE,
    output: SIDE / 2,
    kernel: 2,
    stride: 2,
};

type Line = Slide<SIDE, 2, { SIDE / 2 }, 2>;
type Max = MaxPool<CHANNELS, (Line, Line)>;
type Average = AvgPool<CHANNELS, (Line, Line)>;

/// A layer with its inputs and outputs.
struct State<L: Layer> {
    layer: L,
    input: Vec<L::Input>,
    output: Vec<L::Output>,
    d_output: Vec<L::Output>,
    d_input: Vec<L::Input>,
}

impl<L: Layer> State<L> {
    fn new() -> Self {
        State {
            layer: L::ZERO,
            input: data::rows(1, 81),
            output: vec![L::Output::ZERO],
            d_output: data::rows(1, 82),
            d_input: vec![L::Input::ZERO],
        }
    }

    /// The expected results of the forward and the backward pass.
    fn want(&self, is_largest: bool) -> [Want; 2] {
        pooled(WINDOW, is_largest, &row(&self.input), &row(&self.d_output))
    }
}

fn row<T: Tensor<Element = f32>>(rows: &[T]) -> Vec<f32> {
    rows[0].as_slice().to_vec()
}

/// Planes and their outputs.
type Planes = (Vec<f32>, Vec<f32>);

fn forward<L: Layer + 'static>(
    is_largest: bool,
    loops: fn(&[f32], usize, &mut [f32]),
) -> Result<Work, Fault> {
    let state = State::<L>::new();
    let [want, _] = state.want(is_largest).map(Rc::new);
    let planes: Planes = (row(&state.input), row(&state.output));
    let ours = |state: &mut State<L>| state.layer.infer(&state.input[0], &mut state.output[0]);
    let run = move |planes: &mut Planes| loops(&planes.0, SIDE, &mut planes.1);
    Ok(Work {
        flops: 0.0,
        limit: Limit::Reading(BYTES),
        contestants: vec![
            contestant(OURS, state, &want, ours, |state| row(&state.output)),
            contestant("plain", planes, &want, run, |planes| planes.1.clone()),
        ],
    })
}

fn backward<L: Layer<Tape<1> = ()> + 'static>(is_largest: bool) -> Result<Work, Fault> {
    let state = State::<L>::new();
    let [_, want] = state.want(is_largest).map(Rc::new);
    let run = |state: &mut State<L>| {
        let (input, d_input) = (Batch::all(&state.input), Some(&mut state.d_input[..]));
        state
            .layer
            .backward::<1>(input, &state.d_output, d_input, &mut ());
    };
    Ok(Work {
        flops: 0.0,
        limit: Limit::Changing(BYTES),
        contestants: vec![contestant(OURS, state, &want, run, |state| {
            row(&state.d_input)
        })],
    })
}
