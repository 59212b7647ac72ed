//! The irises of the examples, parsed at compile time. A flower takes five bytes of flash.

/// Four measures in tenths of a centimeter, and the species.
pub(crate) type Flower = ([u8; 4], u8);

/// The number of flowers.
pub(crate) const FLOWERS: usize = 150;

/// All flowers, sorted by species.
pub(crate) static IRISES: [Flower; FLOWERS] =
    parse(include_bytes!("../../../examples/data/iris.csv"));

/// Parses a header and lines such as `5.1,3.5,1.4,0.2,0`. Other lines are compile errors.
const fn parse(text: &[u8]) -> [Flower; FLOWERS] {
    let mut flowers = [([0; 4], 0); FLOWERS];
    let mut place = 0;
    while text[place] != b'\n' {
        place += 1;
    }
    let mut flower = 0;
    while flower < FLOWERS {
        place += 1;
        let mut measure = 0;
        while measure < 4 {
            assert!(text[place + 1] == b'.' && text[place + 3] == b',');
            flowers[flower].0[measure] = 10 * digit(text[place]) + digit(text[place + 2]);
            place += 4;
            measure += 1;
        }
        flowers[flower].1 = digit(text[place]);
        place += 1;
        if text[place] == b'\r' {
            place += 1;
        }
        assert!(text[place] == b'\n');
        flower += 1;
    }
    flowers
}

const fn digit(letter: u8) -> u8 {
    assert!(letter.is_ascii_digit());
    letter - b'0'
}
