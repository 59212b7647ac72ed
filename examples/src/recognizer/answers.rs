//! The answers of a trained network to the test images.

use nn_core::metrics::Confusion;
use nn_core::prelude::*;

use crate::digits::{CLASSES, Samples};
use crate::subject::Subject;
use crate::terminal::{self, Style};

/// The number of correct and of wrong answers that are drawn.
const DRAWN: usize = 3;

/// An image, its label, and the network's answer.
#[derive(Debug, Clone, Copy)]
struct Answer<'a> {
    image: &'a [f32],
    label: usize,
    said: usize,
    /// The output of the answered class, from 0 to 1.
    certainty: f32,
}

/// The answers to all images of a set.
pub(super) struct Answers<'a> {
    /// What the images show.
    pub(super) subject: Subject,
    /// The confusion matrix.
    pub(super) confusion: Confusion<CLASSES>,
    answers: Vec<Answer<'a>>,
}

impl<'a> Answers<'a> {
    /// Computes the answers.
    pub(super) fn of<N>(
        net: &N,
        samples: Samples<'a, N::Input>,
        subject: Subject,
    ) -> Result<Self, nn_core::Error>
    where
        N: Network<Output = [f32; CLASSES]>,
    {
        let (mut confusion, mut answers) = (Confusion::new(), Vec::new());
        let mut workspace = Workspace::ZERO;
        for (image, label) in samples.images.iter().zip(samples.labels) {
            let said = net.try_classify_in(image, &mut workspace);
            confusion.add(*label, said)?;
            // An image without an answer is counted, but not drawn.
            if let Some(said) = said {
                let certainty = net.predict_in(image, &mut workspace)[said];
                answers.push(Answer {
                    image: image.as_slice(),
                    label: usize::from(*label),
                    said,
                    certainty,
                });
            }
        }
        Ok(Answers {
            subject,
            confusion,
            answers,
        })
    }

    /// Draws the first images with a correct answer.
    pub(super) fn draw_right(&self, style: Style) -> String {
        let right = self
            .answers
            .iter()
            .filter(|answer| answer.said == answer.label);
        let caption = |answer: &Answer<'_>| self.subject.right(answer.said, answer.certainty);
        draw(right.take(DRAWN), caption, style)
    }

    /// Draws the wrong answers with the highest certainty.
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
