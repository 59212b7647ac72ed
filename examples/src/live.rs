//! Answers of a network that takes one step of a window at a time.

use nn_core::network::Composed;
use nn_core::prelude::*;
use nn_core::stream::{Live, Stream, Streamed};

/// One step of the network `N`: a value for each channel.
pub type Frame<N> = <<N as Composed>::Layers as Stream>::Frame;

/// The answers to the steps of windows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    /// The class after the last step of each window. `None` if there is no answer yet.
    pub last: Vec<Option<usize>>,
    /// The number of steps.
    pub steps: usize,
    /// The number of steps with an answer.
    pub count: usize,
}

impl Answers {
    /// The share of windows whose class after the last step is that of the label.
    pub fn accuracy(&self, labels: &[u8]) -> f32 {
        let pairs = self.last.iter().zip(labels);
        let is_right = |(said, label): &(&Option<usize>, &u8)| **said == Some((**label).into());
        pairs.filter(is_right).count() as f32 / labels.len() as f32
    }
}

/// Takes all steps of all windows, one after the other. `frame` converts the values of a step. With `reset`, each window is a sequence of
/// its own, and without it, they are one sequence.
pub fn answers<N, const CHANNELS: usize, const LENGTH: usize>(
    net: &N,
    windows: &[[[f32; LENGTH]; CHANNELS]],
    frame: impl Fn([f32; CHANNELS]) -> Frame<N>,
    reset: bool,
) -> Answers
where
    N: Streamed,
    N::Element: PartialOrd,
    Live<N>: Boxed,
{
    let mut live = Live::<N>::boxed();
    let mut answers = Answers::default();
    for window in windows {
        if reset {
            live.reset();
        }
        let mut last = None;
        for time in 0..LENGTH {
            let step = frame(window.each_ref().map(|channel| channel[time]));
            last = live
                .push(net, &step)
                .and_then(|step| largest(step.as_slice()));
            answers.steps += 1;
            answers.count += usize::from(last.is_some());
        }
        answers.last.push(last);
    }
    answers
}

/// The index of the first of the largest values.
fn largest<E: PartialOrd>(values: &[E]) -> Option<usize> {
    let (first, rest) = values.split_first()?;
    let (index, _) = rest
        .iter()
        .enumerate()
        .fold((0, first), |best, (at, value)| {
            if value > best.1 {
                (at + 1, value)
            } else {
                best
            }
        });
    Some(index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nn_core::streaming;

    type Net = network![[2, 6] => Conv1d<filters = 3, kernel = 3, Relu> => GlobalAvgPool => Dense<4, Softmax>];
    type Causal = network![[2, 6] => Gru<3> => Dense<4, Softmax>];

    fn windows() -> [[[f32; 6]; 2]; 5] {
        let mut rng = Random::seed(7);
        [0; 5].map(|_| [0; 2].map(|_| [0; 6].map(|_| nn_core::rng::uniform(&mut rng, -1.0, 1.0))))
    }

    #[test]
    fn the_last_answers_are_those_of_the_windows() {
        let windows = windows();
        let net = Net::random(&mut Random::seed(1));
        let classes = windows.map(|window| Some(net.classify(&window)));
        for reset in [true, false] {
            let answers = answers(&net, &windows, |step| step, reset);
            assert_eq!(answers.last, classes);
            assert_eq!(answers.steps, 30);
            assert_eq!(answers.count, if reset { 5 } else { 25 });
        }
        assert_eq!(<streaming![Net]>::WARM_UP, 6);
        let labels = classes.map(|class| class.unwrap_or(0) as u8);
        let all = answers(&net, &windows, |step| step, true);
        assert_eq!(all.accuracy(&labels), 1.0);
        assert_eq!(all.accuracy(&labels.map(|label| label + 1)), 0.0);
    }

    #[test]
    fn a_sequence_of_its_own_starts_at_the_first_state() {
        let windows = windows();
        let net = Causal::random(&mut Random::seed(2));
        let classes = windows.map(|window| Some(net.classify(&window)));
        let answers = answers(&net, &windows, |step| step, true);
        assert_eq!((answers.last, answers.count), (classes.to_vec(), 30));
    }

    #[test]
    fn the_first_of_equal_values_is_the_largest() {
        assert_eq!(largest(&[1, 3, 2, 3]), Some(1));
        assert_eq!(largest::<i8>(&[]), None);
    }
}
