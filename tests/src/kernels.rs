//! The kernels in their simple form: single sums in the order that nn-core documents.

/// The number of lanes of a sum over outputs.
pub const OUTPUT_LANES: usize = 4;
/// The number of lanes of a norm.
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

/// A product with an input of 0. It is 0, unless the other factor is infinite or NaN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zeros {
    /// It is added.
    Counted,
    /// It is skipped, for any other factor.
    Skipped,
}

impl Zeros {
    /// Whether the product with this input is skipped.
    pub fn skip(self, input: f32) -> bool {
        self == Zeros::Skipped && input == 0.0
    }
}

impl Sizes {
    /// `y[b][o] = (bias[o] + 0) + sum x[b][i] w[i][o]`, over the inputs in order.
    pub fn affine(&self, zeros: Zeros, x: &[f32], weights: &[f32], bias: &[f32]) -> Vec<f32> {
        let start: Vec<f32> = bias.iter().map(|bias| bias + 0.0).collect();
        let mut all = start.repeat(self.batch);
        for (x, y) in x.chunks(self.inputs).zip(all.chunks_mut(self.outputs)) {
            for (x, w) in x.iter().zip(weights.chunks(self.outputs)) {
                if !zeros.skip(*x) {
                    add_scaled(*x, w, y);
                }
            }
        }
        all
    }

    /// `d_w[i][o] + sum x[b][i] d[b][o]`, over the samples in order.
    pub fn weight_gradient(&self, zeros: Zeros, x: &[f32], d: &[f32], before: &[f32]) -> Vec<f32> {
        let mut all = before.to_vec();
        for (x, d) in x.chunks(self.inputs).zip(d.chunks(self.outputs)) {
            for (x, d_w) in x.iter().zip(all.chunks_mut(self.outputs)) {
                if !zeros.skip(*x) {
                    add_scaled(*x, d, d_w);
                }
            }
        }
        all
    }

    /// `d_x[b][i] = sum d[b][o] w[i][o]`, over the outputs in [`OUTPUT_LANES`].
    pub fn input_gradient(&self, d: &[f32], weights: &[f32]) -> Vec<f32> {
        let mut all = Vec::with_capacity(self.batch * self.inputs);
        for d in d.chunks(self.outputs) {
            for w in weights.chunks(self.outputs) {
                all.push(dot::<OUTPUT_LANES>(w, d));
            }
        }
        all
    }

    /// `w[i][o] + (scale x[i]) d[o]`, of one sample.
    pub fn rank_one(&self, zeros: Zeros, scale: f32, x: &[f32], d: &[f32], w: &[f32]) -> Vec<f32> {
        let mut all = w.to_vec();
        for (x, w) in x.iter().zip(all.chunks_mut(self.outputs)) {
            if !zeros.skip(*x) {
                add_scaled(scale * x, d, w);
            }
        }
        all
    }

    /// `sum[o] + sum d[b][o]`, over the samples in order.
    pub fn add_rows(&self, d: &[f32], before: &[f32]) -> Vec<f32> {
        let mut sum = before.to_vec();
        for d in d.chunks(self.outputs) {
            add_scaled(1.0, d, &mut sum);
        }
        sum
    }
}

/// `y[k] + scale x[k]`
pub fn add_scaled(scale: f32, x: &[f32], y: &mut [f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += scale * x;
    }
}

/// `sum a[k] b[k]` in `lanes` lanes, a power of two. Lane `l` adds the terms `l`, `l + lanes`, `l + 2 lanes` and so on. Then the upper
/// half of the lanes is added to the lower half until one lane remains.
pub fn dot<const LANES: usize>(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0; LANES];
    for k in 0..a.len() {
        sums[k % LANES] += a[k] * b[k];
    }
    let mut width = LANES;
    while width > 1 {
        width /= 2;
        for lane in 0..width {
            sums[lane] += sums[lane + width];
        }
    }
    sums[0]
}
