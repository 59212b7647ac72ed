//! The types of the elements of tensors. All elements are computed as `f64`, and integers keep the rules of their type.

use std::fmt;

/// The largest integer up to which `f64` has all integers.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The type of the elements of a tensor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "they have the names of the types")]
pub enum Kind {
    Float16,
    Bfloat16,
    #[default]
    Float32,
    Float64,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Bool,
}

impl Kind {
    /// The type of a number in ONNX's `TensorProto.DataType`.
    pub(crate) fn of(number: i64) -> Option<Self> {
        Some(match number {
            1 => Kind::Float32,
            2 => Kind::Uint8,
            3 => Kind::Int8,
            4 => Kind::Uint16,
            5 => Kind::Int16,
            6 => Kind::Int32,
            7 => Kind::Int64,
            9 => Kind::Bool,
            10 => Kind::Float16,
            11 => Kind::Float64,
            12 => Kind::Uint32,
            13 => Kind::Uint64,
            16 => Kind::Bfloat16,
            _ => return None,
        })
    }

    /// The smallest and the largest value of a type without fractions, as far as `f64` has all integers between them.
    pub(crate) fn limits(self) -> Option<(f64, f64)> {
        Some(match self {
            Kind::Int8 => (f64::from(i8::MIN), f64::from(i8::MAX)),
            Kind::Int16 => (f64::from(i16::MIN), f64::from(i16::MAX)),
            Kind::Int32 => (f64::from(i32::MIN), f64::from(i32::MAX)),
            Kind::Int64 => (-EXACT, EXACT),
            Kind::Uint8 => (0.0, f64::from(u8::MAX)),
            Kind::Uint16 => (0.0, f64::from(u16::MAX)),
            Kind::Uint32 => (0.0, f64::from(u32::MAX)),
            Kind::Uint64 => (0.0, EXACT),
            Kind::Bool => (0.0, 1.0),
            Kind::Float16 | Kind::Bfloat16 | Kind::Float32 | Kind::Float64 => return None,
        })
    }

    /// Whether it is an integer. A `Bool` is none.
    pub(crate) fn is_integer(self) -> bool {
        self != Kind::Bool && self.limits().is_some()
    }

    /// A result in this type. It is rounded to a type of 16 bits, but not to `f32`: the import computes in `f64`.
    ///
    /// # Errors
    /// It is not an integer of the type, and the type is one.
    pub(crate) fn fit(self, value: f64) -> Result<f64, String> {
        match self.limits() {
            Some((least, most)) if !(least..=most).contains(&value) || value.fract() != 0.0 => {
                Err(format!("the value {value} does not fit in {self}"))
            }
            Some(_) => Ok(value),
            None if matches!(self, Kind::Float16 | Kind::Bfloat16) => self.convert(value),
            None => Ok(value),
        }
    }

    /// A number converted to this type.
    ///
    /// # Errors
    /// It is out of the range of an integer, where ONNX defines no result.
    pub(crate) fn convert(self, value: f64) -> Result<f64, String> {
        match self {
            Kind::Float16 => Ok(rounded(value, 10, -14, 65_504.0)),
            Kind::Bfloat16 => Ok(rounded(value, 7, -126, f64::from(f32::MAX))),
            Kind::Float32 => Ok(f64::from(value as f32)),
            Kind::Float64 => Ok(value),
            Kind::Bool => Ok(f64::from(value != 0.0)),
            // it means the end of an axis
            Kind::Int64 if value == i64::MAX as f64 => Ok(value),
            _ => self.fit(value.trunc()),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&format!("{self:?}").to_lowercase())
    }
}

/// A number rounded to a fraction of this many bits, half to even. `lowest` is the exponent of the smallest normal number.
fn rounded(value: f64, bits: i32, lowest: i32, most: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let exponent = (value.to_bits() >> 52 & 0x7ff) as i32 - 1023;
    let unit = 2_f64.powi(exponent.max(lowest) - bits);
    let near = (value / unit).round_ties_even() * unit;
    if near.abs() > most {
        f64::INFINITY.copysign(value)
    } else {
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_converted() {
        for (kind, value, expected) in [
            (Kind::Int32, -2.7, -2.0),
            (Kind::Bool, -0.5, 1.0),
            (Kind::Float16, 1.0 + 1.0 / 2048.0, 1.0),
            (Kind::Float16, 1.0 + 3.0 / 2048.0, 1.0 + 2.0 / 1024.0),
            (Kind::Float16, 65_520.0, f64::INFINITY),
            (Kind::Float16, 2_f64.powi(-24) * 1.4, 2_f64.powi(-24)),
            (Kind::Bfloat16, 257.0, 256.0),
            (Kind::Float32, 0.1, f64::from(0.1_f32)),
        ] {
            assert_eq!(kind.convert(value), Ok(expected), "{kind} of {value}");
        }
        for (kind, value) in [
            (Kind::Uint8, 256.0),
            (Kind::Int8, f64::NAN),
            (Kind::Uint64, -1.0),
        ] {
            assert!(kind.convert(value).is_err(), "{kind} of {value}");
        }
        assert!(Kind::Int64.fit(2.5).is_err() && Kind::Float32.fit(2.5).is_ok());
    }
}
