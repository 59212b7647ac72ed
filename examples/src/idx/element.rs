//! The types of numbers that are read from IDX files.

/// A type of numbers that is read.
pub trait Element: Sized {
    /// Its number in the header.
    const TYPE: u8;
    /// What an error calls it.
    const NAME: &'static str;
    /// How many bytes it takes.
    const BYTES: usize = size_of::<Self>();
    /// All elements that lie in these bytes.
    fn from_bytes(bytes: Vec<u8>) -> Vec<Self>;
}

impl Element for u8 {
    const TYPE: u8 = 0x08;
    const NAME: &'static str = "bytes";
    fn from_bytes(bytes: Vec<u8>) -> Vec<u8> {
        bytes
    }
}

impl Element for i16 {
    const TYPE: u8 = 0x0B;
    const NAME: &'static str = "16-bit integers";
    fn from_bytes(bytes: Vec<u8>) -> Vec<i16> {
        let (pairs, _) = bytes.as_chunks();
        pairs.iter().map(|pair| i16::from_be_bytes(*pair)).collect()
    }
}
