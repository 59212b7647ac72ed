//! Methods that a composition implements by calling the same method of each of its parts.

/// Writes the methods of [`Layer`](super::Layer) that visit parameters and state or derive numbers, for a layer whose parts are in these fields.
macro_rules! visit_parts {
    ($($part:ident),+) => {
        fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
            $(self.$part.parameters(visit);)+
        }

        fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
            $(self.$part.parameters_mut(visit);)+
        }

        fn state(&self, visit: &mut impl FnMut($crate::state::Values<'_>)) {
            $(self.$part.state(visit);)+
        }

        fn state_mut(&mut self, visit: &mut impl FnMut($crate::state::ValuesMut<'_>)) {
            $(self.$part.state_mut(visit);)+
        }

        fn derive(&mut self) {
            $(self.$part.derive();)+
        }
    };
}

/// Writes `initialize_with` and `is_dead` of [`Trainable`](super::Trainable), for a layer whose parts are in these fields.
macro_rules! initialize_parts {
    ($($part:ident),+) => {
        fn initialize_with<R: rand_core::Rng + ?Sized>(
            &mut self,
            init: Option<$crate::init::Init>,
            rng: &mut R,
        ) {
            $(self.$part.initialize_with(init, rng);)+
        }

        fn is_dead(&self) -> bool {
            $(self.$part.is_dead())||+
        }
    };
}

/// Writes the methods of [`Trainable`](super::Trainable) that compute one slice, for a [`Chain`](super::Chain): the slices of the
/// first layer, then those of the last.
macro_rules! slice_parts {
    ($first:ident, $last:ident) => {
        fn slice_cost(slice: usize) -> usize {
            match slice.checked_sub($first::SLICES) {
                None => $first::slice_cost(slice),
                Some(slice) => $last::slice_cost(slice),
            }
        }

        fn forward_slice<const BATCH: usize>(
            &self,
            slice: usize,
            input: Batch<'_, $first::Input>,
            output: &mut [$last::Output],
            tape: &mut Self::Tape<BATCH>,
            noise: Noise,
        ) {
            let ChainTape { first, seam, last } = tape;
            let Some(slice) = slice.checked_sub($first::SLICES) else {
                return seam.forward_slice(slice, &self.first, input, first, noise.branch(0));
            };
            let between = Batch::all(Feeds::feed_rows(seam.outputs(input.len())));
            let noise = noise.branch(1);
            self.last.forward_slice(slice, between, output, last, noise);
        }

        fn backward_slice<const BATCH: usize>(
            &self,
            slice: usize,
            input: Batch<'_, $first::Input>,
            d_output: &[$last::Output],
            d_input: Option<&mut [$first::Input]>,
            tape: &mut Self::Tape<BATCH>,
        ) {
            let ChainTape { first, seam, last } = tape;
            let Some(slice) = slice.checked_sub($first::SLICES) else {
                return seam.backward_slice(slice, &self.first, input, d_input, first);
            };
            let (between, d_between) = seam.both(input.len());
            let between = Batch::all(Feeds::feed_rows(between));
            let d_between = Some(Feeds::feed_rows_mut(d_between));
            self.last
                .backward_slice(slice, between, d_output, d_between, last);
        }

        fn gradient_slice<const BATCH: usize, S: Sink>(
            slice: usize,
            input: Batch<'_, $first::Input>,
            d_output: &[$last::Output],
            tape: &Self::Tape<BATCH>,
            sink: &mut S,
        ) {
            let Some(slice) = slice.checked_sub($first::SLICES) else {
                let d_between = tape.seam.d_outputs(input.len());
                return $first::gradient_slice(slice, input, d_between, &tape.first, sink);
            };
            let between = Batch::all(Feeds::feed_rows(tape.seam.outputs(input.len())));
            $last::gradient_slice(slice, between, d_output, &tape.last, sink);
        }
    };
}

pub(super) use {initialize_parts, slice_parts, visit_parts};
