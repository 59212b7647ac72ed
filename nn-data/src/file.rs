//! Opens files, uncompressed or compressed with gzip.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;

use crate::fault::{Error, Fault};

const GZIP_MAGIC: [u8; 2] = [0x1F, 0x8B];

/// Reads a file by a parser, and adds its path to an error.
pub(crate) fn read<T>(
    path: &Path,
    parse: impl FnOnce(Box<dyn Read>) -> Result<T, Fault>,
) -> Result<T, Error> {
    open(path).and_then(parse).map_err(|fault| fault.of(path))
}

fn open(path: &Path) -> Result<Box<dyn Read>, Fault> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Fault::Missing,
        _ => Fault::Unreadable(error),
    })?;
    let is_named_gzip = path.extension().is_some_and(|extension| extension == "gz");
    unpack(BufReader::new(file), is_named_gzip)
}

/// Decompresses a gzip stream. The content decides, not the name.
pub(crate) fn unpack<'a>(
    mut file: impl BufRead + 'a,
    is_named_gzip: bool,
) -> Result<Box<dyn Read + 'a>, Fault> {
    let start = file.fill_buf().map_err(Fault::Unreadable)?;
    if start.starts_with(&GZIP_MAGIC) {
        Ok(Box::new(GzDecoder::new(file)))
    } else if is_named_gzip {
        Err(Fault::NotGzip)
    } else {
        Ok(Box::new(file))
    }
}

/// gzip reports damage as invalid data or input; all else comes from the system.
pub(crate) fn unreadable(error: io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Fault::Damaged(error),
        _ => Fault::Unreadable(error),
    }
}
