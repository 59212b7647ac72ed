//! Numbers that are aligned to a cache line, like those of a network. All contestants use them.

/// The numbers in a cache line.
const LINE: usize = 16;

/// Numbers on the heap, aligned to 64 bytes.
#[derive(Debug)]
pub struct Aligned {
    values: Vec<f32>,
    start: usize,
    length: usize,
}

impl Aligned {
    /// A copy of these numbers.
    pub fn new(numbers: &[f32]) -> Self {
        let mut values = vec![0.0; numbers.len() + LINE];
        let start = values.as_ptr().align_offset(LINE * size_of::<f32>()) % LINE;
        let length = numbers.len();
        values[start..start + length].copy_from_slice(numbers);
        Aligned {
            values,
            start,
            length,
        }
    }

    /// The numbers.
    pub fn values(&self) -> &[f32] {
        &self.values[self.start..][..self.length]
    }

    /// The numbers, mutably.
    pub fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values[self.start..][..self.length]
    }

    /// The numbers in rows.
    pub fn rows<const COLUMNS: usize>(&self) -> &[[f32; COLUMNS]] {
        self.values().as_chunks().0
    }

    /// The numbers in rows, mutably.
    pub fn rows_mut<const COLUMNS: usize>(&mut self) -> &mut [[f32; COLUMNS]] {
        self.values_mut().as_chunks_mut().0
    }

    /// The numbers as a matrix.
    ///
    /// # Panics
    /// There are fewer numbers.
    pub fn matrix<const COLUMNS: usize, const ROWS: usize>(&self) -> &[[f32; COLUMNS]; ROWS] {
        self.rows()
            .first_chunk()
            .expect("as many rows as were drawn")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_at_a_line_and_holds_what_was_given() {
        let numbers: Vec<f32> = (0..96).map(|number| number as f32).collect();
        let mut aligned = Aligned::new(&numbers);
        assert_eq!(aligned.rows::<8>().as_ptr().addr() % 64, 0);
        assert_eq!(aligned.rows::<8>().as_flattened(), numbers);
        assert_eq!(aligned.matrix::<8, 12>()[11][7], 95.0);
        aligned.rows_mut::<8>()[0][0] = 7.0;
        assert_eq!(aligned.rows::<96>()[0][0], 7.0);
    }
}
