//! Lines below and above what follows a sum.

use alloc::vec::Vec;

use super::finish::Range;

/// `factor * x + offset`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Line {
    pub(super) factor: f64,
    pub(super) offset: f64,
}

impl Line {
    /// Lines that do not depend on `x`.
    pub(super) fn constants([low, high]: Range) -> [Line; 2] {
        [low, high].map(|end| Line {
            factor: 0.0,
            offset: f64::from(end),
        })
    }

    /// Lines below and above the outputs for numbers of a range, which are limited and looked up in a table. They are edges of the
    /// convex hull of all outputs: those over the middle of the range.
    pub(super) fn of(numbers: Range, limits: Range, table: Option<&[i8; 256]>) -> [Line; 2] {
        let points = points(numbers, limits, table);
        let negative: Vec<[f64; 2]> = points.iter().map(|[x, y]| [*x, -y]).collect();
        let above = below(&negative);
        let above = Line {
            factor: -above.factor,
            offset: -above.offset,
        };
        [below(&points), above]
    }
}

/// The numbers where the function of them can turn, and the outputs there.
fn points([low, high]: Range, [least, most]: Range, table: Option<&[i8; 256]>) -> Vec<[f64; 2]> {
    let at = |number: i32| {
        let limited = number.clamp(least, most);
        let output = table.and_then(|table| table.get(usize::try_from(limited + 128).ok()?));
        [
            f64::from(number),
            f64::from(output.map_or(limited, |output| i32::from(*output))),
        ]
    };
    let (first, last) = (least.clamp(low, high), most.clamp(low, high));
    let mut numbers = Vec::from([low]);
    match table {
        Some(_) => numbers.extend(first..=last),
        None => numbers.extend([first, last]),
    }
    numbers.push(high);
    numbers.dedup();
    numbers.into_iter().map(at).collect()
}

/// The edge of the lower convex hull over the middle.
fn below(points: &[[f64; 2]]) -> Line {
    let mut hull: Vec<[f64; 2]> = Vec::with_capacity(points.len());
    for point in points {
        while let [.., a, b] = hull[..]
            && (b[1] - a[1]) * (point[0] - a[0]) >= (point[1] - a[1]) * (b[0] - a[0])
        {
            hull.pop();
        }
        hull.push(*point);
    }
    let ends = (points.first(), points.last());
    let (Some([low, _]), Some([high, _])) = ends else {
        return Line::default();
    };
    let middle = 0.5 * (low + high);
    let mut edges = hull.windows(2);
    let edge = edges.find(|edge| edge.iter().any(|end| end[0] >= middle) && edge.len() == 2);
    let factor = match edge {
        Some([a, b]) => (b[1] - a[1]) / (b[0] - a[0]),
        _ => 0.0,
    };
    // What is rounded here is far below this part of all terms.
    let offsets = points.iter().map(|[x, y]| {
        let rounded = 8.0 * f64::EPSILON * (y.abs() + (factor * x).abs());
        y - factor * x - rounded
    });
    Line {
        factor,
        offset: offsets.fold(f64::INFINITY, f64::min),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Random, Rng};

    /// The outputs of all numbers of a range are between both lines, and the lines touch some of them.
    #[test]
    fn outputs_are_between_the_lines() {
        let mut rng = Random::seed(3);
        let mut random = move |count: u64| (rng.next_u64() % count) as i32;
        for round in 0..3_000 {
            let mut table = [0; 256];
            table.fill_with(|| random(256) as u8 as i8);
            let table = (round % 2 == 0).then_some(&table);
            let low = random(600) - 300;
            let high = low + random(1 << (round % 10));
            let least = random(256) - 128;
            let most = least + random(128 - least as u64 % 128).min(127 - least);
            let [below, above] = Line::of([low, high], [least, most], table);
            let mut gaps = [f64::INFINITY; 2];
            for number in low..=high {
                let limited = number.clamp(least, most);
                let output = table.map_or(limited, |table| table[(limited + 128) as usize].into());
                let at = |line: Line| line.factor * f64::from(number) + line.offset;
                gaps[0] = gaps[0].min(f64::from(output) - at(below));
                gaps[1] = gaps[1].min(at(above) - f64::from(output));
            }
            assert!(
                gaps.iter().all(|gap| (0.0..1e-9).contains(gap)),
                "{low} {high} {least} {most} {gaps:?}"
            );
        }
    }

    /// A unit with ReLU that may be active or not has the lines of CROWN.
    #[test]
    fn lines_of_a_rectified_number() {
        let near = |line: Line, factor: f64, offset: f64| {
            assert!(
                (line.factor - factor).abs() + (line.offset - offset).abs() < 1e-9,
                "{line:?}"
            );
        };
        let [below, above] = Line::of([-20, 60], [0, 127], None);
        near(below, 1.0, 0.0);
        near(above, 0.75, 15.0);
        let [below, above] = Line::of([-60, 20], [0, 127], None);
        near(below, 0.0, 0.0);
        near(above, 0.25, 15.0);
    }
}
