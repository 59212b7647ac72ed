//! The tensors of a file: their types, and those that are stored in files of their own.

use std::path::Path;

use rten_onnx::onnx::{DataLocation, DataType, TensorProto};

use crate::half::half;
use crate::tensor::Tensor;

pub(super) fn of_tensor(tensor: &TensorProto, folder: &Path) -> Result<Tensor, String> {
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
        Some(bytes) => of_bytes(kind, &bytes)?,
        None => of_fields(kind, tensor)?,
    };
    Tensor::new(shape, values)
}

/// The numbers of raw bytes.
fn of_bytes(kind: DataType, bytes: &[u8]) -> Result<Vec<f64>, String> {
    fn each<const N: usize>(
        bytes: &[u8],
        number: impl Fn([u8; N]) -> f64,
    ) -> Result<Vec<f64>, String> {
        match bytes.as_chunks() {
            (chunks, []) => Ok(chunks.iter().map(|chunk| number(*chunk)).collect()),
            _ => Err(format!(
                "its {} bytes are not a multiple of {N}",
                bytes.len()
            )),
        }
    }
    match kind {
        DataType::FLOAT => each(bytes, |bytes| f32::from_le_bytes(bytes).into()),
        DataType::DOUBLE => each(bytes, f64::from_le_bytes),
        DataType::INT64 => each(bytes, |bytes| i64::from_le_bytes(bytes) as f64),
        DataType::INT32 => each(bytes, |bytes| i32::from_le_bytes(bytes).into()),
        DataType::INT8 => each(bytes, |bytes| i8::from_le_bytes(bytes).into()),
        DataType::UINT8 | DataType::BOOL => each(bytes, |[byte]: [u8; 1]| byte.into()),
        DataType::FLOAT16 => each(bytes, |bytes| half(u16::from_le_bytes(bytes))),
        DataType::BFLOAT16 => each(bytes, |bytes| {
            f32::from_bits(u32::from(u16::from_le_bytes(bytes)) << 16).into()
        }),
        other => Err(format!("its type is {}", type_name(other))),
    }
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
        DataType::INT32 | DataType::INT8 | DataType::UINT8 | DataType::BOOL => Ok(tensor
            .int32_data
            .iter()
            .map(|value| f64::from(*value))
            .collect()),
        DataType::FLOAT16 => Ok(tensor
            .int32_data
            .iter()
            .map(|bits| half(*bits as u16))
            .collect()),
        other => Err(format!("its type is {}", type_name(other))),
    }
}

fn type_name(kind: DataType) -> String {
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
    let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
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
