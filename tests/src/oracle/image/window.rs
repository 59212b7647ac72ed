//! Where a window lies, in signed numbers: padding is what has no place.

/// One dimension of a window that slides.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    /// The places of the input.
    pub input: usize,
    /// The places of the output.
    pub output: usize,
    /// The places of the window.
    pub kernel: usize,
    /// From one window to the next.
    pub stride: usize,
    /// Padding before the first place.
    pub before: usize,
    /// From one place of the window to the next.
    pub dilation: usize,
}

impl Axis {
    /// Where in the input the place `offset` of the window `index` lies; nowhere if that is padding.
    pub fn place(&self, index: usize, offset: usize) -> Option<usize> {
        let place = (index * self.stride + offset * self.dilation) as isize - self.before as isize;
        let is_inside = place >= 0 && place < self.input as isize;
        is_inside.then_some(place as usize)
    }

    /// How many places of the window `index` are not behind the padding, which is as long behind the input as before it.
    fn padded(&self, index: usize) -> usize {
        let is_padded =
            |offset: &usize| index * self.stride + offset < self.input + 2 * self.before;
        (0..self.kernel).filter(is_padded).count()
    }
}

/// A window over rows and columns.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// Down.
    pub rows: Axis,
    /// To the right.
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

    /// The numbers of a channel of the input, of the output, and the places of the window.
    pub fn sizes(&self) -> [usize; 3] {
        let (rows, columns) = (self.rows, self.columns);
        [
            rows.input * columns.input,
            rows.output * columns.output,
            rows.kernel * columns.kernel,
        ]
    }

    /// Shows what each output sees at each place of the window, by indices: `(place, output, input)`; for each output in the
    /// order of the window's rows and columns.
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

    /// How many places of the window are not behind the padding, for each output.
    pub fn padded(&self) -> Vec<usize> {
        let (rows, columns) = (self.rows, self.columns);
        let row = |i| (0..columns.output).map(move |j| rows.padded(i) * columns.padded(j));
        (0..rows.output).flat_map(row).collect()
    }

    /// The inputs that each output sees, row by row.
    pub fn seen(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![Vec::new(); self.sizes()[1]];
        self.each(|_, output, input| seen[output].push(input));
        seen
    }
}
