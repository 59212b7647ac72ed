//! Bounds of dense networks at compile time, for [`assert_bounds!`](crate::assert_bounds) and
//! [`assert_robust!`](crate::assert_robust).

use super::Interval;
use super::affine::affine;
use super::curve::activate;
use super::outputs::OutputBounds;
use crate::activation::{Activation, Formula};
use crate::layer::{Chain, Dense, Optional};
use crate::network::{Net, dense_networks};
use crate::tensor::elements;
use crate::text::Piece::{Count, Word};
use crate::text::Text;

impl<const I: usize, const O: usize, A: Activation, B: Optional> Dense<I, O, A, B> {
    /// The bounds of the values before the activation.
    const fn constant_sums(&self, input: &[Interval; I]) -> [Interval; O] {
        let mut bias = [0.0; O];
        if B::IS_PRESENT {
            bias.copy_from_slice(elements(&self.bias));
        }
        affine(&self.weights, &bias, input)
    }
}

const fn formula<A: Activation>() -> Formula {
    match A::FORMULA {
        Some(formula) => formula,
        None => panic!("an activation needs a `FORMULA` to be computed at compile time"),
    }
}

/// The method for a network of this chain. `$path` is the path from the network to a layer.
macro_rules! constant_bounds {
    ($chain:ty; $i:ident, $last:ident; [$($size:ident),*] [$($a:ident),*] [$($b:ident),*]; $output:ident; $($($path:tt).+);+) => {
        impl<const $i: usize, $(const $size: usize,)* $($a: Activation,)* $($b: Optional,)* Params, ArenaLength, Beside>
            Net<$chain, Params, ArenaLength, Beside>
        {
            /// The bounds of the outputs, as a constant expression.
            #[doc(hidden)]
            pub const fn constant_bounds(&self, input: &[Interval; $i]) -> OutputBounds<$last> {
                let outputs = *input;
                $(
                    let sums = self.$($path).+.constant_sums(&outputs);
                    let outputs = activate(formula::<$a>(), &sums);
                )+
                OutputBounds {
                    sums,
                    outputs,
                    is_softmax: matches!(formula::<$output>(), Formula::NormalizedExponential),
                    threshold: $output::THRESHOLD,
                }
            }
        }
    };
}

dense_networks!(constant_bounds);

/// The intervals of an input.
#[track_caller]
pub const fn box_of<const N: usize>(bounds: &[[f32; 2]; N]) -> [Interval; N] {
    let (mut input, mut index) = ([Interval::ANY; N], 0);
    while index < N {
        let [low, high] = bounds[index];
        assert!(
            low <= high,
            "the lower bound of an input is above its upper bound"
        );
        input[index] = Interval::new(low, high);
        index += 1;
    }
    input
}

/// The inputs near a sample.
#[track_caller]
pub const fn around<const N: usize>(sample: &[f32; N], radius: f32) -> [Interval; N] {
    assert!(radius >= 0.0, "the radius is below 0");
    let (mut input, mut index) = ([Interval::ANY; N], 0);
    while index < N {
        input[index] = Interval::around(sample[index], radius);
        index += 1;
    }
    input
}

/// Panics, which is a compile error, if an output is not proved to be within bounds.
#[track_caller]
pub const fn bounded<const N: usize>(
    proved: &OutputBounds<N>,
    index: usize,
    [low, high]: [f32; 2],
) {
    assert!(index < N, "the network has fewer outputs");
    assert!(
        low <= high,
        "the lower bound of an output is above its upper bound"
    );
    let found = proved.outputs[index];
    if Interval::new(low, high).covers(found) {
        return;
    }
    let mut text = Text::<240>::new();
    text.phrase(&[Word("output "), Count(index), Word(" is proved to be in ")]);
    pair(&mut text, found.low, found.high);
    text.push(", which is not in ");
    pair(&mut text, low, high);
    excess(
        &mut text,
        [
            low as f64 - found.low as f64,
            found.high as f64 - high as f64,
        ],
    );
    panic!("{}", text.as_str());
}

const fn pair<const N: usize>(text: &mut Text<N>, low: f32, high: f32) {
    text.push("[");
    text.decimal(low as f64);
    text.push(", ");
    text.decimal(high as f64);
    text.push("]");
}

/// By how much a bound is missed on each side.
const fn excess<const N: usize>(text: &mut Text<N>, [below, above]: [f64; 2]) {
    if below > 0.0 {
        text.push("; it may be too small by ");
        text.decimal(below);
    }
    if above > 0.0 {
        text.push(if below > 0.0 {
            ", or too large by "
        } else {
            "; it may be too large by "
        });
        text.decimal(above);
    }
}

/// Panics, which is a compile error, if a class is not proved.
#[track_caller]
pub const fn robust<const N: usize>(proved: &OutputBounds<N>, class: usize) {
    assert!(
        class < if N == 1 { 2 } else { N },
        "the network has fewer classes"
    );
    if N == 1 {
        return one_output(proved.outputs[0], class, proved.threshold);
    }
    let (values, _, what) = proved.compared();
    let (low, mut other) = (values[class].low, 0);
    while other < N {
        let high = values[other].high;
        let lack = proved.lack(class, other);
        let is_proved = lack < 0.0; // false for NaN
        if other != class && !is_proved {
            let mut text = Text::<240>::new();
            text.phrase(&[
                Word("class "),
                Count(class),
                Word(" is not proved: output "),
                Count(other),
            ]);
            text.push(what);
            text.push(" may be ");
            text.decimal(high as f64);
            text.phrase(&[Word(", and output "), Count(class), Word(" only ")]);
            text.decimal(low as f64);
            text.push("; the proof lacks ");
            text.decimal(lack);
            panic!("{}", text.as_str());
        }
        other += 1;
    }
}

/// The class of a single output.
#[track_caller]
const fn one_output(found: Interval, class: usize, threshold: f32) {
    let is_proved = match class {
        1 => found.low > threshold,
        _ => found.high <= threshold,
    };
    if !is_proved {
        let mut text = Text::<240>::new();
        text.phrase(&[
            Word("class "),
            Count(class),
            Word(" is not proved: the output is in "),
        ]);
        pair(&mut text, found.low, found.high);
        text.push(", and the class is 1 above ");
        text.decimal(threshold as f64);
        panic!("{}", text.as_str());
    }
}
