//! The positions of windows, in signed numbers. Padding has no position.

/// One dimension of a sliding window.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    /// The length of the input.
    pub input: usize,
    /// The length of the output.
    pub output: usize,
    /// The length of the window.
    pub kernel: usize,
    /// The stride.
    pub stride: usize,
    /// The padding before the input.
    pub before: usize,
    /// From one place of the window to the next.
    pub dilation: usize,
}

impl Axis {
    /// The input index of place `offset` of window `index`. Nothing for padding.
    pub fn place(&self, index: usize, offset: usize) -> Option<usize> {
        let place = (index * self.stride + offset * self.dilation) as isize - self.before as isize;
        let is_inside = place >= 0 && place < self.input as isize;
        is_inside.then_some(place as usize)
    }

    /// The number of places of window `index` that are inside the padded input. The padding after the input is as long as before it.
    fn padded(&self, index: usize) -> usize {
        let is_padded =
            |offset: &usize| index * self.stride + offset < self.input + 2 * self.before;
        (0..self.kernel).filter(is_padded).count()
    }
}

/// A window over rows and columns.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// Rows.
    pub rows: Axis,
    /// Columns.
    pub columns: Axis,
}

impl Window {
    /// The windows of nn-core's axes.
    pub fn of(axes: [nn_core::geometry::Axis; 2]) -> Self {
        let [rows, columns] = axes.map(|axis| Axis {
            input: axis.input,
            output: axis.output,
            kernel: axis.kernel,
            stride: axis.stride,
            before: axis.before,
            dilation: axis.dilation,
        });
        Window { rows, columns }
    }

    /// The lengths of an input channel, of an output channel, and of the window.
    pub fn sizes(&self) -> [usize; 3] {
        let (rows, columns) = (self.rows, self.columns);
        [
            rows.input * columns.input,
            rows.output * columns.output,
            rows.kernel * columns.kernel,
        ]
    }

    /// Calls a function with the indices `(place, output, input)` of each output's window, in the order of the window's
    /// rows and columns.
    pub fn each(&self, mut visit: impl FnMut(usize, usize, usize)) {
        let (rows, columns) = (self.rows, self.columns);
        for u in 0..rows.kernel {
            for v in 0..columns.kernel {
                for i in 0..rows.output {
                    for j in 0..columns.output {
                        if let (Some(y), Some(x)) = (rows.place(i, u), columns.place(j, v)) {
                            let output = i * columns.output + j;
                            visit(u * columns.kernel + v, output, y * columns.input + x);
                        }
                    }
                }
            }
        }
    }

    /// The number of places inside the padded input, for each output.
    pub fn padded(&self) -> Vec<usize> {
        let (rows, columns) = (self.rows, self.columns);
        let row = |i| (0..columns.output).map(move |j| rows.padded(i) * columns.padded(j));
        (0..rows.output).flat_map(row).collect()
    }

    /// The inputs of each output, row by row.
    pub fn seen(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![Vec::new(); self.sizes()[1]];
        self.each(|_, output, input| seen[output].push(input));
        seen
    }
}
