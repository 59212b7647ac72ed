//! The values of numbers from the bytes of files.

use nn_core::tflite::Numbers;
use safetensors::Dtype;

use crate::kind::Kind;

impl Kind {
    /// A type of safetensors, if its numbers are read.
    pub(crate) fn of_safetensors(kind: Dtype) -> Option<Self> {
        Some(match kind {
            Dtype::F64 => Kind::Float64,
            Dtype::F32 => Kind::Float32,
            Dtype::F16 => Kind::Float16,
            Dtype::BF16 => Kind::Bfloat16,
            Dtype::I64 => Kind::Int64,
            Dtype::I32 => Kind::Int32,
            Dtype::I16 => Kind::Int16,
            Dtype::I8 => Kind::Int8,
            Dtype::U64 => Kind::Uint64,
            Dtype::U32 => Kind::Uint32,
            Dtype::U16 => Kind::Uint16,
            Dtype::U8 => Kind::Uint8,
            Dtype::BOOL => Kind::Bool,
            _ => return None,
        })
    }

    /// A type of TensorFlow Lite, if its numbers are read.
    pub(crate) fn of_tflite(numbers: Numbers) -> Option<Self> {
        Some(match numbers {
            Numbers::Float32 => Kind::Float32,
            Numbers::Int8 => Kind::Int8,
            Numbers::Int32 => Kind::Int32,
            Numbers::Int64 => Kind::Int64,
            Numbers::Other(1) => Kind::Float16,
            _ => return None,
        })
    }

    /// The values of bytes, whose order is little-endian.
    ///
    /// # Errors
    /// The bytes are not a multiple of a number's.
    pub(crate) fn read(self, bytes: &[u8]) -> Result<Vec<f64>, String> {
        match self {
            Kind::Float64 => each(bytes, f64::from_le_bytes),
            Kind::Float32 => each(bytes, |bytes| f32::from_le_bytes(bytes).into()),
            Kind::Float16 => each(bytes, |bytes| half(u16::from_le_bytes(bytes))),
            Kind::Bfloat16 => each(bytes, |bytes| {
                f32::from_bits(u32::from(u16::from_le_bytes(bytes)) << 16).into()
            }),
            Kind::Int64 => each(bytes, |bytes| i64::from_le_bytes(bytes) as f64),
            Kind::Int32 => each(bytes, |bytes| i32::from_le_bytes(bytes).into()),
            Kind::Int16 => each(bytes, |bytes| i16::from_le_bytes(bytes).into()),
            Kind::Int8 => each(bytes, |bytes| i8::from_le_bytes(bytes).into()),
            Kind::Uint16 => each(bytes, |bytes| u16::from_le_bytes(bytes).into()),
            Kind::Uint32 => each(bytes, |bytes| u32::from_le_bytes(bytes).into()),
            Kind::Uint64 => each(bytes, |bytes| u64::from_le_bytes(bytes) as f64),
            Kind::Uint8 | Kind::Bool => each(bytes, |[byte]: [u8; 1]| byte.into()),
        }
    }

    /// Whether the numbers are floating-point numbers.
    pub(crate) const fn is_float(self) -> bool {
        matches!(
            self,
            Kind::Float64 | Kind::Float32 | Kind::Float16 | Kind::Bfloat16
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
        assert_eq!(Kind::Int16.read(&[0xfe, 0xff, 1, 0]), Ok(vec![-2.0, 1.0]));
        assert_eq!(Kind::Bfloat16.read(&[0x80, 0x3f]), Ok(vec![1.0]));
        assert!(Kind::Float32.read(&[0; 6]).is_err());
    }
}
