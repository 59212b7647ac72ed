//! Products of matrices.

use super::Inputs;
use crate::graph::Node;
use crate::tensor::{Tensor, count};

pub(super) const OPERATORS: [&str; 2] = ["MatMul", "Gemm"];

pub(super) fn compute(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let (a, b) = (inputs.at(0)?, inputs.at(1)?);
    if node.operator == "MatMul" {
        return product(a, b);
    }
    let turned = |tensor: &Tensor, name: &str| match node.int(name) {
        Some(0) | None => Ok(tensor.clone()),
        _ => tensor.transposed(&[1, 0]),
    };
    let product = product(&turned(a, "transA")?, &turned(b, "transB")?)?;
    let alpha = f64::from(node.float("alpha").unwrap_or(1.0));
    let product = product.map(|x| alpha * x);
    match inputs.get(2) {
        None => Ok(product),
        Some(c) => {
            let beta = f64::from(node.float("beta").unwrap_or(1.0));
            product.zip(c, |x, c| x + beta * c)
        }
    }
}

/// The product of a matrix, a row or a stack of matrices with a matrix.
fn product(a: &Tensor, b: &Tensor) -> Result<Tensor, String> {
    let [inner, columns] = b.shape[..] else {
        return Err(format!(
            "its second input has the shape {:?}, not that of a matrix",
            b.shape
        ));
    };
    let Some((last, rows)) = a.shape.split_last() else {
        return Err("its first input is a single number".to_owned());
    };
    if *last != inner || inner == 0 {
        return Err(format!(
            "the shapes {:?} and {:?} do not fit",
            a.shape, b.shape
        ));
    }
    let shape = [rows, &[columns]].concat();
    let mut values = Vec::with_capacity(count(&shape)?);
    for row in a.values.chunks_exact(inner) {
        for column in 0..columns {
            let weights = b.values.iter().skip(column).step_by(columns);
            values.push(row.iter().zip(weights).map(|(x, w)| x * w).sum());
        }
    }
    Tensor::new(shape, values)
}
