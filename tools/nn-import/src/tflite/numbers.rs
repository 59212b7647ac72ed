//! The constant numbers of a model.

use nn_core::tflite::ModelTensor;

use crate::kind::Kind;
use crate::tensor::Tensor;

/// The constant numbers of a tensor. Those of a quantized tensor are the real numbers that its integers represent.
///
/// # Errors
/// They have a type that is not read.
pub(super) fn of(tensor: &ModelTensor<'_>) -> Result<Tensor, String> {
    let numbers = tensor.numbers();
    let kind = Kind::of_tflite(numbers)
        .ok_or_else(|| format!("the type {} of a tensor is not read", numbers.name()))?;
    let values = kind.read(tensor.data())?;
    let values = represented(tensor, values);
    Tensor::new(tensor.shape().to_vec(), values)
}

/// The real numbers that integers represent: `scale (q - zero point)`, with a scale for all or for each channel.
fn represented(tensor: &ModelTensor<'_>, mut values: Vec<f64>) -> Vec<f64> {
    let grids: Vec<(f64, f64)> = (0..tensor.scales())
        .filter_map(|at| Some((tensor.scale(at)?.into(), tensor.zero_point(at)? as f64)))
        .collect();
    let inner = tensor.shape().get(tensor.quantized_dimension() + 1..);
    let inner: usize = inner.unwrap_or_default().iter().product();
    if !grids.is_empty() {
        for (index, value) in values.iter_mut().enumerate() {
            let (scale, zero) = grids[index / inner.max(1) % grids.len()];
            *value = scale * (*value - zero);
        }
    }
    values
}
