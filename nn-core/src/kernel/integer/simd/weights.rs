//! The packed weights of eight outputs at a time. See [`order`](crate::kernel::integer::order).

use crate::slices;

/// The weights of eight outputs for a group of four inputs: those of two outputs and one input are one number.
pub(super) type Group = [i16; 16];

/// The weights of eight outputs for one of the inputs that remain.
pub(super) type Last = [i16; 4];

/// The weights of eight consecutive outputs. For the last outputs of a layer, of which there may be fewer, the others are 0.
#[derive(Clone, Copy)]
pub(super) enum Weights<'a> {
    /// A panel of eight: its groups, and the inputs that remain.
    Eight(&'a [Group], &'a [Last]),
    /// The panels of four, two and one.
    Few(Few<'a>),
}

impl<'a> Weights<'a> {
    /// The weights of the outputs from `first` on, a multiple of 8 or the number of outputs, from the packed weights of a layer.
    #[inline(always)]
    pub(super) fn of(packed: &'a [i8], outputs: usize, inputs: usize, first: usize) -> Self {
        let mut bytes = slices::range(packed, first * inputs..);
        if outputs - first < 8 {
            return Weights::Few(Few::of(bytes, outputs - first, inputs));
        }
        let groups = slices::take(&mut bytes, 8 * (inputs & !3));
        let last = slices::take(&mut bytes, 8 * (inputs & 3));
        Weights::Eight(halves(groups).as_chunks().0, halves(last).as_chunks().0)
    }

    /// The number of groups.
    #[inline(always)]
    pub(super) fn groups(&self) -> usize {
        match self {
            Weights::Eight(groups, _) => groups.len(),
            Weights::Few(few) => few.groups,
        }
    }

    /// The weights of the inputs that remain, as a group.
    #[inline(always)]
    pub(super) fn last_group(&self) -> Group {
        let [a, b, c] = [0, 1, 2].map(|index| match self {
            Weights::Eight(_, last) => last.get(index).copied().unwrap_or_default(),
            Weights::Few(few) => few.last(index),
        });
        [
            a[0], c[0], a[1], c[1], b[0], 0, b[1], 0, a[2], c[2], a[3], c[3], b[2], 0, b[3], 0,
        ]
    }
}

/// The weights of the last outputs of a layer, of which there are fewer than eight.
#[derive(Clone, Copy)]
pub(super) struct Few<'a> {
    /// The number of groups.
    groups: usize,
    /// The panels of four, two and one, each with its groups and the inputs that remain. Those that do not exist are empty.
    four: [&'a [i16]; 2],
    two: [&'a [i16]; 2],
    one: [&'a [i8]; 2],
    /// The first pair of the panels of two and one.
    pairs: [usize; 2],
}

impl<'a> Few<'a> {
    #[inline(always)]
    fn of(mut bytes: &'a [i8], outputs: usize, inputs: usize) -> Self {
        let mut panel = |width: usize| {
            let width = outputs & width;
            let groups = slices::take(&mut bytes, width * (inputs & !3));
            [groups, slices::take(&mut bytes, width * (inputs & 3))]
        };
        Few {
            groups: if outputs > 0 { inputs / 4 } else { 0 },
            four: panel(4).map(halves),
            two: panel(2).map(halves),
            one: panel(1),
            pairs: [(outputs & 4) / 2, (outputs & 6) / 2],
        }
    }

    /// The weights of a group.
    #[inline(always)]
    pub(super) fn group(&self, index: usize) -> Group {
        // words of two inputs: those of pairs 0 and 1 for the even inputs and the odd ones, then those of pairs 2 and 3
        let mut words = [[0; 2]; 8];
        if let (Some(words), Some(four)) = (
            words.first_chunk_mut::<4>(),
            self.four[0].as_chunks().0.get(index),
        ) {
            *words = bytemuck::must_cast::<[i16; 8], _>(*four);
        }
        let two = self.two[0].as_chunks().0.get(index).copied();
        let one = self.one[0]
            .as_chunks()
            .0
            .get(index)
            .map(|one| one.map(i16::from));
        // a panel of one has its inputs in order
        let one = one.map(|[a, b, c, d]| [a, c, b, d]);
        for (pair, numbers) in self.pairs.into_iter().zip([two, one]) {
            let [a, c, b, d]: [i16; 4] = numbers.unwrap_or_default();
            let place = pair / 2 * 4 + pair % 2;
            if let (Some(_), Some([even, _, odd])) = (numbers, words.get_mut(place..place + 3)) {
                (*even, *odd) = ([a, c], [b, d]);
            }
        }
        bytemuck::must_cast(words)
    }

    /// The weights of an input that remains.
    #[inline(always)]
    fn last(&self, index: usize) -> Last {
        let mut last = [0; 4];
        if let (Some(target), Some(four)) = (
            last.first_chunk_mut(),
            self.four[1].as_chunks::<2>().0.get(index),
        ) {
            *target = *four;
        }
        let one = self.one[1].get(index).map(|one| i16::from(*one));
        for (pair, number) in self
            .pairs
            .into_iter()
            .zip([self.two[1].get(index).copied(), one])
        {
            if let (Some(place), Some(number)) = (last.get_mut(pair), number) {
                *place = number;
            }
        }
        last
    }
}

/// Bytes as numbers of 16 bits. The address is even, as that of the packed weights and of each panel with more than one output is.
#[inline(always)]
fn halves(bytes: &[i8]) -> &[i16] {
    bytemuck::try_cast_slice(bytes).unwrap_or_default()
}
