//! The output of every image, which is the same on every board. It is stored, so a change of the host's results is found, too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::models;
use crate::said::Said;
use crate::tally::Tally;

/// The lines of each image: results with their values, sizes and measurements with their names.
#[derive(Default)]
pub(crate) struct Goldens(BTreeMap<String, BTreeSet<String>>);

/// Part of the name of a result that counts correct answers. More are better.
const ACCURACY: &str = ": right of ";

impl Goldens {
    /// The expected output of an image.
    pub(crate) fn add(&mut self, image: &str, said: &Said) {
        self.0.insert(image.to_owned(), said.lines());
    }

    /// Reads the stored output. There may be none.
    pub(crate) fn read() -> Self {
        Self::parse(&std::fs::read_to_string(path()).unwrap_or_default())
    }

    /// Takes the output of the models from the stored one.
    pub(crate) fn keep_models(&mut self, stored: &Goldens) {
        let stored = stored.0.iter().filter(|(image, _)| models::is_model(image));
        self.0
            .extend(stored.map(|(image, lines)| (image.clone(), lines.clone())));
    }

    fn parse(text: &str) -> Self {
        let mut goldens = Goldens::default();
        for (image, line) in text.lines().filter_map(|line| line.split_once(' ')) {
            let lines = goldens.0.entry(image.to_owned()).or_default();
            lines.insert(line.to_owned());
        }
        goldens
    }

    /// Stores the output. A stored accuracy that is higher is kept, and is an error.
    pub(crate) fn write(&self, tally: &mut Tally) {
        let better = Self::read().better(self);
        if !better.is_empty() {
            let reason = format!("these are not reached: {better:?}; delete them to store less");
            return tally.check("the stored accuracies", Err(reason));
        }
        let mut text = String::new();
        for (image, lines) in &self.0 {
            for line in lines {
                let _ = writeln!(text, "{image} {line}");
            }
        }
        let path = path();
        std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// The accuracies that are higher than the others'.
    fn better(&self, others: &Goldens) -> Vec<String> {
        let mut better = Vec::new();
        for (image, line) in self.accuracies() {
            let (name, before) = split(line);
            let mut found = others.accuracies();
            let now = found.find(|(other, line)| *other == image && split(line).0 == name);
            if now.is_none_or(|(_, line)| split(line).1 < before) {
                better.push(format!("{image} {line}"));
            }
        }
        better
    }

    fn accuracies(&self) -> impl Iterator<Item = (&String, &String)> {
        let lines = |(image, lines)| BTreeSet::iter(lines).map(move |line| (image, line));
        let all = self.0.iter().flat_map(lines);
        all.filter(|(_, line)| line.contains(ACCURACY))
    }

    /// Reports an error for each image whose lines differ, and for each image that only one side has.
    pub(crate) fn compare(&self, now: &Goldens, tally: &mut Tally) {
        let images: BTreeSet<&String> = self.0.keys().chain(now.0.keys()).collect();
        for image in images {
            let said = now.0.get(image).cloned().unwrap_or_default();
            tally.check(
                &format!("{image} on this machine"),
                self.check(image, &said),
            );
        }
    }

    /// Checks that an image prints each line, and no other.
    ///
    /// # Errors
    /// The lines that differ.
    pub(crate) fn check(&self, image: &str, said: &BTreeSet<String>) -> Result<(), String> {
        let none = BTreeSet::new();
        let stored = self.0.get(image).unwrap_or(&none);
        let missing: Vec<_> = stored.difference(said).collect();
        let surplus: Vec<_> = said.difference(stored).collect();
        match missing.is_empty() && surplus.is_empty() && !said.is_empty() {
            true => Ok(()),
            false => Err(format!(
                "stored, but not said: {missing:?}; said, but not stored: {surplus:?}; \
                 if that must be, `firmware/run --bless` stores it"
            )),
        }
    }
}

/// The name and the number of a line with an accuracy.
fn split(line: &str) -> (&str, u32) {
    let (name, number) = line.rsplit_once(" = ").unwrap_or((line, ""));
    (name, number.parse().unwrap_or_default())
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../figures/results.txt")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The output of the image `learn`.
    const LEARN: &str = "bytes ram = 00000210\nstack learn irises = 00000118\n\
        result learn irises: refused steps = 00000000\nresult learn irises: right of 30 = 0000001d\n\
        result learn irises = 8d3f2a10\n";

    fn goldens(text: &str) -> Goldens {
        let mut goldens = Goldens::default();
        goldens.add("learn", &Said::read(text).unwrap());
        goldens
    }

    #[test]
    fn each_change_of_what_an_image_says_is_found() {
        let stored = goldens(LEARN);
        let cases = [
            ("the same", LEARN.to_owned(), true),
            ("less accurate", LEARN.replace("001d", "001c"), false),
            ("more accurate", LEARN.replace("001d", "001e"), false),
            ("another digest", LEARN.replace("2a10", "2a11"), false),
            (
                "no measurement",
                LEARN.replace("stack learn irises = 00000118\n", ""),
                false,
            ),
            (
                "no size",
                LEARN.replace("bytes ram = 00000210\n", ""),
                false,
            ),
            (
                "no digest",
                LEARN.replace("result learn irises = 8d3f2a10\n", ""),
                false,
            ),
            (
                "one result more",
                format!("{LEARN}result more = 00000001\n"),
                false,
            ),
            ("nothing", String::new(), false),
            (
                "another size or depth",
                LEARN.replace("0210", "0214").replace("0118", "011c"),
                true,
            ),
        ];
        for (case, text, is_right) in cases {
            let lines = Said::read(&text).unwrap().lines();
            assert_eq!(stored.check("learn", &lines).is_ok(), is_right, "{case}");
        }
        assert!(
            stored
                .check("another image", &Said::read(LEARN).unwrap().lines())
                .is_err()
        );
    }

    #[test]
    fn a_result_that_is_said_twice_is_refused() {
        assert!(Said::read("result a = 00000001\nresult a = 00000001\n").is_err());
        assert!(Said::read("bytes a = 00000001\nbytes a = 00000002\n").is_err());
    }

    #[test]
    fn a_lower_accuracy_is_not_stored() {
        let stored = goldens(LEARN);
        assert_eq!(stored.better(&stored), Vec::<String>::new());
        assert_eq!(
            stored.better(&goldens(&LEARN.replace("001d", "001e"))),
            Vec::<String>::new()
        );
        let lost = ["learn result learn irises: right of 30 = 29"];
        assert_eq!(
            stored.better(&goldens(&LEARN.replace("001d", "001c"))),
            lost
        );
        assert_eq!(stored.better(&Goldens::default()), lost);
    }

    #[test]
    fn what_is_stored_is_read_again() {
        let text = "a result x = 29\na stack y\nb bytes ram\n";
        let goldens = Goldens::parse(text);
        assert!(
            goldens
                .check("a", &["result x = 29", "stack y"].map(str::to_owned).into())
                .is_ok()
        );
        assert!(goldens.check("b", &["bytes ram".to_owned()].into()).is_ok());
    }
}
