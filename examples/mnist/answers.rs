//! What the trained network makes of the test digits.

use nn_core::metrics::Confusion;
use nn_core::prelude::*;

use crate::Mnist;
use examples::digits::{CLASSES, Image, Samples};
use examples::terminal::{self, Style};

/// How many digits of each kind are drawn.
const DRAWN: usize = 3;

/// An image, what it shows, and what the network says.
#[derive(Debug, Clone, Copy)]
struct Answer<'a> {
    image: &'a Image,
    label: usize,
    said: usize,
    /// The output for what is said, from 0 to 1.
    certainty: f32,
}

/// The network's answers to all digits of a set.
pub(crate) struct Answers<'a>(Vec<Answer<'a>>);

impl<'a> Answers<'a> {
    /// Asks the network.
    pub(crate) fn of(net: &Mnist, samples: Samples<'a>) -> Self {
        let pairs = samples.images.iter().zip(samples.labels);
        let answers = pairs.map(|(image, label)| {
            let output = net.predict(image);
            let rated = output.into_iter().enumerate();
            let (said, certainty) =
                rated.fold(
                    (0, 0.0),
                    |best, rated| {
                        if rated.1 > best.1 { rated } else { best }
                    },
                );
            let label = usize::from(*label);
            Answer {
                image,
                label,
                said,
                certainty,
            }
        });
        Answers(answers.collect())
    }

    /// Which digit was taken for which.
    pub(crate) fn confusion(&self) -> Confusion<CLASSES> {
        let mut confusion = Confusion::new();
        for answer in &self.0 {
            confusion.add(answer.label, answer.said);
        }
        confusion
    }

    /// The first digits that are read correctly.
    pub(crate) fn draw_right(&self, style: Style) -> String {
        let right = self.0.iter().filter(|answer| answer.said == answer.label);
        let caption = |answer: &Answer<'_>| {
            format!(
                "reads {}, {:.0} % sure",
                answer.said,
                100.0 * answer.certainty
            )
        };
        draw(right.take(DRAWN), caption, style)
    }

    /// The mistakes of which the network is most certain.
    pub(crate) fn draw_wrong(&self, style: Style) -> String {
        let is_wrong = |answer: &&Answer<'_>| answer.said != answer.label;
        let mut wrong: Vec<_> = self.0.iter().filter(is_wrong).collect();
        wrong.sort_by(|a, b| b.certainty.total_cmp(&a.certainty));
        let caption =
            |answer: &Answer<'_>| format!("reads {}, but it is a {}", answer.said, answer.label);
        draw(wrong.into_iter().take(DRAWN), caption, style)
    }
}

fn draw<'a>(
    answers: impl Iterator<Item = &'a Answer<'a>>,
    caption: impl Fn(&Answer<'_>) -> String,
    style: Style,
) -> String {
    let pictures: Vec<_> = answers
        .map(|answer| (answer.image, caption(answer)))
        .collect();
    terminal::digits(&pictures, style)
}
