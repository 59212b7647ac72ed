//! Methods that a composition of `i8` implements by calling the same method of each of its parts.

/// Writes the methods of [`Layer`](crate::layer::Layer) that visit state and derive numbers, for a layer whose parts are in these fields.
macro_rules! visit_parts {
    ($($part:ident),+) => {
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

pub(super) use visit_parts;
