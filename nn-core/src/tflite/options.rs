//! The settings of operators.

use super::flatbuffer::Table;
use super::{Code, TfliteError};
use crate::attempt::attempt;

/// The activation that is part of an operator, by its number in the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Fused(pub u8);

impl Fused {
    /// No activation.
    pub const NONE: Fused = Fused(0);
    /// `max(0, x)`.
    pub const RELU: Fused = Fused(1);
    /// `x` between -1 and 1.
    pub const RELU_N1_TO_1: Fused = Fused(2);
    /// `x` between 0 and 6.
    pub const RELU6: Fused = Fused(3);
    /// The hyperbolic tangent.
    pub const TANH: Fused = Fused(4);
    /// The sign bit.
    pub const SIGN_BIT: Fused = Fused(5);

    /// The name in the format.
    pub const fn name(self) -> &'static str {
        match self {
            Fused::NONE => "NONE",
            Fused::RELU => "RELU",
            Fused::RELU_N1_TO_1 => "RELU_N1_TO_1",
            Fused::RELU6 => "RELU6",
            Fused::TANH => "TANH",
            Fused::SIGN_BIT => "SIGN_BIT",
            _ => "an activation that is not known",
        }
    }
}

/// How a window slides. Pairs are rows, then columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sliding {
    /// Whether the input is padded so that the length of the output depends only on the stride. Otherwise it is not padded.
    pub is_same: bool,
    /// The distance between windows.
    pub stride: [usize; 2],
    /// The distance between the places of a window.
    pub dilation: [usize; 2],
    /// The size of the window of a pool. That of a convolution is in the shape of its weights.
    pub window: [usize; 2],
    /// The activation.
    pub activation: Fused,
}

/// The settings of an operator.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Options {
    /// None, or none that this reader reads.
    None,
    /// Of convolutions and pools.
    Sliding(Sliding),
    /// Of `FULLY_CONNECTED`, `ADD`, `SUB`, `MUL`, `DIV` and `CONCATENATION`.
    Fused {
        /// The activation.
        activation: Fused,
        /// The dimension along which `CONCATENATION` joins tensors.
        axis: i32,
    },
    /// The factor before the exponential in `SOFTMAX`, or the slope of `LEAKY_RELU`.
    Factor(f32),
    /// Whether `GELU` is the approximation with the hyperbolic tangent.
    Approximate(bool),
    /// Of `UNIDIRECTIONAL_SEQUENCE_LSTM`.
    Lstm {
        /// The activation of the cell.
        activation: Fused,
        /// The largest magnitude of the cell, or 0 if it is not limited.
        cell_limit: f32,
        /// Whether the steps come before the batch.
        is_time_major: bool,
    },
    /// The set of the axes along which `STRIDED_SLICE` begins with the first place, whatever its list of places states.
    Slice(u32),
}

/// The fields of an operator.
const OPTIONS_TYPE: usize = 3;
const OPTIONS: usize = 4;

/// The numbers of the tables of settings.
const CONV: u8 = 1;
const DEPTHWISE: u8 = 2;
const POOL: u8 = 5;
const DENSE: u8 = 8;
const SOFTMAX: u8 = 9;
const CONCAT: u8 = 10;
const ADD: u8 = 11;
const MUL: u8 = 21;
const SUB: u8 = 28;
const DIV: u8 = 29;
const SLICE: u8 = 32;
const LSTM: u8 = 71;
const LEAKY_RELU: u8 = 75;
const GELU: u8 = 116;

impl Options {
    /// Reads the settings of an operator.
    pub(super) const fn read(operator: &Table<'_>, code: Code) -> Result<Self, TfliteError> {
        let kind = match code {
            Code::CONV_2D => CONV,
            Code::DEPTHWISE_CONV_2D => DEPTHWISE,
            Code::AVERAGE_POOL_2D | Code::MAX_POOL_2D => POOL,
            Code::FULLY_CONNECTED => DENSE,
            Code::SOFTMAX => SOFTMAX,
            Code::CONCATENATION => CONCAT,
            Code::ADD => ADD,
            Code::MUL => MUL,
            Code::SUB => SUB,
            Code::DIV => DIV,
            Code::STRIDED_SLICE => SLICE,
            Code::UNIDIRECTIONAL_SEQUENCE_LSTM => LSTM,
            Code::LEAKY_RELU => LEAKY_RELU,
            Code::GELU => GELU,
            _ => return Ok(Options::None),
        };
        let missing = TfliteError::Missing {
            at: operator.at,
            what: "the table of an operator's options",
        };
        if attempt!(operator.byte(OPTIONS_TYPE)) != kind {
            return Err(missing);
        }
        match attempt!(operator.table(OPTIONS, "the options of an operator")) {
            Some(table) => Self::of(kind, &table),
            None => Err(missing),
        }
    }

    /// Reads one kind of settings.
    const fn of(kind: u8, table: &Table<'_>) -> Result<Self, TfliteError> {
        Ok(match kind {
            CONV => attempt!(sliding(table, 3, None, Some(4))),
            DEPTHWISE => attempt!(sliding(table, 4, None, Some(5))),
            POOL => attempt!(sliding(table, 5, Some(3), None)),
            DENSE => {
                if attempt!(table.byte(1)) != 0 {
                    let what = "an order of weights other than the usual one";
                    return Err(TfliteError::Unsupported { at: table.at, what });
                }
                Options::Fused {
                    activation: attempt!(fused(table, 0)),
                    axis: 0,
                }
            }
            CONCAT => Options::Fused {
                activation: attempt!(fused(table, 1)),
                axis: attempt!(table.int(0, 0)),
            },
            ADD | MUL | SUB | DIV => Options::Fused {
                activation: attempt!(fused(table, 0)),
                axis: 0,
            },
            LSTM => attempt!(lstm(table)),
            SLICE => attempt!(slice(table)),
            GELU => Options::Approximate(attempt!(table.byte(0)) != 0),
            _ => Options::Factor(attempt!(table.float(0))),
        })
    }
}

/// The activation in a field.
const fn fused(table: &Table<'_>, field: usize) -> Result<Fused, TfliteError> {
    let activation = Fused(attempt!(table.byte(field)));
    if activation.0 > Fused::SIGN_BIT.0 {
        let what = activation.name();
        return Err(TfliteError::Unsupported { at: table.at, what });
    }
    Ok(activation)
}

/// The settings of an LSTM.
const fn lstm(table: &Table<'_>) -> Result<Options, TfliteError> {
    if attempt!(table.byte(5)) != 0 {
        let what = "an LSTM whose weights of the state are a diagonal";
        return Err(TfliteError::Unsupported { at: table.at, what });
    }
    Ok(Options::Lstm {
        activation: attempt!(fused(table, 0)),
        cell_limit: attempt!(table.float(1)),
        is_time_major: attempt!(table.byte(3)) != 0,
    })
}

/// The settings of a slice. With an ellipsis or new axes they are not read.
const fn slice(table: &Table<'_>) -> Result<Options, TfliteError> {
    let others = attempt!(table.int(2, 0)) | attempt!(table.int(3, 0));
    let begins = attempt!(table.int(0, 0)) as u32;
    Ok(if others == 0 {
        Options::Slice(begins)
    } else {
        Options::None
    })
}

/// The settings of a window, whose activation, window and dilation are in these fields. Columns come before rows.
const fn sliding(
    table: &Table<'_>,
    activation: usize,
    window: Option<usize>,
    dilation: Option<usize>,
) -> Result<Options, TfliteError> {
    let padding = attempt!(table.byte(0));
    if padding > 1 {
        let what = "a padding that is not known";
        return Err(TfliteError::Unsupported { at: table.at, what });
    }
    let window = match window {
        Some(field) => attempt!(pair(table, field, 0)),
        None => [1, 1],
    };
    let dilation = match dilation {
        Some(field) => attempt!(pair(table, field, 1)),
        None => [1, 1],
    };
    Ok(Options::Sliding(Sliding {
        is_same: padding == 0,
        stride: attempt!(pair(table, 1, 0)),
        dilation,
        window,
        activation: attempt!(fused(table, activation)),
    }))
}

/// Two positive numbers, columns first.
const fn pair(table: &Table<'_>, field: usize, default: i32) -> Result<[usize; 2], TfliteError> {
    let columns = attempt!(table.int(field, default));
    let rows = attempt!(table.int(field + 1, default));
    if rows <= 0
        || columns <= 0
        || rows as usize as i32 != rows
        || columns as usize as i32 != columns
    {
        let what = "a stride, window or dilation of 0 or less";
        return Err(TfliteError::Unsupported { at: table.at, what });
    }
    Ok([rows as usize, columns as usize])
}
