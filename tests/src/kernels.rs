//! The kernels in their slow, obvious form: single sums in the order that nn-core documents.

/// The lanes in which nn-core adds up a sum over outputs.
pub const OUTPUT_LANES: usize = 4;
/// The lanes in which nn-core adds up a norm.
pub const NORM_LANES: usize = 16;

/// A dense layer's matrices as flat rows: `x[b][i]`, `w[i][o]`, `d[b][o]`.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// The length of an input.
    pub inputs: usize,
    /// The length of an output.
    pub outputs: usize,
    /// The number of samples.
    pub batch: usize,
}

impl Sizes {
    /// `y[b][o] = bias[o] + sum x[b][i] w[i][o]`, over the inputs in order.
    pub fn affine(&self, x: &[f32], weights: &[f32], bias: &[f32]) -> Vec<f32> {
        self.outputs(|b, o| {
            let terms =
                (0..self.inputs).map(|i| x[b * self.inputs + i] * weights[i * self.outputs + o]);
            terms.fold(bias[o], |sum, term| sum + term)
        })
    }

    /// `d_w[i][o] + sum x[b][i] d[b][o]`, over the samples in order.
    pub fn weight_gradient(&self, x: &[f32], d: &[f32], before: &[f32]) -> Vec<f32> {
        let mut all = Vec::with_capacity(before.len());
        for i in 0..self.inputs {
            for o in 0..self.outputs {
                let terms =
                    (0..self.batch).map(|b| x[b * self.inputs + i] * d[b * self.outputs + o]);
                all.push(terms.fold(before[i * self.outputs + o], |sum, term| sum + term));
            }
        }
        all
    }

    /// `d_x[b][i] = sum d[b][o] w[i][o]`, over the outputs in [`OUTPUT_LANES`].
    pub fn input_gradient(&self, d: &[f32], weights: &[f32]) -> Vec<f32> {
        let row =
            |matrix: &[f32], index: usize| matrix[index * self.outputs..][..self.outputs].to_vec();
        let mut all = Vec::with_capacity(self.batch * self.inputs);
        for b in 0..self.batch {
            for i in 0..self.inputs {
                all.push(dot(OUTPUT_LANES, &row(weights, i), &row(d, b)));
            }
        }
        all
    }

    /// `sum[o] + sum d[b][o]`, over the samples in order.
    pub fn add_rows(&self, d: &[f32], before: &[f32]) -> Vec<f32> {
        let sum =
            |o: usize| (0..self.batch).fold(before[o], |sum, b| sum + d[b * self.outputs + o]);
        (0..self.outputs).map(sum).collect()
    }

    fn outputs(&self, value: impl Fn(usize, usize) -> f32) -> Vec<f32> {
        let rows = 0..self.batch;
        rows.flat_map(|b| (0..self.outputs).map(move |o| (b, o)))
            .map(|(b, o)| value(b, o))
            .collect()
    }
}

/// `sum a[k] b[k]` in so many lanes, a power of two: lane `l` adds up the terms `l`, `l + lanes`, `l + 2 lanes`...; then the
/// upper half of the lanes is added to the lower until one is left.
pub fn dot(lanes: usize, a: &[f32], b: &[f32]) -> f32 {
    let mut sums = vec![0.0; lanes];
    for (k, (a, b)) in a.iter().zip(b).enumerate() {
        sums[k % lanes] += a * b;
    }
    while sums.len() > 1 {
        let upper = sums.split_off(sums.len() / 2);
        sums.iter_mut()
            .zip(upper)
            .for_each(|(low, high)| *low += high);
    }
    sums[0]
}

/// `sum a[k] b[k]` in `f64`, and the sum of the terms' sizes.
pub fn dot_exact(a: &[f32], b: &[f32]) -> (f64, f64) {
    let terms = a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b));
    terms.fold((0.0, 0.0), |(sum, sizes), term| {
        (sum + term, sizes + term.abs())
    })
}
