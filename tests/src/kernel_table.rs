//! The kernels of one size behind flat slices, so that what compares them with their slow forms is compiled once and not
//! for each size.

use nn_core::batch::Batch;
use nn_core::kernel;

use crate::compare::{assert_same, assert_within};
use crate::kernels::{Sizes, dot_exact};
use crate::tolerance::ANY_ORDER;

/// The kernels of one size.
pub struct Kernels {
    /// The length of an input.
    pub inputs: usize,
    /// The length of an output.
    pub outputs: usize,
    affine: fn(&Matrices, y: &mut [f32]),
    affine_batch: fn(&Matrices, y: &mut [f32]),
    weight_gradient: fn(&Matrices, d_weights: &mut [f32]),
    input_gradient: fn(&Matrices, d_x: &mut [f32]),
    add_rows: fn(&Matrices, sum: &mut [f32]),
    rank_one: fn(&Matrices, scale: f32, weights: &mut [f32]),
}

/// Inputs and output gradients of a batch, weights and biases of a layer, as flat rows.
#[derive(Debug, Clone, Default)]
pub struct Matrices {
    x: Vec<f32>,
    d: Vec<f32>,
    weights: Vec<f32>,
    bias: Vec<f32>,
    /// The rows of `x` of which the batch consists, if not all in order.
    order: Option<Vec<u32>>,
}

impl Matrices {
    fn x<const I: usize>(&self) -> Batch<'_, [f32; I]> {
        let rows = self.x.as_chunks().0;
        self.order
            .as_ref()
            .map_or(Batch::all(rows), |order| Batch::picked(rows, order))
    }
    fn d<const O: usize>(&self) -> &[[f32; O]] {
        self.d.as_chunks().0
    }
    fn weights<const I: usize, const O: usize>(&self) -> &[[f32; O]; I] {
        weights(&self.weights)
    }
    fn bias<const O: usize>(&self) -> &[f32; O] {
        self.bias.first_chunk().expect("a bias for each output")
    }
}

fn weights<const I: usize, const O: usize>(flat: &[f32]) -> &[[f32; O]; I] {
    flat.as_chunks()
        .0
        .first_chunk()
        .expect("a row for each input")
}

fn weights_mut<const I: usize, const O: usize>(flat: &mut [f32]) -> &mut [[f32; O]; I] {
    flat.as_chunks_mut()
        .0
        .first_chunk_mut()
        .expect("a row for each input")
}

impl Kernels {
    /// The kernels from `I` inputs to `O` outputs.
    pub const fn of<const I: usize, const O: usize>() -> Self {
        Kernels {
            inputs: I,
            outputs: O,
            affine: |m, y| {
                for (x, y) in m.x::<I>().iter().zip(y.as_chunks_mut().0) {
                    kernel::affine::<I, O>(x, m.weights(), m.bias(), y);
                }
            },
            affine_batch: |m, y| {
                kernel::affine_batch::<I, O>(m.x(), m.weights(), m.bias(), y.as_chunks_mut().0);
            },
            weight_gradient: |m, d_weights| {
                kernel::weight_gradient::<I, O>(m.x(), m.d(), weights_mut(d_weights));
            },
            input_gradient: |m, d_x| {
                kernel::input_gradient::<I, O>(m.d(), m.weights(), d_x.as_chunks_mut().0);
            },
            add_rows: |m, sum| {
                kernel::add_rows::<O>(m.d(), sum.first_chunk_mut().expect("a sum for each output"));
            },
            rank_one: |m, scale, weights| {
                if let (Some(x), Some(d)) = (m.x().get(0), m.d().first()) {
                    kernel::rank_one::<I, O>(scale, x, d, weights_mut(weights));
                }
            },
        }
    }

    /// Matrices of this size with numbers that `draw` gives.
    pub fn draw(&self, batch: usize, mut draw: impl FnMut() -> f32) -> Matrices {
        let mut row = |length: usize| (0..length).map(|_| draw()).collect();
        Matrices {
            x: row(batch * self.inputs),
            d: row(batch * self.outputs),
            weights: row(self.inputs * self.outputs),
            bias: row(self.outputs),
            order: None,
        }
    }

    /// All kernels over one batch, and those that read inputs once more over rows picked in another order.
    pub fn check(&self, batch: usize, matrices: Matrices) {
        let case = format!("{} x {}, batch {batch}", self.inputs, self.outputs);
        let sizes = Sizes {
            inputs: self.inputs,
            outputs: self.outputs,
            batch,
        };
        self.check_inputs(&case, &sizes, &matrices, &matrices.x);
        self.check_input_gradient(&case, &sizes, &matrices);
        self.check_updates(&case, &sizes, &matrices);

        let order: Vec<u32> = (0..batch)
            .map(|row| ((row * row + 1) % batch) as u32)
            .collect();
        let row = |row: &u32| &matrices.x[*row as usize * self.inputs..][..self.inputs];
        let x: Vec<f32> = order.iter().flat_map(row).copied().collect();
        let order = Some(order);
        let picked = Matrices { order, ..matrices };
        self.check_inputs(&format!("{case}, picked"), &sizes, &picked, &x);
    }

    /// The kernels that read the inputs `x` of a batch.
    fn check_inputs(&self, case: &str, sizes: &Sizes, matrices: &Matrices, x: &[f32]) {
        let Matrices {
            d, weights, bias, ..
        } = matrices;
        let want = sizes.affine(x, weights, bias);
        let mut y = vec![f32::NAN; want.len()];
        (self.affine_batch)(matrices, &mut y);
        assert_same(&format!("{case}: affine_batch"), &y, &want);
        y.fill(f32::NAN);
        (self.affine)(matrices, &mut y);
        assert_same(&format!("{case}: affine"), &y, &want);

        let mut d_weights = weights.clone();
        (self.weight_gradient)(matrices, &mut d_weights);
        let want = sizes.weight_gradient(x, d, weights);
        assert_same(&format!("{case}: weight_gradient"), &d_weights, &want);
    }

    /// The gradient by the inputs: the documented order to the bit, and the sum itself whatever the order.
    fn check_input_gradient(&self, case: &str, sizes: &Sizes, matrices: &Matrices) {
        let case = format!("{case}: input_gradient");
        let Matrices { d, weights, .. } = matrices;
        let want = sizes.input_gradient(d, weights);
        let mut d_x = vec![f32::NAN; want.len()];
        (self.input_gradient)(matrices, &mut d_x);
        assert_same(&case, &d_x, &want);

        let rows = || weights.chunks(self.outputs);
        let pairs = d
            .chunks(self.outputs)
            .flat_map(|d| rows().map(move |row| dot_exact(row, d)));
        let (exact, terms): (Vec<f64>, Vec<f64>) = pairs.unzip();
        if terms.iter().all(|size| *size < f64::from(f32::MAX)) {
            let limit = |index: usize| ANY_ORDER.limit(self.outputs as f64 * terms[index]);
            assert_within(&case, &d_x, &exact, limit);
        }
    }

    /// `add_rows`, `rank_one` and `add_scaled`.
    fn check_updates(&self, case: &str, sizes: &Sizes, matrices: &Matrices) {
        const RATE: f32 = -0.3;
        let Matrices {
            x,
            d,
            weights,
            bias,
            ..
        } = matrices;
        let mut sum = bias.clone();
        (self.add_rows)(matrices, &mut sum);
        assert_same(&format!("{case}: add_rows"), &sum, &sizes.add_rows(d, bias));
        if sizes.batch == 0 {
            return;
        }
        let (x, d) = (&x[..self.inputs], &d[..self.outputs]);
        let mut moved = weights.clone();
        (self.rank_one)(matrices, RATE, &mut moved);
        let terms = x.iter().flat_map(|x| d.iter().map(move |d| (RATE * x) * d));
        let want: Vec<f32> = weights
            .iter()
            .zip(terms)
            .map(|(w, term)| w + term)
            .collect();
        assert_same(&format!("{case}: rank_one"), &moved, &want);

        let mut moved = bias.clone();
        kernel::add_scaled(RATE, d, &mut moved);
        let want: Vec<f32> = bias.iter().zip(d).map(|(b, d)| b + RATE * d).collect();
        assert_same(&format!("{case}: add_scaled"), &moved, &want);
    }
}
