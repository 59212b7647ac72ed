//! The types of numbers in files, and their values from bytes.

/// The type of the numbers of a tensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbers {
    F64,
    F32,
    F16,
    Bf16,
    I64,
    I32,
    I16,
    I8,
    U16,
    /// Also the type of truth values.
    U8,
}

impl Numbers {
    /// The values of bytes, whose order is little-endian.
    ///
    /// # Errors
    /// The bytes are not a multiple of a number's.
    pub(crate) fn read(self, bytes: &[u8]) -> Result<Vec<f64>, String> {
        match self {
            Numbers::F64 => each(bytes, f64::from_le_bytes),
            Numbers::F32 => each(bytes, |bytes| f32::from_le_bytes(bytes).into()),
            Numbers::F16 => each(bytes, |bytes| half(u16::from_le_bytes(bytes))),
            Numbers::Bf16 => each(bytes, |bytes| {
                f32::from_bits(u32::from(u16::from_le_bytes(bytes)) << 16).into()
            }),
            Numbers::I64 => each(bytes, |bytes| i64::from_le_bytes(bytes) as f64),
            Numbers::I32 => each(bytes, |bytes| i32::from_le_bytes(bytes).into()),
            Numbers::I16 => each(bytes, |bytes| i16::from_le_bytes(bytes).into()),
            Numbers::I8 => each(bytes, |bytes| i8::from_le_bytes(bytes).into()),
            Numbers::U16 => each(bytes, |bytes| u16::from_le_bytes(bytes).into()),
            Numbers::U8 => each(bytes, |[byte]: [u8; 1]| byte.into()),
        }
    }

    /// Whether the numbers are floating-point numbers.
    pub(crate) const fn is_float(self) -> bool {
        matches!(
            self,
            Numbers::F64 | Numbers::F32 | Numbers::F16 | Numbers::Bf16
        )
    }
}

fn each<const N: usize>(bytes: &[u8], number: impl Fn([u8; N]) -> f64) -> Result<Vec<f64>, String> {
    match bytes.as_chunks() {
        (chunks, []) => Ok(chunks.iter().map(|chunk| number(*chunk)).collect()),
        _ => Err(format!(
            "its {} bytes are not a multiple of {N}",
            bytes.len()
        )),
    }
}

/// The value of a number of 16 bits (IEEE 754 binary16).
pub(crate) fn half(bits: u16) -> f64 {
    let sign = if bits >> 15 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    match (exponent, fraction) {
        (31, 0.0) => sign * f64::INFINITY,
        (31, _) => f64::NAN,
        (0, fraction) => sign * fraction / 1024.0 * 2_f64.powi(-14),
        (exponent, fraction) => sign * (1.0 + fraction / 1024.0) * 2_f64.powi(exponent - 15),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_sixteen_bits() {
        for (bits, value) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65_504.0),
            (0x0001, 2_f64.powi(-24)),
        ] {
            assert_eq!(half(bits), value);
        }
        assert!(half(0x7e00).is_nan() && half(0xfc00) == f64::NEG_INFINITY);
    }

    #[test]
    fn bytes_are_numbers() {
        assert_eq!(Numbers::I16.read(&[0xfe, 0xff, 1, 0]), Ok(vec![-2.0, 1.0]));
        assert_eq!(Numbers::Bf16.read(&[0x80, 0x3f]), Ok(vec![1.0]));
        assert!(Numbers::F32.read(&[0; 6]).is_err());
    }
}
