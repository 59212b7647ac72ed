//! Every public function of nn-core is measured, or has a reason not to be.

use std::collections::BTreeSet;

use tests::sources::{Source, assert_none, files_below};

use crate::measured;
use crate::reasons::OTHERS;

/// The public functions of a file: those of types, and those of public traits with the name of the trait.
fn functions_in(source: &Source) -> BTreeSet<String> {
    let mut functions = BTreeSet::new();
    let mut of_trait = None;
    for (_, line) in source.code() {
        let name = |text: &str| -> String {
            let is_part = |c: &char| c.is_alphanumeric() || *c == '_';
            text.chars().take_while(is_part).collect()
        };
        if let Some(rest) = line.strip_prefix("pub trait ") {
            of_trait = Some(name(rest));
        } else if line.starts_with('}') {
            of_trait = None;
        }
        let text = line.trim_start();
        let is_public = text.starts_with("pub ");
        let text = text.trim_start_matches("pub ").trim_start_matches("const ");
        match (text.strip_prefix("fn "), &of_trait) {
            (Some(rest), Some(of_trait)) => {
                functions.insert(format!("{of_trait}::{}", name(rest)));
            }
            (Some(rest), None) if is_public => {
                functions.insert(name(rest));
            }
            _ => {}
        }
    }
    functions
}

#[test]
fn every_public_function_is_measured_or_has_a_reason() {
    let mut measured: BTreeSet<_> = measured::places().into_iter().collect();
    let name_by_name = OTHERS.iter().flat_map(|(path, names, _)| {
        let names = names.split_whitespace();
        names.map(move |name| (*path, name))
    });
    let others: Vec<_> = name_by_name.collect();
    let mut stale: BTreeSet<_> = others.iter().copied().collect();
    let mut found = Vec::new();
    for source in files_below("nn-core/src", ".rs") {
        let file = source.path.trim_start_matches("nn-core/src/");
        for function in functions_in(&source) {
            let fits = |(path, name): &&(&str, &str)| {
                file.starts_with(path) && (*name == "*" || *name == function)
            };
            let reasons: Vec<_> = others.iter().filter(fits).collect();
            let place = measured.iter().find(|place| **place == (file, &*function));
            if reasons.is_empty() && place.is_none() {
                found.push(format!("{file}: `{function}`"));
            }
            if let Some(place) = place.copied() {
                measured.remove(&place);
            }
            stale.retain(|row| !reasons.contains(&row));
        }
    }
    assert_none(
        "a public function is measured, or has a reason why not",
        &found,
    );
    stale.extend(measured.into_iter().filter(|(file, _)| *file != "core"));
    let stale: Vec<String> = stale.iter().map(|row| format!("{row:?}")).collect();
    assert_none("a row names functions that exist", &stale);
}
