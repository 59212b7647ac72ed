//! The subject of the images of a set, and how a program names it.

use std::path::Path;

use crate::digits::CLASSES;

/// What the images of a set show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Handwritten digits, as in MNIST.
    Digits,
    /// Clothes, as in Fashion-MNIST, whose files have the same names.
    Clothes,
}

impl Subject {
    /// The files do not state what they show. A directory with "fashion" in its name contains clothes.
    pub fn of(directory: &Path) -> Self {
        let full = directory.canonicalize();
        let full = full.as_deref().unwrap_or(directory);
        let name = full.file_name().unwrap_or_default().to_string_lossy();
        if name.to_lowercase().contains("fashion") {
            Subject::Clothes
        } else {
            Subject::Digits
        }
    }

    /// The plural.
    pub fn plural(self) -> &'static str {
        match self {
            Subject::Digits => "digits",
            Subject::Clothes => "clothes",
        }
    }

    /// The names of the classes.
    pub fn names(self) -> [&'static str; CLASSES] {
        match self {
            Subject::Digits => ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
            Subject::Clothes => [
                "T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker",
                "bag", "boot",
            ],
        }
    }

    /// The caption of a correct answer.
    pub fn right(self, said: usize, certainty: f32) -> String {
        let (name, percent) = (self.name(said), 100.0 * certainty);
        match self {
            Subject::Digits => format!("reads {name}, {percent:.0} % sure"),
            Subject::Clothes => format!("{name}, {percent:.0} % sure"),
        }
    }

    /// The caption of a wrong answer.
    pub fn wrong(self, said: usize, actual: usize) -> String {
        let (said, actual) = (self.name(said), self.name(actual));
        match self {
            Subject::Digits => format!("reads {said}, but it is {actual}"),
            Subject::Clothes => format!("{said}, really {actual}"),
        }
    }

    fn name(self, class: usize) -> &'static str {
        self.names().get(class).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_directory_tells_clothes_from_digits() {
        let cases = [
            ("data/mnist", Subject::Digits),
            ("data/fashion-mnist", Subject::Clothes),
            ("fashion/mnist", Subject::Digits),
            ("data/Fashion_MNIST/", Subject::Clothes),
        ];
        for (path, subject) in cases {
            assert_eq!(Subject::of(Path::new(path)), subject, "{path}");
        }
    }

    #[test]
    fn an_answer_fits_under_its_picture() {
        for subject in [Subject::Digits, Subject::Clothes] {
            for said in 0..CLASSES {
                assert!(subject.right(said, 1.0).len() <= 24);
                for actual in (0..CLASSES).filter(|actual| *actual != said) {
                    assert!(subject.wrong(said, actual).len() <= 24);
                }
            }
        }
    }
}
