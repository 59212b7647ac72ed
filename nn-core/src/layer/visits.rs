//! What a composition shows of its parts: all that they show, one after the other.

/// Writes the methods of [`Layer`](super::Layer) that show numbers, and `is_dead`, for a layer with others in these fields.
macro_rules! visits {
    ($($part:ident),+) => {
        fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
            $(self.$part.parameters(visit);)+
        }

        fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
            $(self.$part.parameters_mut(visit);)+
        }

        fn state(&self, visit: &mut impl FnMut(&[f32])) {
            $(self.$part.state(visit);)+
        }

        fn state_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
            $(self.$part.state_mut(visit);)+
        }

        fn is_dead(&self) -> bool {
            $(self.$part.is_dead())||+
        }
    };
}

pub(super) use visits;
