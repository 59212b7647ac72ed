//! Writes a shape as text.

use crate::text::Text;

/// `[128, 784]`
pub(super) const fn push_shape<const MOST: usize>(
    sizes: &[usize],
    dimensions: usize,
    text: &mut Text<MOST>,
) {
    text.push("[");
    let mut index = 0;
    while index < dimensions && index < sizes.len() {
        if index > 0 {
            text.push(", ");
        }
        text.digits(sizes[index]);
        index += 1;
    }
    text.push(if dimensions > sizes.len() {
        ", ...]"
    } else {
        "]"
    });
}
