//! Recurrent layers: a state that is updated at each step of a sequence.
//!
//! [`Recurrent`] is the layer, [`MinGru`] one without weights of the state, and [`FastGrnn`] one whose rule has parameters of its own. A [`Recurrence`] is the rule by which the state is
//! updated: that of a GRU, an LSTM, an Elman network, a minimal GRU or a FastGRNN.
//! [`Steps`] selects the output: the last state, or the states of all steps.

mod fast_grnn;
mod forward;
mod gru;
mod integer;
mod layer;
mod lstm;
mod min_gru;
mod min_gru_cell;
mod own;
mod passes;
mod products;
mod recurrence;
mod rnn;
mod state;
mod steps;
mod tape;
mod training;

pub use self::fast_grnn::{FastGrnn, FastGrnnCell};
pub use self::gru::{Gru, GruCell};
pub(crate) use self::integer::EXPONENTS;
pub use self::integer::IntegerRecurrence;
pub use self::layer::Recurrent;
pub use self::lstm::{Lstm, LstmCell};
pub use self::min_gru::MinGru;
pub use self::min_gru_cell::MinGruCell;
pub use self::recurrence::Recurrence;
pub use self::rnn::{Nonlinearity, Rnn, RnnCell};
pub use self::state::RecurrentState;
pub use self::steps::{AllSteps, LastStep, Steps};
pub use self::tape::RecurrentTape;
