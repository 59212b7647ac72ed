//! Tensors of any shape: weights, shapes and values of a model.

/// The most elements of a tensor. A file states sizes, so they are checked before memory is taken.
const MOST: usize = 1 << 25;

/// A tensor. Integers are stored as `f64`, too: a model's integers are sizes, axes and positions.
#[derive(Debug, Clone, PartialEq)]
pub struct Tensor {
    /// The size of each axis. It is empty for a single number.
    pub shape: Vec<usize>,
    /// The elements, the last axis first.
    pub values: Vec<f64>,
}

impl Tensor {
    /// A tensor of this shape.
    ///
    /// # Errors
    /// The number of values is not that of the shape.
    pub fn new(shape: Vec<usize>, values: Vec<f64>) -> Result<Self, String> {
        if count(&shape)? == values.len() {
            Ok(Tensor { shape, values })
        } else {
            let found = values.len();
            Err(format!("a tensor of {shape:?} has {found} values"))
        }
    }

    /// A tensor whose elements are all the same.
    ///
    /// # Errors
    /// The shape has too many elements.
    pub fn filled(shape: Vec<usize>, value: f64) -> Result<Self, String> {
        let values = vec![value; count(&shape)?];
        Ok(Tensor { shape, values })
    }

    /// A list of integers.
    pub fn list(values: impl IntoIterator<Item = usize>) -> Self {
        let values: Vec<f64> = values.into_iter().map(|value| value as f64).collect();
        Tensor {
            shape: vec![values.len()],
            values,
        }
    }

    /// The only element.
    pub fn single(&self) -> Option<f64> {
        match self.values[..] {
            [value] => Some(value),
            _ => None,
        }
    }

    /// The elements as integers.
    pub fn integers(&self) -> Vec<i64> {
        self.values.iter().map(|value| *value as i64).collect()
    }

    /// The elements as `f32`.
    pub fn floats(&self) -> Vec<f32> {
        self.values.iter().map(|value| *value as f32).collect()
    }

    /// Whether all elements are this number.
    pub fn is_all(&self, number: f64) -> bool {
        self.values.iter().all(|value| *value == number)
    }

    /// The same elements in another shape.
    ///
    /// # Errors
    /// The number of elements differs.
    pub fn reshaped(&self, shape: Vec<usize>) -> Result<Self, String> {
        if count(&shape)? == self.values.len() {
            let values = self.values.clone();
            Ok(Tensor { shape, values })
        } else {
            let from = &self.shape;
            Err(format!("{from:?} cannot be reshaped to {shape:?}"))
        }
    }

    /// The axes in another order.
    ///
    /// # Errors
    /// `order` is not a permutation of the axes.
    pub fn transposed(&self, order: &[usize]) -> Result<Self, String> {
        let mut sorted = order.to_vec();
        sorted.sort_unstable();
        if sorted.iter().copied().ne(0..self.shape.len()) {
            let shape = &self.shape;
            return Err(format!(
                "{order:?} is not an order of the axes of {shape:?}"
            ));
        }
        let steps = steps(&self.shape);
        let shape: Vec<usize> = order.iter().map(|axis| self.shape[*axis]).collect();
        let steps: Vec<usize> = order.iter().map(|axis| steps[*axis]).collect();
        let mut values = Vec::with_capacity(self.values.len());
        let (mut at, mut place) = (vec![0; shape.len()], 0);
        for _ in 0..self.values.len() {
            values.push(self.values[place]);
            // The next position: the last axis that is not at its end goes on, and those after it begin again.
            for axis in (0..shape.len()).rev() {
                at[axis] += 1;
                place += steps[axis];
                if at[axis] < shape[axis] {
                    break;
                }
                place -= at[axis] * steps[axis];
                at[axis] = 0;
            }
        }
        Ok(Tensor { shape, values })
    }

    /// A tensor of the common shape of both, by the rules of broadcasting.
    ///
    /// # Errors
    /// An axis differs, and is 1 in neither.
    pub fn zip(&self, other: &Self, work: impl Fn(f64, f64) -> f64) -> Result<Self, String> {
        if self.shape == other.shape {
            let pairs = self.values.iter().zip(&other.values);
            let values = pairs.map(|(one, two)| work(*one, *two)).collect();
            let shape = self.shape.clone();
            return Ok(Tensor { shape, values });
        }
        let shape = broadcast(&self.shape, &other.shape)?;
        count(&shape)?;
        let (one, two) = (spread(&self.shape, &shape), spread(&other.shape, &shape));
        let place = |at: &[usize], steps: &[usize]| -> usize {
            at.iter().zip(steps).map(|(at, step)| at * step).sum()
        };
        let values = positions(&shape).map(|at| {
            let (one, two) = (place(&at, &one), place(&at, &two));
            work(self.values[one], other.values[two])
        });
        let values = values.collect();
        Ok(Tensor { shape, values })
    }

    /// Each element changed.
    pub fn map(&self, work: impl Fn(f64) -> f64) -> Self {
        Tensor {
            shape: self.shape.clone(),
            values: self.values.iter().map(|value| work(*value)).collect(),
        }
    }
}

/// The number of elements of a shape.
///
/// # Errors
/// There are too many.
pub fn count(shape: &[usize]) -> Result<usize, String> {
    let count = shape.iter().try_fold(1_usize, |count, size| {
        count.checked_mul(*size).filter(|count| *count <= MOST)
    });
    count.ok_or_else(|| format!("a tensor of {shape:?} has more than {MOST} elements"))
}

/// The distance between neighbors along each axis.
pub fn steps(shape: &[usize]) -> Vec<usize> {
    let mut steps = vec![1; shape.len()];
    for axis in (1..shape.len()).rev() {
        steps[axis - 1] = steps[axis] * shape[axis];
    }
    steps
}

/// All positions in a shape, in the order of the elements.
pub fn positions(shape: &[usize]) -> impl Iterator<Item = Vec<usize>> + '_ {
    let total = shape.iter().product();
    let steps = steps(shape);
    (0..total).map(move |index: usize| {
        let axes = steps.iter().zip(shape);
        axes.map(|(step, size)| index / step % size).collect()
    })
}

/// The common shape of two tensors.
pub(crate) fn broadcast(one: &[usize], two: &[usize]) -> Result<Vec<usize>, String> {
    let axes = one.len().max(two.len());
    let size = |shape: &[usize], axis: usize| {
        let missing = axes - shape.len();
        if axis < missing {
            1
        } else {
            shape[axis - missing]
        }
    };
    let common = (0..axes).map(|axis| match (size(one, axis), size(two, axis)) {
        (one, two) if one == two => Ok(one),
        (1, other) | (other, 1) => Ok(other),
        _ => Err(format!("the shapes {one:?} and {two:?} do not fit")),
    });
    common.collect()
}

/// The distances along the axes of a common shape, 0 for an axis that is repeated.
pub(crate) fn spread(shape: &[usize], common: &[usize]) -> Vec<usize> {
    let missing = common.len() - shape.len();
    let steps = steps(shape);
    let step = |axis: usize| match axis.checked_sub(missing) {
        Some(own) if shape[own] != 1 => steps[own],
        _ => 0,
    };
    (0..common.len()).map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(shape: &[usize], values: &[f64]) -> Tensor {
        Tensor::new(shape.to_vec(), values.to_vec()).unwrap()
    }

    #[test]
    fn axes_are_exchanged() {
        let tensor = of(&[2, 3], &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        let expected = of(&[3, 2], &[1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
        assert_eq!(tensor.transposed(&[1, 0]).unwrap(), expected);
        assert!(tensor.transposed(&[0, 0]).is_err());
    }

    #[test]
    fn shapes_are_broadcast() {
        let column = of(&[2, 1], &[10.0, 20.0]);
        let row = of(&[3], &[1.0, 2.0, 3.0]);
        let sum = column.zip(&row, |a, b| a + b).unwrap();
        assert_eq!(sum, of(&[2, 3], &[11.0, 12.0, 13.0, 21.0, 22.0, 23.0]));
        assert!(of(&[2], &[1.0, 2.0]).zip(&row, |a, b| a + b).is_err());
    }

    #[test]
    fn sizes_that_no_memory_holds_are_refused() {
        assert!(count(&[usize::MAX, 2]).is_err());
        assert!(Tensor::filled(vec![1 << 20, 1 << 20], 0.0).is_err());
    }
}
