//! Draws confusion matrices as SVG pictures with plotters.

use std::error::Error;
use std::io::Write;
use std::path::Path;

use nn_core::metrics::Confusion;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::pictures;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

const FONT: &str = "sans-serif";
const INK: RGBColor = RGBColor(60, 60, 67);
const LINE: RGBColor = RGBColor(214, 214, 220);
const RIGHT: RGBColor = RGBColor(31, 119, 180);
const WRONG: RGBColor = RGBColor(214, 90, 49);
/// The side of a cell in pixels.
const CELL: i32 = 64;
/// The width of a character of a class's name in pixels.
const CHARACTER: i32 = 11;
/// The space for a title.
const TITLE: i32 = 52;
const MARGIN: i32 = 22;

/// Writes a confusion matrix into an SVG file. A row is an actual class, a column an answer. The color of a cell is the share of its row: blue for
/// right answers, red for wrong ones.
///
/// # Errors
/// The file cannot be written.
pub fn save<const CLASSES: usize>(
    path: &Path,
    confusion: &Confusion<CLASSES>,
    names: &[&str; CLASSES],
) -> Result<(), Box<dyn Error>> {
    let longest = names.iter().map(|name| name.chars().count()).max();
    let label = MARGIN + CHARACTER * longest.unwrap_or(0) as i32;
    let side = CELL * CLASSES as i32;
    let (left, top) = (TITLE + label, TITLE + label);
    let size = (left + side + MARGIN, top + side + MARGIN);
    let root = SVGBackend::new(path, (size.0 as u32, size.1 as u32)).into_drawing_area();
    root.fill(&WHITE)?;
    draw_names(&root, names, (left, top), side)?;
    for (actual, row) in confusion.counts.iter().enumerate() {
        let total: u32 = row.iter().sum::<u32>() + confusion.undecided[actual];
        for (answer, count) in row.iter().enumerate() {
            let corner = (left + CELL * answer as i32, top + CELL * actual as i32);
            let color = if actual == answer { RIGHT } else { WRONG };
            let share = f64::from(*count) / f64::from(total.max(1));
            draw_cell(&root, corner, *count, share, color)?;
        }
    }
    root.present()?;
    Ok(())
}

/// Draws the confusion matrix of a program next to its other pictures, and prints the path.
///
/// # Errors
/// The file cannot be written.
pub fn show<const CLASSES: usize>(
    out: &mut impl Write,
    program: &str,
    confusion: &Confusion<CLASSES>,
    names: &[&str; CLASSES],
) -> Result<(), Box<dyn Error>> {
    let picture = pictures::path(&format!("{program}-confusion.svg"))?;
    save(&picture, confusion, names)?;
    writeln!(out, "confusion matrix: {}\n", picture.display())?;
    Ok(())
}

/// Draws the titles, and the names of the classes on both sides.
fn draw_names(
    root: &Area<'_>,
    names: &[&str],
    (left, top): (i32, i32),
    side: i32,
) -> Result<(), Box<dyn Error>> {
    let title = (FONT, 22).into_font().color(&INK);
    let label = (FONT, 20).into_font().color(&INK);
    let middle = title.pos(Pos::new(HPos::Center, VPos::Center));
    root.draw_text("answer", &middle, (left + side / 2, TITLE / 2))?;
    let upright = (FONT, 22).into_font().transform(FontTransform::Rotate270);
    let upright = upright
        .color(&INK)
        .pos(Pos::new(HPos::Center, VPos::Center));
    root.draw_text("actual class", &upright, (TITLE / 2, top + side / 2))?;
    let is_long = names.iter().any(|name| name.chars().count() > 5);
    for (class, name) in (0..).zip(names) {
        let along = CELL * class + CELL / 2;
        let row = label.pos(Pos::new(HPos::Right, VPos::Center));
        root.draw_text(name, &row, (left - MARGIN / 2, top + along))?;
        let place = (left + along, top - MARGIN / 2);
        if is_long {
            let upright = (FONT, 20).into_font().transform(FontTransform::Rotate270);
            let column = upright.color(&INK).pos(Pos::new(HPos::Left, VPos::Center));
            root.draw_text(name, &column, place)?;
        } else {
            let column = label.pos(Pos::new(HPos::Center, VPos::Bottom));
            root.draw_text(name, &column, place)?;
        }
    }
    Ok(())
}

/// Draws a cell with its count.
fn draw_cell(
    root: &Area<'_>,
    (x, y): (i32, i32),
    count: u32,
    share: f64,
    color: RGBColor,
) -> Result<(), Box<dyn Error>> {
    let corners = [(x, y), (x + CELL, y + CELL)];
    // The root makes small shares visible.
    let shade = color.mix(if count == 0 {
        0.0
    } else {
        0.06 + 0.94 * share.sqrt()
    });
    root.draw(&Rectangle::new(corners, shade.filled()))?;
    root.draw(&Rectangle::new(corners, LINE.stroke_width(1)))?;
    if count > 0 {
        let ink = if share > 0.3 { WHITE } else { INK };
        let style = (FONT, 20).into_font().color(&ink);
        let middle = style.pos(Pos::new(HPos::Center, VPos::Center));
        root.draw_text(&count.to_string(), &middle, (x + CELL / 2, y + CELL / 2))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_all_counts_and_names() {
        let confusion = Confusion {
            counts: [[93, 7], [0, 48]],
            undecided: [0, 2],
        };
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("matrix.svg");
        save(&path, &confusion, &["cats", "dogs"]).expect("it is written");
        let picture = std::fs::read_to_string(path).expect("it is read");
        for text in ["93", "7", "48", "cats", "dogs", "answer", "actual class"] {
            assert!(picture.contains(&format!(">\n{text}\n<")), "{text}");
        }
        assert!(!picture.contains(">\n0\n<"), "an empty cell has no count");
    }
}
