//! Products of matrices.

use super::Inputs;
use crate::graph::Node;
use crate::tensor::{Tensor, broadcast, count, positions, spread};

pub(super) const OPERATORS: [&str; 2] = ["MatMul", "Gemm"];

pub(super) fn compute(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let (a, b) = (inputs.at(0)?, inputs.at(1)?);
    if node.operator == "MatMul" {
        return product(a, b, inputs);
    }
    let turned = |tensor: &Tensor, name: &str| match node.int(name) {
        _ if tensor.shape.len() != 2 => Err(format!("{:?} is not a matrix", tensor.shape)),
        Some(0) | None => Ok(tensor.clone()),
        _ => tensor.transposed(&[1, 0]),
    };
    let product = product(&turned(a, "transA")?, &turned(b, "transB")?, inputs)?;
    let alpha = f64::from(node.float("alpha").unwrap_or(1.0));
    let product = product.map(|x| alpha * x);
    let Some(c) = inputs.get(2) else {
        return Ok(product);
    };
    let beta = f64::from(node.float("beta").unwrap_or(1.0));
    let sum = inputs.zip(&product, c, |x, c| x + beta * c)?;
    if sum.shape == product.shape {
        Ok(sum)
    } else {
        let (bias, product) = (&c.shape, &product.shape);
        Err(format!(
            "a bias of {bias:?} does not fit a product of {product:?}"
        ))
    }
}

/// The product of matrices, or of stacks of matrices, whose axes before the last two are broadcast. A vector is a row on the left and a
/// column on the right.
fn product(a: &Tensor, b: &Tensor, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let (stack_of_a, rows, inner) = match &a.shape[..] {
        [inner] => (&[][..], None, *inner),
        [stack @ .., rows, inner] => (stack, Some(*rows), *inner),
        [] => return Err("its first input is a single number".to_owned()),
    };
    let (stack_of_b, inner_of_b, columns) = match &b.shape[..] {
        [inner] => (&[][..], *inner, None),
        [stack @ .., inner, columns] => (stack, *inner, Some(*columns)),
        [] => return Err("its second input is a single number".to_owned()),
    };
    if inner != inner_of_b {
        let (a, b) = (&a.shape, &b.shape);
        return Err(format!("the shapes {a:?} and {b:?} do not fit"));
    }
    let stack = broadcast(stack_of_a, stack_of_b)?;
    let ends = [rows, columns];
    let shape = [&stack[..], &ends.into_iter().flatten().collect::<Vec<_>>()].concat();
    let (rows, columns) = (rows.unwrap_or(1), columns.unwrap_or(1));
    inputs.budget.operations(&[count(&shape)?, inner])?;
    inputs.budget.read(count(&shape)?)?;
    let (of_a, of_b) = (spread(stack_of_a, &stack), spread(stack_of_b, &stack));
    let mut values = vec![0.0; count(&shape)?];
    let matrices = values.chunks_mut((rows * columns).max(1));
    for (at, sums) in positions(&stack).zip(matrices) {
        let a = &a.values[place(&at, &of_a) * rows * inner..][..rows * inner];
        let b = &b.values[place(&at, &of_b) * inner * columns..][..inner * columns];
        for (row, sums) in sums.chunks_mut(columns.max(1)).enumerate() {
            let row = &a[row * inner..][..inner];
            for (x, weights) in row.iter().zip(b.chunks(columns.max(1))) {
                sums.iter_mut()
                    .zip(weights)
                    .for_each(|(sum, weight)| *sum += x * weight);
            }
        }
    }
    Tensor::new(shape, values)
}

fn place(at: &[usize], steps: &[usize]) -> usize {
    at.iter().zip(steps).map(|(at, step)| at * step).sum()
}
