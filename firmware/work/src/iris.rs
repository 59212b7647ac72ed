//! The irises that the examples ship, as the compiler reads them: two bytes and a half for each flower's measures would do, so
//! they take five in flash.

/// Four measures in tenths of a centimetre, and the species.
pub(crate) type Flower = ([u8; 4], u8);

/// How many flowers there are.
pub(crate) const FLOWERS: usize = 150;

/// All of them, sorted by species.
pub(crate) static IRISES: [Flower; FLOWERS] =
    parse(include_bytes!("../../../examples/data/iris.csv"));

/// Reads a header, then lines such as `5.1,3.5,1.4,0.2,0`; what is not that does not compile.
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
