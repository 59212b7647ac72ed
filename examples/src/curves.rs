//! Draws curves as SVG pictures with plotters.

use std::error::Error;
use std::ops::Range;
use std::path::Path;

use plotters::coord::types::RangedCoordf32;
use plotters::prelude::*;

use crate::progress::Record;

/// A diagram: curves over the same axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram<'a> {
    /// The caption.
    pub title: &'a str,
    /// The label of the horizontal axis.
    pub x_axis: &'a str,
    /// The label of the vertical axis.
    pub y_axis: &'a str,
    /// Where the names of the curves are written.
    pub legend: Corner,
    /// The curves in drawing order.
    pub curves: Vec<Curve<'a>>,
}

/// A sequence of points.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve<'a> {
    /// Its name in the legend.
    pub name: &'a str,
    /// How it is drawn.
    pub stroke: Stroke,
    /// Its points.
    pub points: Vec<(f32, f32)>,
}

/// A corner of a diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corner {
    /// The upper left corner.
    UpperLeft,
    /// The lower left corner.
    LowerLeft,
}

/// How a curve is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// A line through the points.
    Line,
    /// A dot for every point.
    Dots,
}

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
type Chart<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf32, RangedCoordf32>>;

// Plotters rounds to whole pixels: a large picture keeps curves smooth.
const WIDTH: u32 = 900;
const HEIGHT: u32 = 640;
const FONT: &str = "sans-serif";
const INK: RGBColor = RGBColor(60, 60, 67);
const GRID: RGBColor = RGBColor(232, 232, 236);
const DOT: RGBColor = RGBColor(165, 165, 175);
const COLORS: [RGBColor; 4] = [
    RGBColor(31, 119, 180),
    RGBColor(214, 90, 49),
    RGBColor(44, 150, 84),
    RGBColor(148, 82, 160),
];

/// Draws the loss and the accuracy of a training run for each epoch.
///
/// # Errors
/// The file cannot be written.
pub fn learning_curves(path: &Path, records: &[Record]) -> Result<(), Box<dyn Error>> {
    let curve = |name, value: fn(&Record) -> f32| Curve {
        name,
        stroke: Stroke::Line,
        points: records
            .iter()
            .map(|record| (record.epoch as f32, value(record)))
            .collect(),
    };
    let diagram = |title, y_axis, curve| Diagram {
        title,
        x_axis: "epoch",
        y_axis,
        legend: Corner::UpperLeft,
        curves: vec![curve],
    };
    let loss = curve("loss", |record| record.loss);
    let accuracy = curve("accuracy", |record| 100.0 * record.accuracy);
    let diagrams = [
        diagram("Training: loss", "mean loss of an epoch", loss),
        diagram("Validation: accuracy", "percent correct", accuracy),
    ];
    save(path, &diagrams)
}

/// Writes diagrams side by side into an SVG file.
///
/// # Errors
/// The file cannot be written.
pub fn save(path: &Path, diagrams: &[Diagram<'_>]) -> Result<(), Box<dyn Error>> {
    let columns = diagrams.len().max(1);
    let root = SVGBackend::new(path, (WIDTH * columns as u32, HEIGHT)).into_drawing_area();
    root.fill(&WHITE)?;
    for (area, diagram) in root.split_evenly((1, columns)).iter().zip(diagrams) {
        draw(area, diagram)?;
    }
    root.present()?;
    Ok(())
}

fn draw(area: &Area<'_>, diagram: &Diagram<'_>) -> Result<(), Box<dyn Error>> {
    let points = || diagram.curves.iter().flat_map(|curve| &curve.points);
    let x_range = range(points().map(|(x, _)| *x), 0.0);
    let y_range = range(points().map(|(_, y)| *y), 0.06);
    let mut chart = ChartBuilder::on(area)
        .caption(diagram.title, (FONT, 30).into_font().color(&INK))
        .margin(26)
        .x_label_area_size(76)
        .y_label_area_size(104)
        .build_cartesian_2d(x_range, y_range)?;
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(GRID)
        .axis_style(INK.mix(0.5))
        .label_style((FONT, 22).into_font().color(&INK))
        .axis_desc_style((FONT, 24).into_font().color(&INK))
        .x_desc(diagram.x_axis)
        .y_desc(diagram.y_axis)
        .x_labels(8)
        .y_labels(6)
        .x_label_formatter(&tick)
        .y_label_formatter(&tick)
        .draw()?;
    let mut colors = COLORS.into_iter().cycle();
    for curve in &diagram.curves {
        let color = match curve.stroke {
            Stroke::Dots => DOT,
            Stroke::Line => colors.next().unwrap_or(INK),
        };
        draw_curve(&mut chart, curve, color)?;
    }
    if diagram.curves.len() > 1 {
        draw_legend(&mut chart, diagram.legend)?;
    }
    Ok(())
}

fn draw_legend<'a, 'b: 'a>(
    chart: &mut Chart<'a, 'b>,
    corner: Corner,
) -> Result<(), Box<dyn Error>> {
    chart
        .configure_series_labels()
        .label_font((FONT, 22).into_font().color(&INK))
        .background_style(WHITE.mix(0.85))
        .border_style(GRID)
        .position(match corner {
            Corner::UpperLeft => SeriesLabelPosition::UpperLeft,
            Corner::LowerLeft => SeriesLabelPosition::LowerLeft,
        })
        .margin(20)
        .legend_area_size(46)
        .draw()?;
    Ok(())
}

fn draw_curve(
    chart: &mut Chart<'_, '_>,
    curve: &Curve<'_>,
    color: RGBColor,
) -> Result<(), Box<dyn Error>> {
    let points = curve.points.iter().copied();
    let dot = move |place| Circle::new(place, 4, color.filled());
    let stroke = color.stroke_width(4);
    match curve.stroke {
        Stroke::Dots => chart
            .draw_series(points.map(dot))?
            .label(curve.name)
            .legend(move |(x, y)| Circle::new((x + 18, y), 4, color.filled())),
        Stroke::Line => chart
            .draw_series(LineSeries::new(points, stroke))?
            .label(curve.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 36, y)], stroke)),
    };
    Ok(())
}

/// Formats a number on an axis as short as possible.
fn tick(value: &f32) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// Returns the range of the finite values, extended on both sides by a fraction of its length.
fn range(values: impl Iterator<Item = f32>, margin: f32) -> Range<f32> {
    let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
    for value in values.filter(|value| value.is_finite()) {
        (low, high) = (low.min(value), high.max(value));
    }
    if low > high {
        return 0.0..1.0;
    }
    let margin = margin * (high - low);
    if low == high {
        low - 0.5..high + 0.5
    } else {
        low - margin..high + margin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_is_never_empty() {
        assert_eq!(range([3.0, 1.0].into_iter(), 0.5), 0.0..4.0);
        assert_eq!(range([2.0].into_iter(), 0.5), 1.5..2.5);
        assert_eq!(range([].into_iter(), 0.5), 0.0..1.0);
        assert_eq!(range([f32::NAN].into_iter(), 0.5), 0.0..1.0);
    }

    #[test]
    fn ticks_are_short() {
        assert_eq!(
            [-0.00001, 2.0, 0.05].map(|value| tick(&value)),
            ["0", "2", "0.05"]
        );
    }
}
