//! Reads the description of one tensor in a header.

use super::entry::MOST_DIMENSIONS;
use super::json::Reader;
use super::string::JsonText;
use super::{Dtype, Entry, SafeTensorsError, attempt};

/// Reads the value after a tensor's name.
pub(super) const fn read<'a>(
    reader: &mut Reader<'a>,
    name: JsonText<'a>,
    data: &'a [u8],
) -> Result<Entry<'a>, SafeTensorsError> {
    let mut entry = Entry {
        name,
        dtype: Dtype::F32,
        sizes: [0; MOST_DIMENSIONS],
        dimensions: 0,
        elements: Some(1),
        begin: 0,
        end: 0,
        data: &[],
    };
    let mut seen = 0u8;
    attempt!(reader.expect(b'{', "`{`"));
    loop {
        let at = reader.at();
        let index = attempt!(value(reader, &mut entry));
        if seen & 1 << index != 0 {
            let expected = "a key that is not repeated";
            return Err(SafeTensorsError::Syntax { at, expected });
        }
        seen |= 1 << index;
        if !reader.accept(b',') {
            break;
        }
    }
    let at = reader.at();
    if seen != 0b111 {
        let expected = "all of `dtype`, `shape` and `data_offsets`";
        return Err(SafeTensorsError::Syntax { at, expected });
    }
    attempt!(reader.expect(b'}', "`,` or `}`"));
    locate(entry, data)
}

/// The keys of a description.
const KEYS: [&str; 3] = ["dtype", "shape", "data_offsets"];

/// Reads a key and its value. Returns the key's index.
const fn value(reader: &mut Reader<'_>, entry: &mut Entry<'_>) -> Result<u8, SafeTensorsError> {
    let at = reader.at();
    let key = attempt!(reader.text());
    attempt!(reader.expect(b':', "`:`"));
    if key.is(KEYS[0]) {
        entry.dtype = attempt!(dtype(reader));
        Ok(0)
    } else if key.is(KEYS[1]) {
        attempt!(shape(reader, entry));
        Ok(1)
    } else if key.is(KEYS[2]) {
        [entry.begin, entry.end] = attempt!(offsets(reader));
        Ok(2)
    } else {
        let expected = "`dtype`, `shape` or `data_offsets`";
        Err(SafeTensorsError::Syntax { at, expected })
    }
}

/// Finds a tensor's bytes.
const fn locate<'a>(mut entry: Entry<'a>, data: &'a [u8]) -> Result<Entry<'a>, SafeTensorsError> {
    let (at, begin, end) = (entry.name.at, entry.begin, entry.end);
    let bytes = data.len();
    let place = match data.split_at_checked(end) {
        Some((place, _)) => place.split_at_checked(begin),
        None => None,
    };
    let Some((_, place)) = place else {
        return Err(SafeTensorsError::Outside {
            at,
            begin,
            end,
            bytes,
        });
    };
    entry.data = place;
    let Some(bits) = entry.dtype.bits() else {
        return Ok(entry);
    };
    let needed = entry.bytes(bits);
    match needed {
        Some(needed) if needed == place.len() => Ok(entry),
        _ => Err(SafeTensorsError::Size {
            at,
            bytes: place.len(),
            needed,
        }),
    }
}

/// `"F32"`
const fn dtype(reader: &mut Reader<'_>) -> Result<Dtype, SafeTensorsError> {
    let text = attempt!(reader.text());
    match Dtype::read(&text) {
        Some(dtype) => Ok(dtype),
        None => Err(SafeTensorsError::Syntax {
            at: text.at,
            expected: "a type, for example `F32`",
        }),
    }
}

/// `[10, 128]`
const fn shape(reader: &mut Reader<'_>, entry: &mut Entry<'_>) -> Result<(), SafeTensorsError> {
    attempt!(reader.expect(b'[', "`[`"));
    if reader.accept(b']') {
        return Ok(());
    }
    loop {
        let size = attempt!(reader.number());
        if entry.dimensions < MOST_DIMENSIONS {
            entry.sizes[entry.dimensions] = size;
        }
        entry.dimensions += 1;
        entry.elements = match entry.elements {
            Some(elements) => elements.checked_mul(size),
            None => None,
        };
        if !reader.accept(b',') {
            return reader.expect(b']', "`,` or `]`");
        }
    }
}

/// `[0, 5120]`
const fn offsets(reader: &mut Reader<'_>) -> Result<[usize; 2], SafeTensorsError> {
    attempt!(reader.expect(b'[', "`[`"));
    let begin = attempt!(reader.number());
    attempt!(reader.expect(b',', "`,`"));
    let end = attempt!(reader.number());
    attempt!(reader.expect(b']', "`]`"));
    Ok([begin, end])
}

/// Skips `{"format": "pt"}` or `null`.
pub(super) const fn metadata(reader: &mut Reader<'_>) -> Result<(), SafeTensorsError> {
    if reader.accept_null() {
        return Ok(());
    }
    attempt!(reader.expect(b'{', "`{`"));
    if reader.accept(b'}') {
        return Ok(());
    }
    loop {
        attempt!(reader.text());
        attempt!(reader.expect(b':', "`:`"));
        attempt!(reader.text());
        if !reader.accept(b',') {
            return reader.expect(b'}', "`,` or `}`");
        }
    }
}
