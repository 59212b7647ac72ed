//! Plain loops over arrays, and functions of the standard library.

/// `y = x W + b`
pub fn affine<const I: usize, const O: usize>(
    x: &[f32; I],
    weights: &[[f32; O]; I],
    bias: &[f32; O],
    y: &mut [f32; O],
) {
    *y = *bias;
    for (x, row) in x.iter().zip(weights) {
        for (y, w) in y.iter_mut().zip(row) {
            *y += x * w;
        }
    }
}

/// `d_x = d W^T`
pub fn input_gradient<const I: usize, const O: usize>(
    d: &[f32; O],
    weights: &[[f32; O]; I],
    d_x: &mut [f32; I],
) {
    for (d_x, row) in d_x.iter_mut().zip(weights) {
        *d_x = row.iter().zip(d).map(|(w, d)| w * d).sum();
    }
}

/// `W += scale x^T d`
pub fn rank_one<const I: usize, const O: usize>(
    scale: f32,
    x: &[f32; I],
    d: &[f32; O],
    weights: &mut [[f32; O]; I],
) {
    for (x, row) in x.iter().zip(weights) {
        for (w, d) in row.iter_mut().zip(d) {
            *w += scale * x * d;
        }
    }
}

/// ReLU.
pub fn relu(values: &mut [f32]) {
    for value in values {
        *value = value.max(0.0);
    }
}

/// The backward pass of ReLU.
pub fn relu_backward(outputs: &[f32], d_values: &mut [f32]) {
    for (d_value, output) in d_values.iter_mut().zip(outputs) {
        if *output <= 0.0 {
            *d_value = 0.0;
        }
    }
}

/// The hyperbolic tangent of the standard library.
pub fn tanh(values: &mut [f32]) {
    for value in values {
        *value = value.tanh();
    }
}

/// Softmax.
pub fn softmax(values: &mut [f32]) {
    let largest = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for value in values.iter_mut() {
        *value = (*value - largest).exp();
        sum += *value;
    }
    for value in values {
        *value /= sum;
    }
}

/// Adam, with the running means of gradients and squares.
#[derive(Debug, Clone)]
pub struct Adam {
    rate: f32,
    steps: i32,
    means: Vec<f32>,
    squares: Vec<f32>,
}

impl Adam {
    /// The optimizer before the first step.
    pub fn new(rate: f32, parameters: usize) -> Self {
        Adam {
            rate,
            steps: 0,
            means: vec![0.0; parameters],
            squares: vec![0.0; parameters],
        }
    }

    /// Updates the parameters.
    pub fn step(&mut self, parameters: &mut [f32], gradients: &[f32]) {
        const BETAS: [f32; 2] = [0.9, 0.999];
        self.steps += 1;
        let [c, d] = BETAS.map(|beta| (1.0 - f64::from(beta).powi(self.steps)) as f32);
        let (rate, root) = (self.rate / c, 1.0 / d.sqrt());
        let means = self.means.iter_mut().zip(&mut self.squares);
        for ((p, g), (mean, square)) in parameters.iter_mut().zip(gradients).zip(means) {
            *mean = BETAS[0] * *mean + (1.0 - BETAS[0]) * g;
            *square = BETAS[1] * *square + (1.0 - BETAS[1]) * g * g;
            *p -= rate * *mean / (square.sqrt() * root + 1e-8);
        }
    }
}
