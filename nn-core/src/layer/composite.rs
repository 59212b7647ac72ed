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

pub(super) use {initialize_parts, visit_parts};
