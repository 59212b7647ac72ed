//! The texts of a picture.

use core::fmt;

use super::place::center;
use crate::tensor::Shape;

/// The first line of text.
pub(super) const TEXT: f32 = 184.0;
/// The distance of two lines.
pub(super) const LINE: f32 = 17.0;

/// The name of a layer, its activation, and the shape of its output.
pub(super) fn caption(
    f: &mut fmt::Formatter<'_>,
    column: usize,
    [label, name, activation]: [&str; 3],
    shape: Shape,
) -> fmt::Result {
    let x = center(column);
    let mark = if label.is_empty() { "" } else { ": " };
    let (label, name, activation) = (Escaped(label), Escaped(name), Escaped(activation));
    write!(
        f,
        "<text x=\"{x:.1}\" y=\"{TEXT:.1}\" font-weight=\"600\">{label}{mark}{name}</text>"
    )?;
    let y = TEXT + LINE;
    write!(f, "<text x=\"{x:.1}\" y=\"{y:.1}\">{activation}</text>")?;
    let y = TEXT + 2.0 * LINE;
    write!(f, "<text x=\"{x:.1}\" y=\"{y:.1}\">{shape}</text>")
}

/// A text in which no letter is part of the markup.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                other => fmt::Write::write_char(f, other)?,
            }
        }
        Ok(())
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use std::string::ToString;

    use super::Escaped;

    #[test]
    fn names_are_not_markup() {
        let text = Escaped("A<\"b\" & c>").to_string();
        assert_eq!(text, "A&lt;&quot;b&quot; &amp; c&gt;");
    }
}
