//! The element types of IDX files that can be read.

/// An element type that can be read.
pub trait Element: Copy + Into<f32> {
    /// Its code in the header.
    const TYPE: u8;
    /// Its name in an error.
    const NAME: &'static str;
    /// The bytes of an element.
    const BYTES: usize = size_of::<Self>();
    /// Decodes all elements of a byte string.
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
