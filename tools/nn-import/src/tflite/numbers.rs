//! The constant numbers of a model.

use nn_core::tflite::{ModelTensor, Numbers};

use crate::half::half;
use crate::tensor::Tensor;

/// The constant numbers of a tensor. Those of a quantized tensor are the real numbers that its integers represent.
///
/// # Errors
/// They have a type that is not read.
pub(super) fn of(tensor: &ModelTensor<'_>) -> Result<Tensor, String> {
    let bytes = tensor.data();
    let values: Vec<f64> = match tensor.numbers() {
        Numbers::Float32 => each(bytes, |bytes| f32::from_le_bytes(bytes).into()),
        Numbers::Int8 => each(bytes, |bytes| i8::from_le_bytes(bytes).into()),
        Numbers::Int32 => each(bytes, |bytes| i32::from_le_bytes(bytes).into()),
        Numbers::Int64 => each(bytes, |bytes| i64::from_le_bytes(bytes) as f64),
        Numbers::Other(1) => each(bytes, |bytes| half(u16::from_le_bytes(bytes))),
        other => return Err(format!("the type {} of a tensor is not read", other.name())),
    };
    let values = represented(tensor, values);
    Tensor::new(tensor.shape().to_vec(), values)
}

fn each<const N: usize>(bytes: &[u8], number: impl Fn([u8; N]) -> f64) -> Vec<f64> {
    let (chunks, _) = bytes.as_chunks();
    chunks.iter().map(|chunk| number(*chunk)).collect()
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
