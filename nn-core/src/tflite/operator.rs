//! One operator of a model.

use super::flatbuffer::{List, Table};
use super::options::Options;
use super::{Code, TfliteError};
use crate::attempt::attempt;

/// The maximum number of inputs of an operator.
const MOST_INPUTS: usize = 64;

/// An operator of a model, with its settings and the numbers of its tensors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Operator<'a> {
    code: Code,
    options: Options,
    inputs: List<'a>,
    outputs: List<'a>,
}

/// The fields of an operator.
const CODE: usize = 0;
const INPUTS: usize = 1;
const OUTPUTS: usize = 2;

impl<'a> Operator<'a> {
    /// Reads an operator of a model with these codes and this many tensors.
    pub(super) const fn read(
        table: Table<'a>,
        codes: List<'a>,
        tensors: usize,
    ) -> Result<Self, TfliteError> {
        let code = attempt!(code(&table, codes));
        let inputs = attempt!(indices(&table, INPUTS, tensors, true));
        let outputs = attempt!(indices(&table, OUTPUTS, tensors, false));
        Ok(Operator {
            code,
            options: attempt!(Options::read(&table, code)),
            inputs,
            outputs,
        })
    }

    /// What it computes.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// Its settings.
    pub const fn options(&self) -> Options {
        self.options
    }

    /// The number of inputs, including those that are left out.
    pub const fn inputs(&self) -> usize {
        self.inputs.len
    }

    /// The number of outputs.
    pub const fn outputs(&self) -> usize {
        self.outputs.len
    }

    /// The number of the tensor that is this input. `None` for an input that is left out.
    pub const fn input(&self, index: usize) -> Option<usize> {
        tensor(self.inputs.int(index))
    }

    /// The number of the tensor that is this output.
    pub const fn output(&self, index: usize) -> Option<usize> {
        tensor(self.outputs.int(index))
    }
}

/// The inputs of an operator, as they are in the file.
pub(super) const fn inputs<'a>(table: &Table<'a>) -> Result<List<'a>, TfliteError> {
    table.list(INPUTS, 4, "a list of tensors")
}

/// The number of a tensor. -1 is none.
pub(super) const fn tensor(number: Option<i32>) -> Option<usize> {
    match number {
        Some(number) if number >= 0 => Some(number as usize),
        _ => None,
    }
}

/// What an operator computes. Numbers up to 126 are also in an older field of 8 bits, and the larger one counts.
const fn code(table: &Table<'_>, codes: List<'_>) -> Result<Code, TfliteError> {
    let index = attempt!(table.int(CODE, 0)) as u32;
    if index as usize >= codes.len {
        return Err(TfliteError::Index {
            at: table.at,
            what: "operator code",
            index: index as i64,
            count: codes.len,
        });
    }
    let code = attempt!(codes.table(index as usize, "an operator code"));
    let old = attempt!(code.byte(0)) as i8 as i32;
    let new = attempt!(code.int(3, 0));
    Ok(Code(if new > old { new } else { old } as u32))
}

/// A list of tensors' numbers, each of which is the number of a tensor, or -1 for none.
pub(super) const fn indices<'a>(
    table: &Table<'a>,
    field: usize,
    tensors: usize,
    is_optional: bool,
) -> Result<List<'a>, TfliteError> {
    let list = attempt!(table.list(field, 4, "a list of tensors"));
    if list.len > MOST_INPUTS {
        return Err(TfliteError::TooMany {
            at: list.at,
            what: "inputs or outputs of an operator",
            found: list.len,
            most: MOST_INPUTS,
        });
    }
    let mut index = 0;
    while let Some(number) = list.int(index) {
        let is_there = number >= 0 && (number as usize) < tensors;
        if !(is_there || is_optional && number == -1) {
            return Err(TfliteError::Index {
                at: list.at + 4 * index,
                what: "tensor",
                index: number as i64,
                count: tensors,
            });
        }
        index += 1;
    }
    Ok(list)
}
