//! Evaluates dense networks at compile time, for [`assert_predicts!`](crate::assert_predicts!).

use crate::activation::Activation;
use crate::layer::{Chain, Dense, Optional};
use crate::network::{Net, dense_networks};
use crate::tensor::elements;
use crate::text::Piece::{Count, Word};
use crate::text::Text;

impl<const I: usize, const O: usize, A: Activation, B: Optional> Dense<I, O, A, B> {
    /// The output of the layer and its activation, in `f64`.
    const fn constant_output(&self, input: &[f64; I]) -> [f64; O] {
        let Some(formula) = A::FORMULA else {
            panic!("an activation needs a `FORMULA` to be computed at compile time");
        };
        let (mut output, mut o) = ([0.0; O], 0);
        let bias = elements(&self.bias);
        while o < O {
            let (mut sum, mut i) = (if B::IS_PRESENT { bias[o] as f64 } else { 0.0 }, 0);
            while i < I {
                sum += input[i] * self.weights[i][o] as f64;
                i += 1;
            }
            output[o] = sum;
            o += 1;
        }
        formula.apply(&mut output);
        output
    }
}

const fn widened<const N: usize>(values: &[f32; N]) -> [f64; N] {
    let (mut wide, mut index) = ([0.0; N], 0);
    while index < N {
        wide[index] = values[index] as f64;
        index += 1;
    }
    wide
}

/// The method for a network of this chain. `$path` is the path from the network to a layer.
macro_rules! constant_output {
    ($chain:ty; $i:ident, $last:ident; [$($size:ident),*] [$($a:ident),*] [$($b:ident),*]; $output:ident; $($path:tt).+ $(; $($next:tt).+)*) => {
        impl<const $i: usize, $(const $size: usize,)* $($a: Activation,)* $($b: Optional,)* Params, ArenaLength, Beside>
            Net<$chain, Params, ArenaLength, Beside>
        {
            /// The output for one sample, as a constant expression, in `f64`.
            #[doc(hidden)]
            pub const fn constant_output(&self, input: &[f32; $i]) -> [f64; $last] {
                let values = self.$($path).+.constant_output(&widened(input));
                $(let values = self.$($next).+.constant_output(&values);)*
                values
            }
        }
    };
}

dense_networks!(constant_output);

/// Panics, which is a compile error, if an output differs from the expected value by more than the tolerance.
#[track_caller]
pub const fn near(found: &[f64], expected: &[f32], tolerance: f32) {
    assert!(
        found.len() == expected.len(),
        "the number of expected values is not the number of outputs; write one value for each output"
    );
    let mut index = 0;
    while index < found.len() {
        let difference = (found[index] - expected[index] as f64).abs();
        let is_near = difference <= tolerance as f64; // false for NaN
        if !is_near {
            let mut text = Text::<200>::new();
            text.phrase(&[Word("output "), Count(index), Word(" is ")]);
            text.decimal(found[index]);
            text.push(", but ");
            text.decimal(expected[index] as f64);
            text.push(" is expected, with a tolerance of ");
            text.decimal(tolerance as f64);
            panic!("{}", text.as_str());
        }
        index += 1;
    }
}
