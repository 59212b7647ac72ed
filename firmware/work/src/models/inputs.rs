//! The inputs for which the outputs of the models are known.

/// The numbers from 0 to 255 of a case. Those of case 0 are below `most`.
fn numbers(case: u32, most: u32) -> impl FnMut(usize) -> u32 {
    let mut state = case;
    move |index| {
        if case == 0 {
            return (index as u32 * 37 + 11) % most;
        }
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 24
    }
}

/// The input of a model of `i8`.
pub fn integers(case: u32, input: &mut [i8]) {
    let mut next = numbers(case, 255);
    for (index, number) in input.iter_mut().enumerate() {
        let next = next(index);
        *number = if case == 0 {
            (next as i32 - 127) as i8
        } else {
            (next as u8).cast_signed()
        };
    }
}

/// The input of a model of `f32`.
pub fn reals(case: u32, input: &mut [f32]) {
    let mut next = numbers(case, 256);
    for (index, number) in input.iter_mut().enumerate() {
        *number = next(index) as f32 / 255.0;
    }
}
