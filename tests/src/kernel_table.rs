//! The kernels of one size as functions of flat slices. The comparison with the simple forms is then compiled only once.

use nn_core::batch::Batch;
use nn_core::kernel;

/// The factor of the updates.
pub const RATE: f32 = -0.3;

/// A computation with matrices. It writes to its last argument.
type Kernel = fn(&Matrices, &mut [f32]);

/// The kernels of one size.
pub struct Kernels {
    /// The length of an input.
    pub inputs: usize,
    /// The length of an output.
    pub outputs: usize,
    affine: Kernel,
    affine_batch: Kernel,
    weight_gradient: Kernel,
    input_gradient: Kernel,
    add_rows: Kernel,
    rank_one: Kernel,
}

/// Inputs and output gradients of a batch, weights and biases of a layer, as flat rows.
#[derive(Debug, Clone, Default)]
pub struct Matrices {
    /// `x[b][i]`
    pub x: Vec<f32>,
    /// `d[b][o]`
    pub d: Vec<f32>,
    /// `w[i][o]`
    pub weights: Vec<f32>,
    /// `bias[o]`
    pub bias: Vec<f32>,
    /// The selected rows of `x`, if the batch is not all rows in order.
    pub order: Option<Vec<u32>>,
}

/// The results of the kernels.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// The outputs, sample by sample.
    pub affine: Vec<f32>,
    /// The outputs as a batch.
    pub affine_batch: Vec<f32>,
    /// The weights after adding their gradient.
    pub weight_gradient: Vec<f32>,
    /// The gradient by the inputs.
    pub input_gradient: Vec<f32>,
    /// The biases after adding their gradient.
    pub add_rows: Vec<f32>,
    /// The weights after an online step with the first sample.
    pub rank_one: Vec<f32>,
    /// The biases after the same step.
    pub add_scaled: Vec<f32>,
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
            rank_one: |m, weights| {
                if let (Some(x), Some(d)) = (m.x().get(0), m.d().first()) {
                    kernel::rank_one::<I, O>(RATE, x, d, weights_mut(weights));
                }
            },
        }
    }

    /// Matrices of this size with numbers from `draw`.
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

    /// Runs all kernels with the selected instruction set.
    pub fn run(&self, matrices: &Matrices) -> Results {
        let numbers = |length: usize| vec![f32::NAN; length];
        let batch = matrices.d.len() / self.outputs;
        let mut results = Results {
            affine: numbers(matrices.d.len()),
            affine_batch: numbers(matrices.d.len()),
            weight_gradient: matrices.weights.clone(),
            input_gradient: numbers(batch * self.inputs),
            add_rows: matrices.bias.clone(),
            rank_one: matrices.weights.clone(),
            add_scaled: matrices.bias.clone(),
        };
        (self.affine)(matrices, &mut results.affine);
        (self.affine_batch)(matrices, &mut results.affine_batch);
        (self.weight_gradient)(matrices, &mut results.weight_gradient);
        (self.input_gradient)(matrices, &mut results.input_gradient);
        (self.add_rows)(matrices, &mut results.add_rows);
        (self.rank_one)(matrices, &mut results.rank_one);
        kernel::add_scaled(RATE, &matrices.d, &mut results.add_scaled);
        results
    }
}
