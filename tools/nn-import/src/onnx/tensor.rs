//! The tensors of a file: their types, and those that are stored in files of their own.

use std::path::Path;

use rten_onnx::onnx::{DataLocation, DataType, TensorProto};

use crate::kind::Kind;
use crate::numbers::half;
use crate::tensor::Tensor;

/// The type of elements.
///
/// # Errors
/// It is none of numbers that are read.
pub(super) fn kind(kind: DataType) -> Result<Kind, String> {
    Kind::of(kind.0.into()).ok_or_else(|| format!("its type is {}", type_name(kind)))
}

/// The numbers of a tensor, and their type.
pub(crate) fn of_tensor(tensor: &TensorProto, folder: &Path) -> Result<(Tensor, Kind), String> {
    let sizes = tensor.dims.iter().map(|size| usize::try_from(*size));
    let shape: Vec<usize> = sizes
        .collect::<Result<_, _>>()
        .map_err(|_| format!("its shape is {:?}", tensor.dims))?;
    let kind = tensor.data_type.unwrap_or(DataType(0));
    let bytes = match &tensor.raw_data {
        _ if tensor.data_location == Some(DataLocation::EXTERNAL) => {
            Some(external(tensor, folder)?)
        }
        raw => raw.as_ref().map(|raw| raw.borrow().clone()),
    };
    let values = match bytes {
        Some(bytes) => self::kind(kind)?.read(&bytes)?,
        None => of_fields(kind, tensor)?,
    };
    Ok((Tensor::new(shape, values)?, self::kind(kind)?))
}

/// The numbers of the fields for types.
fn of_fields(kind: DataType, tensor: &TensorProto) -> Result<Vec<f64>, String> {
    match kind {
        DataType::FLOAT => Ok(tensor
            .float_data
            .iter()
            .map(|value| f64::from(*value))
            .collect()),
        DataType::DOUBLE => Ok(tensor.double_data.clone()),
        DataType::INT64 => Ok(tensor
            .int64_data
            .iter()
            .map(|value| *value as f64)
            .collect()),
        DataType::INT32
        | DataType::INT16
        | DataType::UINT16
        | DataType::INT8
        | DataType::UINT8
        | DataType::BOOL => Ok(tensor
            .int32_data
            .iter()
            .map(|value| f64::from(*value))
            .collect()),
        DataType::FLOAT16 => Ok(tensor
            .int32_data
            .iter()
            .map(|bits| half(*bits as u16))
            .collect()),
        DataType::BFLOAT16 => Ok(tensor
            .int32_data
            .iter()
            .map(|bits| f64::from(f32::from_bits((*bits as u32) << 16)))
            .collect()),
        other => Err(format!("its type is {}", type_name(other))),
    }
}

/// The name of a type of numbers.
pub(crate) fn type_name(kind: DataType) -> String {
    kind.name()
        .map_or_else(|| format!("number {}", kind.0), str::to_owned)
}

/// The bytes of a tensor that is stored in a file of its own.
fn external(tensor: &TensorProto, folder: &Path) -> Result<Vec<u8>, String> {
    let entry = |key: &str| {
        let mut entries = tensor.external_data.iter();
        entries
            .find(|entry| entry.key.as_deref() == Some(key))
            .and_then(|entry| entry.value.as_deref())
    };
    let location = Path::new(entry("location").ok_or("it names no file")?);
    // A file names only files of its own folder.
    if location.is_absolute()
        || location.components().count() != 1
        || location.file_name().is_none()
    {
        return Err(format!(
            "it names the file `{}`, which is not in the same folder",
            location.display()
        ));
    }
    let path = folder.join(location);
    let bytes = std::fs::read(&path).map_err(|error| {
        let path = path.display();
        format!("{path}: {error}; this file holds the weights, and must be next to the model")
    })?;
    let number = |key: &str| entry(key).map(str::parse::<usize>);
    let offset = number("offset").unwrap_or(Ok(0));
    let offset = offset.map_err(|_| "its offset is not a number")?;
    let rest = bytes
        .get(offset..)
        .ok_or("its offset is after the end of the file")?;
    match number("length") {
        None => Ok(rest.to_vec()),
        Some(length) => {
            let length = length.map_err(|_| "its length is not a number")?;
            let part = rest
                .get(..length)
                .ok_or("it ends after the end of the file")?;
            Ok(part.to_vec())
        }
    }
}
