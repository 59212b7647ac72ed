//! Functions with which the compiler computes sizes. The macro does not know the values of constants.
//!
//! They do not panic, and sizes that they return are not 0. The calls are in types, where one mistake would be reported several times.
//! The rules are checked once, elsewhere.

use crate::tensor::Shape;

/// The largest size.
pub(super) const MOST: usize = u32::MAX as usize;

/// The sum of the numbers.
pub const fn sum(numbers: &[usize]) -> usize {
    let mut sum = 0usize;
    let mut index = 0;
    while index < numbers.len() {
        sum = sum.saturating_add(numbers[index]);
        index += 1;
    }
    sum
}

/// The product of the numbers.
pub const fn product(numbers: &[usize]) -> usize {
    let mut product = 1usize;
    let mut index = 0;
    while index < numbers.len() {
        product = product.saturating_mul(numbers[index]);
        index += 1;
    }
    product
}

/// A dimension of a shape. If the shape does not have this dimension, which is reported elsewhere, returns a size that is large enough
/// for the layers after it, so that they cause no further errors.
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

/// The length of an input with this padding on both sides.
pub const fn padded(input: usize, padding: usize) -> usize {
    input.saturating_add(padding.saturating_mul(2))
}

/// The number of windows over an input with this padding on both sides. A kernel that is too long, which is reported elsewhere, counts
/// as 1, so that the layers after it cause no further errors.
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

/// The number of windows, rounded up as with PyTorch's `ceil_mode`: the last window may end after the padding, but it begins in the
/// input or in the padding before it.
pub const fn places_up(input: usize, kernel: usize, stride: usize, padding: usize) -> usize {
    let rest = padded(input, padding).saturating_sub(kernel);
    let last = rest.div_ceil(at_least_one(stride));
    if last.saturating_mul(stride) < input.saturating_add(padding) {
        last.saturating_add(1)
    } else {
        at_least_one(last)
    }
}

/// The number of windows over an input with `padding = Same`.
pub const fn places_same(input: usize, stride: usize) -> usize {
    if stride == 0 {
        1
    } else {
        input.div_ceil(stride)
    }
}

/// The padding before the input with `padding = Same`: the smaller half.
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

/// A kernel or a stride. 0, which is reported elsewhere, counts as 1.
pub const fn at_least_one(number: usize) -> usize {
    if number == 0 { 1 } else { number }
}

/// The number minus 1, at least 0.
pub const fn less(number: usize) -> usize {
    number.saturating_sub(1)
}

/// Whether the softmax of this number of values depends on the values. Another check refuses a size of 0.
pub const fn is_not_one<const NUMBER: usize>() -> bool {
    NUMBER != 1
}

/// Whether a number is at most the limit.
pub const fn at_most(number: usize, limit: usize) -> bool {
    number <= limit
}

/// The result of the user's calculation, which is checked elsewhere. A result out of range becomes the nearest number in range.
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

/// The result of a calculation as a size.
pub const fn whole(number: u128) -> usize {
    if number > MOST as u128 {
        MOST
    } else {
        number as usize
    }
}
