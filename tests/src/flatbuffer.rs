//! Writes FlatBuffers: tables with their fields, one after the other.

/// A field of a table.
#[derive(Debug, Clone)]
pub enum Field {
    /// Not there: the reader takes the default.
    Absent,
    /// 8 bits.
    Byte(u8),
    /// 32 bits.
    Int(i32),
    /// 64 bits.
    Long(u64),
    /// A floating-point number.
    Float(f32),
    /// A list of bytes, or a string.
    Bytes(Vec<u8>),
    /// A list of numbers of 32 bits.
    Ints(Vec<i32>),
    /// A list of numbers of 64 bits.
    Longs(Vec<i64>),
    /// A list of floating-point numbers.
    Floats(Vec<f32>),
    /// A table.
    Table(Vec<Field>),
    /// A list of tables.
    Tables(Vec<Vec<Field>>),
}

/// The bytes of a file with this root and identifier.
pub fn file(identifier: &[u8; 4], root: &[Field]) -> Vec<u8> {
    let mut bytes = vec![0; 4];
    bytes.extend(identifier);
    let place = table(&mut bytes, root);
    bytes[..4].copy_from_slice(&(place as u32).to_le_bytes());
    bytes
}

/// Writes a table, and then what its fields refer to. Returns its position.
fn table(bytes: &mut Vec<u8>, fields: &[Field]) -> usize {
    let (mut places, mut body) = (Vec::new(), Vec::new());
    for field in fields {
        body.resize(body.len().next_multiple_of(4), 0);
        let place = 4 + body.len() as u16;
        match field {
            Field::Absent => {}
            Field::Byte(number) => body.push(*number),
            Field::Int(number) => body.extend(number.to_le_bytes()),
            Field::Long(number) => body.extend(number.to_le_bytes()),
            Field::Float(number) => body.extend(number.to_le_bytes()),
            _ => body.extend([0; 4]),
        }
        places.push(if matches!(field, Field::Absent) {
            0
        } else {
            place
        });
    }
    body.resize(body.len().next_multiple_of(4), 0);
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    let list = bytes.len();
    bytes.extend((4 + 2 * places.len() as u16).to_le_bytes());
    bytes.extend((4 + body.len() as u16).to_le_bytes());
    bytes.extend(places.iter().flat_map(|place| place.to_le_bytes()));
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    let at = bytes.len();
    bytes.extend(((at - list) as i32).to_le_bytes());
    bytes.extend(body);
    for (field, place) in fields.iter().zip(places) {
        content(bytes, field, at + usize::from(place));
    }
    at
}

/// Writes what a field refers to, and the distance to it at `place`.
fn content(bytes: &mut Vec<u8>, field: &Field, place: usize) {
    let at = match field {
        Field::Bytes(list) => list_of(bytes, list.len(), list.clone()),
        Field::Ints(list) => {
            let content = list.iter().flat_map(|number| number.to_le_bytes());
            list_of(bytes, list.len(), content.collect())
        }
        Field::Longs(list) => {
            let content = list.iter().flat_map(|number| number.to_le_bytes());
            list_of(bytes, list.len(), content.collect())
        }
        Field::Floats(list) => {
            let content = list.iter().flat_map(|number| number.to_le_bytes());
            list_of(bytes, list.len(), content.collect())
        }
        Field::Table(fields) => table(bytes, fields),
        Field::Tables(tables) => {
            let at = list_of(bytes, tables.len(), vec![0; 4 * tables.len()]);
            for (index, fields) in tables.iter().enumerate() {
                let target = table(bytes, fields);
                refer(bytes, at + 4 + 4 * index, target);
            }
            at
        }
        _ => return,
    };
    refer(bytes, place, at);
}

/// Writes the distance from `place` to `at`.
fn refer(bytes: &mut [u8], place: usize, at: usize) {
    let distance = (at - place) as u32;
    bytes[place..place + 4].copy_from_slice(&distance.to_le_bytes());
}

/// Writes a list with this many elements. Returns its position.
fn list_of(bytes: &mut Vec<u8>, len: usize, content: Vec<u8>) -> usize {
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    let at = bytes.len();
    bytes.extend((len as u32).to_le_bytes());
    bytes.extend(content);
    at
}
