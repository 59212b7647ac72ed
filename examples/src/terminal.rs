//! Formats digits and confusion matrices as text.

use std::env;
use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::ops::Range;

use nn_core::metrics::Confusion;

use crate::digits::SIDE;

/// Whether the output may contain colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Characters only.
    Plain,
    /// With ANSI escape sequences.
    Color,
}

impl Style {
    /// Returns the style of the standard output: colors on a terminal, unless `NO_COLOR` is set.
    pub fn of_stdout() -> Self {
        let is_wanted = env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        if is_wanted && io::stdout().is_terminal() {
            Style::Color
        } else {
            Style::Plain
        }
    }

    /// Encloses a text in an ANSI sequence.
    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Style::Plain => text.to_owned(),
            Style::Color => format!("\x1b[{code}m{text}\x1b[0m"),
        }
    }
}

const FAINT: &str = "2";
const GREEN: &str = "32";
const RED: &str = "31";

/// The columns of an image that are drawn. MNIST's digits have a margin. Without it three fit into 80 characters.
const COLUMNS: Range<usize> = 2..SIDE - 2;
const WIDTH: usize = COLUMNS.end - COLUMNS.start;
const GAP: &str = "  ";

/// Draws images side by side, each with a caption below. A character is a half block: two pixels, one above the other. Lines
/// that are empty in all images are left out at the top and at the bottom.
pub fn digits(images: &[(&[f32], String)], style: Style) -> String {
    let has_ink = |row: &usize| {
        let pixels = row * SIDE..(row + 2) * SIDE;
        images
            .iter()
            .any(|(image, _)| image[pixels.clone()].iter().any(|ink| *ink > 0.0))
    };
    let first = (0..SIDE).step_by(2).find(has_ink).unwrap_or(0);
    let last = (0..SIDE).step_by(2).rfind(has_ink).unwrap_or(0);

    let mut text = String::new();
    for row in (first..=last).step_by(2) {
        let rows = images
            .iter()
            .map(|(image, _)| half_blocks(image, row, style));
        push_line(&mut text, &rows.collect::<Vec<_>>());
    }
    let captions = images
        .iter()
        .map(|(_, caption)| format!("{caption:<WIDTH$}"));
    push_line(&mut text, &captions.collect::<Vec<_>>());
    text
}

/// Draws two rows of pixels as one row of characters.
fn half_blocks(image: &[f32], row: usize, style: Style) -> String {
    let (rows, _) = image.as_chunks::<SIDE>();
    let (upper, lower) = (&rows[row], &rows[row + 1]);
    COLUMNS
        .map(|column| half_block(upper[column], lower[column], style))
        .collect()
}

fn half_block(upper: f32, lower: f32, style: Style) -> String {
    /// The first of the 24 grays of a terminal's 256 colors.
    const BLACK: f32 = 232.0;
    match style {
        Style::Color => {
            let [upper, lower] = [upper, lower].map(|ink| (BLACK + 23.0 * ink).round());
            format!("\x1b[38;5;{upper};48;5;{lower}m▀\x1b[0m")
        }
        Style::Plain => {
            let is_ink = |ink: f32| ink > 0.4;
            let block = match (is_ink(upper), is_ink(lower)) {
                (false, false) => " ",
                (true, false) => "▀",
                (false, true) => "▄",
                (true, true) => "█",
            };
            block.to_owned()
        }
    }
}

/// Joins the parts of a line and removes spaces at the end.
fn push_line(text: &mut String, parts: &[String]) {
    text.push_str(parts.join(GAP).trim_end());
    text.push('\n');
}

/// Formats a confusion matrix.
pub fn confusion<const CLASSES: usize>(
    confusion: &Confusion<CLASSES>,
    names: &[&str; CLASSES],
    style: Style,
) -> String {
    let longest = names.iter().map(|name| name.len()).max().unwrap_or(0);
    let (first, width) = (longest.max("actual".len()), longest.max(3) + 2);
    let mut text = format!("{:first$}  answer\n{:first$}", "", "actual");
    for name in names {
        let _ = write!(text, "{name:>width$}");
    }
    let _ = writeln!(text, "{:>10}", "right");
    for (class, (row, name)) in confusion.counts.iter().zip(names).enumerate() {
        let _ = write!(text, "{name:>first$}");
        for (answer, count) in row.iter().enumerate() {
            let cell = match count {
                0 => format!("{:>width$}", "·"),
                count => format!("{count:>width$}"),
            };
            let code = match (*count, answer == class) {
                (0, _) => FAINT,
                (_, true) => GREEN,
                (_, false) => RED,
            };
            text.push_str(&style.paint(code, &cell));
        }
        let _ = writeln!(
            text,
            "{:>10}",
            percent(
                row[class],
                row.iter().sum::<u32>() + confusion.undecided[class]
            )
        );
    }
    text
}

fn percent(part: u32, whole: u32) -> String {
    match whole {
        0 => "-".to_owned(),
        whole => format!("{:.1} %", 100.0 * f64::from(part) / f64::from(whole)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digits::PIXELS;

    /// A picture of one diagonal stroke.
    fn stroke() -> [f32; PIXELS] {
        let mut image = [0.0; PIXELS];
        for row in 4..24 {
            image[row * SIDE + row] = 1.0;
        }
        image
    }

    #[test]
    fn digits_are_drawn_in_half_blocks() {
        let image = stroke();
        let text = digits(
            &[(&image, "one".to_owned()), (&image, "two".to_owned())],
            Style::Plain,
        );
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines.len(),
            11,
            "20 rows of ink in 10 lines, and the captions"
        );
        assert_eq!(lines[0], format!("  ▀▄{:24}▀▄", ""));
        assert_eq!(lines[10], format!("one{:23}two", ""));
    }

    #[test]
    fn a_colored_picture_has_a_cell_for_two_pixels() {
        let text = digits(&[(&stroke(), String::new())], Style::Color);
        assert_eq!(text.matches('▀').count(), 10 * WIDTH);
        assert!(
            text.contains("\x1b[38;5;255;48;5;232m▀\x1b[0m"),
            "ink over paper"
        );
    }

    #[test]
    fn an_empty_image_is_drawn() {
        assert_eq!(
            digits(&[(&[0.0; PIXELS], "none".to_owned())], Style::Plain),
            "\nnone\n"
        );
        assert_eq!(digits(&[], Style::Plain), "\n\n");
    }

    #[test]
    fn confusion_is_a_table() {
        let counted = Confusion {
            counts: [[9, 1], [0, 0]],
            undecided: [2, 0],
        };
        let text = confusion(&counted, &["yes", "no"], Style::Plain);
        let expected = "        answer
actual  yes   no     right
   yes    9    1    75.0 %
    no    ·    ·         -
";
        assert_eq!(text, expected);
        assert!(confusion(&counted, &["yes", "no"], Style::Color).contains("\x1b[31m    1\x1b[0m"));
    }
}
