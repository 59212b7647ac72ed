//! Draws curves as text.

use std::ops::Range;

/// A grid of characters over a range of both coordinates.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    x: Range<f32>,
    y: Range<f32>,
    columns: usize,
    rows: Vec<Vec<char>>,
}

impl Graph {
    /// An empty graph.
    pub fn new(x: Range<f32>, y: Range<f32>, columns: usize, rows: usize) -> Self {
        Graph {
            x,
            y,
            columns,
            rows: vec![vec![' '; columns]; rows],
        }
    }

    /// Draws a character at a point. A point outside of the graph is ignored.
    pub fn point(&mut self, (x, y): (f32, f32), mark: char) {
        let across = (x - self.x.start) / (self.x.end - self.x.start);
        let down = (self.y.end - y) / (self.y.end - self.y.start);
        let (column, row) = (across * self.columns as f32, down * self.rows.len() as f32);
        if column >= 0.0 && row >= 0.0 {
            let place = self
                .rows
                .get_mut(row as usize)
                .and_then(|row| row.get_mut(column as usize));
            if let Some(place) = place {
                *place = mark;
            }
        }
    }

    /// Draws a curve with one character in each column.
    pub fn curve(&mut self, curve: impl Fn(f32) -> f32, mark: char) {
        let width = (self.x.end - self.x.start) / self.columns as f32;
        for column in 0..self.columns {
            let x = self.x.start + (column as f32 + 0.5) * width;
            self.point((x, curve(x)), mark);
        }
    }
}

impl std::fmt::Display for Graph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for row in &self.rows {
            let line: String = row.iter().collect();
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_points_inside_the_graph_are_drawn() {
        let mut graph = Graph::new(0.0..4.0, 0.0..2.0, 4, 2);
        graph.curve(|x| x / 2.0, '*');
        graph.point((0.5, 1.5), '+');
        for outside in [
            (-0.1, 1.0),
            (4.1, 1.0),
            (1.0, -0.1),
            (1.0, 2.1),
            (f32::NAN, 1.0),
        ] {
            graph.point(outside, '!');
        }
        assert_eq!(graph.to_string(), "+ **\n**\n");
    }
}
