//! A call of the macro around a line, as a program has it: `type Net = network![2 => Dense<1>];`.

use std::ops::Range;

/// The line without the call around it. Spaces replace the call, so that places stay the same.
pub(crate) fn without(line: &str) -> String {
    let Some(Range { start, end }) = inside(line) else {
        return line.to_owned();
    };
    let blank = |text: &str| {
        text.bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
            .collect::<String>()
    };
    [
        &*blank(&line[..start]),
        &line[start..end],
        &*blank(&line[end..]),
    ]
    .concat()
}

/// What is in the brackets of the first call.
fn inside(line: &str) -> Option<Range<usize>> {
    let (before, rest) = line.split_once("network!")?;
    // A line of layers has no call.
    if before.contains("=>") {
        return None;
    }
    let open = line.len() - rest.trim_start().len();
    let brackets = match line.get(open..)?.bytes().next()? {
        b'[' => [b'[', b']'],
        b'(' => [b'(', b')'],
        b'{' => [b'{', b'}'],
        _ => return None,
    };
    let mut depth = 0;
    for (place, byte) in line.bytes().enumerate().skip(open) {
        depth += usize::from(byte == brackets[0]);
        depth -= usize::from(byte == brackets[1]);
        if depth == 0 {
            return Some(open + 1..place);
        }
    }
    None
}
