//! What the trained network makes of the test images.

use nn_core::metrics::Confusion;
use nn_core::prelude::*;

use crate::digits::{CLASSES, Samples};
use crate::subject::Subject;
use crate::terminal::{self, Style};

/// How many images of each kind are drawn.
const DRAWN: usize = 3;

/// An image, what it shows, and what the network says.
#[derive(Debug, Clone, Copy)]
struct Answer<'a> {
    image: &'a [f32],
    label: usize,
    said: usize,
    /// The output for what is said, from 0 to 1.
    certainty: f32,
}

/// The network's answers to all images of a set.
pub(super) struct Answers<'a> {
    /// What the images show.
    pub(super) subject: Subject,
    answers: Vec<Answer<'a>>,
}

impl<'a> Answers<'a> {
    /// Asks the network.
    pub(super) fn of<N>(net: &N, samples: Samples<'a, N::Input>, subject: Subject) -> Self
    where
        N: Network<Output = [f32; CLASSES]>,
    {
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
                image: image.as_slice(),
                label,
                said,
                certainty,
            }
        });
        Answers {
            subject,
            answers: answers.collect(),
        }
    }

    /// Which digit was taken for which.
    pub(super) fn confusion(&self) -> Confusion<CLASSES> {
        let mut confusion = Confusion::new();
        for answer in &self.answers {
            confusion.add(answer.label, answer.said);
        }
        confusion
    }

    /// The first images that are recognised.
    pub(super) fn draw_right(&self, style: Style) -> String {
        let right = self
            .answers
            .iter()
            .filter(|answer| answer.said == answer.label);
        let caption = |answer: &Answer<'_>| self.subject.right(answer.said, answer.certainty);
        draw(right.take(DRAWN), caption, style)
    }

    /// The mistakes of which the network is most certain.
    pub(super) fn draw_wrong(&self, style: Style) -> String {
        let is_wrong = |answer: &&Answer<'_>| answer.said != answer.label;
        let mut wrong: Vec<_> = self.answers.iter().filter(is_wrong).collect();
        wrong.sort_by(|a, b| b.certainty.total_cmp(&a.certainty));
        let caption = |answer: &Answer<'_>| self.subject.wrong(answer.said, answer.label);
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
