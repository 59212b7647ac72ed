//! Checks how the messages of a file are nested, before they are read.
//!
//! The reader of `rten-onnx` adds a stated length to a position, and calls itself for each graph in a graph. So a length that no file has,
//! or a deep file, ends the program. Here each length is compared with the message around it, and the depth is limited.

/// The most messages in messages. A graph in a graph takes three.
const DEEPEST: usize = 48;

/// The longest number: 64 bits, seven in each byte.
const LONGEST: usize = 10;

/// A message of the format, of those that have other messages as fields.
#[derive(Clone, Copy)]
enum Message {
    Model,
    Graph,
    Node,
    Attribute,
    Tensor,
    ValueInfo,
    Type,
    Sequence,
    TensorType,
    Shape,
    Leaf,
}

impl Message {
    /// The message of a field, by its number in `onnx.proto`.
    const fn field(self, number: u64) -> Option<Message> {
        Some(match (self, number) {
            (Message::Model, 7) | (Message::Attribute, 6) => Message::Graph,
            (Message::Graph, 1) => Message::Node,
            (Message::Graph, 5) | (Message::Attribute, 5) => Message::Tensor,
            (Message::Graph, 11..=13) => Message::ValueInfo,
            (Message::Node, 5) => Message::Attribute,
            (Message::ValueInfo, 2) | (Message::Sequence, 1) => Message::Type,
            (Message::Type, 1) => Message::TensorType,
            (Message::Type, 4) => Message::Sequence,
            (Message::TensorType, 2) => Message::Shape,
            (Message::Model, 8 | 14) | (Message::Tensor, 13) | (Message::Shape, 1) => Message::Leaf,
            _ => return None,
        })
    }
}

/// Checks the messages of a model.
///
/// # Errors
/// A message is longer than the one around it, or too many messages are in each other.
pub(super) fn check_model(bytes: &[u8]) -> Result<(), String> {
    check(bytes, Message::Model, 0)
}

/// Checks the messages of a tensor.
///
/// # Errors
/// As for [`check_model`].
pub(super) fn check_tensor(bytes: &[u8]) -> Result<(), String> {
    check(bytes, Message::Tensor, 0)
}

fn check(mut bytes: &[u8], message: Message, depth: usize) -> Result<(), String> {
    if depth > DEEPEST {
        return Err(format!("it has more than {DEEPEST} messages in each other"));
    }
    while !bytes.is_empty() {
        let tag = number(&mut bytes)?;
        match tag & 7 {
            0 => drop(number(&mut bytes)?),
            1 => drop(take(&mut bytes, 8)?),
            2 => {
                let length = number(&mut bytes)?;
                let field = take(&mut bytes, length)?;
                if let Some(message) = message.field(tag >> 3) {
                    check(field, message, depth + 1)?;
                }
            }
            5 => drop(take(&mut bytes, 4)?),
            kind => return Err(format!("a field has the wire type {kind}")),
        }
    }
    Ok(())
}

fn number(bytes: &mut &[u8]) -> Result<u64, String> {
    let mut value = 0;
    for index in 0..LONGEST {
        let Some((byte, rest)) = bytes.split_first() else {
            return Err("it ends within a number".to_owned());
        };
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << (7 * index);
        if *byte < 0x80 {
            return Ok(value);
        }
    }
    Err(format!("a number has more than {LONGEST} bytes"))
}

fn take<'a>(bytes: &mut &'a [u8], length: u64) -> Result<&'a [u8], String> {
    let found = usize::try_from(length).ok();
    let found = found.and_then(|length| bytes.split_at_checked(length));
    let (field, rest) = found.ok_or_else(|| {
        format!(
            "a field states {length} bytes, and {} follow: the file is cut or damaged",
            bytes.len()
        )
    })?;
    *bytes = rest;
    Ok(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A field of these bytes.
    fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
        let mut field = vec![number << 3 | 2];
        let mut length = bytes.len();
        while length >= 0x80 {
            field.push(length as u8 | 0x80);
            length >>= 7;
        }
        field.push(length as u8);
        [&field[..], bytes].concat()
    }

    #[test]
    fn deep_graphs_are_refused() {
        for (levels, is_read) in [(3, true), (10_000, false)] {
            let mut graph = Vec::new();
            for _ in 0..levels {
                graph = field(1, &field(5, &field(6, &graph)));
            }
            assert_eq!(check_model(&field(7, &graph)).is_ok(), is_read, "{levels}");
        }
    }

    #[test]
    fn lengths_of_no_file_are_refused() {
        let longest = [&[7 << 3 | 2][..], &[0xff; 9], &[1]].concat();
        let error = check_model(&longest).unwrap_err();
        assert!(error.contains("18446744073709551615 bytes"), "{error}");
        assert!(check_model(&[&[0][..], &[0xff; 11]].concat()).is_err());
        assert!(check_model(&field(7, &[1 << 3 | 2, 1])).is_err());
    }
}
