//! Sizes that the macro cannot compute, as it does not see the constants: the compiler computes them with these functions.
//!
//! None of them panics, and none gives 0: they stand in types, where one mistake would be reported several times. The rules
//! are checked once, elsewhere.

use crate::tensor::Shape;

/// The largest size.
pub(super) const MOST: usize = u32::MAX as usize;

/// The sum of all.
pub const fn sum(numbers: &[usize]) -> usize {
    let mut sum = 0usize;
    let mut index = 0;
    while index < numbers.len() {
        sum = sum.saturating_add(numbers[index]);
        index += 1;
    }
    sum
}

/// The product of all.
pub const fn product(numbers: &[usize]) -> usize {
    let mut product = 1usize;
    let mut index = 0;
    while index < numbers.len() {
        product = product.saturating_mul(numbers[index]);
        index += 1;
    }
    product
}

/// A dimension of a shape. If it has not so many, which is an error, as large a one as the layers behind may need, about
/// which there shall not be more errors.
pub const fn dimension(shape: Shape, index: usize) -> usize {
    const LARGE: usize = 256;
    match (shape, index) {
        (Shape::Vector(n), 0) => n,
        (Shape::Sequence(channels, _) | Shape::Image(channels, _, _), 0) => channels,
        (Shape::Sequence(_, length), 1) => length,
        (Shape::Image(_, height, _), 1) => height,
        (Shape::Image(_, _, width), 2) => width,
        _ => LARGE,
    }
}

/// The length of an input with as much padding on either side.
pub const fn padded(input: usize, padding: usize) -> usize {
    input.saturating_add(padding.saturating_mul(2))
}

/// To how many places a window slides over an input with as much padding on either side. A kernel that is too long, which
/// is an error, counts as 1, so that there are no more errors behind.
pub const fn places(input: usize, kernel: usize, stride: usize, padding: usize) -> usize {
    let room = padded(input, padding);
    let rest = match room.checked_sub(kernel) {
        Some(rest) => rest,
        None => room.saturating_sub(1),
    };
    match rest.checked_div(stride) {
        Some(steps) => steps.saturating_add(1),
        None => rest.saturating_add(1),
    }
}

/// The same, rounded up (PyTorch's `ceil_mode`): the last window may end behind the padding, but it begins in the input or in the
/// padding before it.
pub const fn places_up(input: usize, kernel: usize, stride: usize, padding: usize) -> usize {
    let rest = padded(input, padding).saturating_sub(kernel);
    let last = rest.div_ceil(at_least_one(stride));
    if last.saturating_mul(stride) < input.saturating_add(padding) {
        last.saturating_add(1)
    } else {
        at_least_one(last)
    }
}

/// To how many places a window slides over an input with as much padding as it needs for that.
pub const fn places_same(input: usize, stride: usize) -> usize {
    if stride == 0 {
        1
    } else {
        input.div_ceil(stride)
    }
}

/// The smaller half of that padding, which lies before the input.
pub const fn before_same(input: usize, kernel: usize, stride: usize) -> usize {
    let last = places_same(input, stride).saturating_sub(1);
    let reached = last.saturating_mul(stride).saturating_add(kernel);
    reached.saturating_sub(input) / 2
}

/// The length of a window with this kernel and this dilation.
pub const fn span(kernel: usize, dilation: usize) -> usize {
    let last = kernel.saturating_sub(1).saturating_mul(dilation);
    last.saturating_add(1)
}

/// A kernel or a stride. One of 0, which is an error, counts as 1.
pub const fn at_least_one(number: usize) -> usize {
    if number == 0 { 1 } else { number }
}

/// The largest whole number that is less.
pub const fn less(number: usize) -> usize {
    number.saturating_sub(1)
}

/// Whether softmax of this number of values depends on them. (Another check refuses a size of 0.)
pub const fn is_not_one<const NUMBER: usize>() -> bool {
    NUMBER != 1
}

/// Whether a number keeps to a limit.
pub const fn at_most(number: usize, limit: usize) -> bool {
    number <= limit
}

/// A calculation of the user's, which is checked elsewhere: what is too large or too small is the nearest number.
pub const fn calculated(left: u128, operator: char, right: u128) -> u128 {
    let result = match operator {
        '+' => return left.saturating_add(right),
        '-' => return left.saturating_sub(right),
        '*' => return left.saturating_mul(right),
        '/' => left.checked_div(right),
        _ => left.checked_rem(right),
    };
    match result {
        Some(number) => number,
        None => 0,
    }
}

/// Its result as a size.
pub const fn whole(number: u128) -> usize {
    if number > MOST as u128 {
        MOST
    } else {
        number as usize
    }
}
