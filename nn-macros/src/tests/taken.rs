//! The names that a layer must not have, from the traits of a named network. A method with the name of a layer would hide the trait's
//! method.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use syn::{GenericParam, Ident, Item, ItemImpl, TraitItem, Type, TypeParamBound, WherePredicate};

use super::golden;

/// The traits of other crates that a named network has or can derive, and their items. This test cannot read those.
const FOREIGN: &[(&str, &[&str])] = &[
    ("Any", &["type_id"]),
    ("Borrow", &["borrow"]),
    ("BorrowMut", &["borrow_mut"]),
    ("Clone", &["clone", "clone_from"]),
    ("Debug", &["fmt"]),
    ("Default", &["default"]),
    ("Drop", &["drop"]),
    ("From", &["from"]),
    ("Into", &["into"]),
    ("PartialEq", &["eq", "ne"]),
    ("Sized", &[]),
    ("ToOwned", &["to_owned", "clone_into"]),
    ("TryFrom", &["try_from"]),
    ("TryInto", &["try_into"]),
    ("Zeroable", &["zeroed"]),
];

/// What the item form adds to the traits.
const WRITTEN: &[&str] = &["constant_bounds", "constant_output"];

/// The traits of nn-core.
#[derive(Default)]
struct Traits {
    /// Their methods and constants.
    items: BTreeMap<String, Vec<String>>,
    /// A trait and its bounds: `impl<T: Network> Weights for T`.
    blanket: Vec<(String, Vec<String>)>,
}

impl Traits {
    fn read(&mut self, folder: &Path, texts: &mut String) {
        let entries = std::fs::read_dir(folder).expect("nn-core is next to nn-macros");
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                self.read(&path, texts);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("a file");
                self.add(syn::parse_file(&text).expect("Rust").items);
                texts.push_str(&text);
            }
        }
    }

    fn add(&mut self, items: Vec<Item>) {
        for item in items {
            match item {
                Item::Trait(item) => {
                    let items = item.items.into_iter().filter_map(|item| match item {
                        TraitItem::Fn(function) => Some(function.sig.ident.to_string()),
                        TraitItem::Const(constant) => Some(constant.ident.to_string()),
                        _ => None,
                    });
                    self.items.insert(item.ident.to_string(), items.collect());
                }
                Item::Impl(item) => self.blanket.extend(blanket(&item)),
                _ => {}
            }
        }
    }
}

/// The trait and the bounds of `impl<T: Bounds> Trait for T`.
fn blanket(item: &ItemImpl) -> Option<(String, Vec<String>)> {
    let (path, _) = item.trait_.as_ref()?;
    let Type::Path(this) = &*item.self_ty else {
        return None;
    };
    let this = this.path.get_ident()?;
    let mut is_parameter = false;
    let mut bounds = Vec::new();
    for parameter in &item.generics.params {
        if let GenericParam::Type(parameter) = parameter
            && parameter.ident == *this
        {
            is_parameter = true;
            bounds.extend(parameter.bounds.iter().filter_map(name));
        }
    }
    let conditions = item.generics.where_clause.iter();
    for condition in conditions.flat_map(|conditions| &conditions.predicates) {
        if let WherePredicate::Type(condition) = condition
            && matches!(&condition.bounded_ty, Type::Path(ty) if ty.path.is_ident(this))
        {
            bounds.extend(condition.bounds.iter().filter_map(name));
        }
    }
    let last = path.segments.last()?;
    is_parameter.then(|| (last.ident.to_string(), bounds))
}

fn name(bound: &TypeParamBound) -> Option<String> {
    match bound {
        TypeParamBound::Trait(bound) => Some(bound.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// The traits with impls that the macros of nn-core write for a named network.
fn written(texts: &str) -> impl Iterator<Item = String> + '_ {
    let impls = ["for $name", "for $outer"];
    let lines = texts
        .lines()
        .filter(move |line| impls.iter().any(|end| line.contains(end)));
    lines.filter_map(|line| {
        let before = line.split(" for $").next()?;
        // Without arguments.
        let path =
            before
                .rsplit_once('<')
                .map_or(before, |(path, rest)| match rest.ends_with('>') {
                    true => path,
                    false => before,
                });
        let name = path
            .rsplit(|letter: char| !letter.is_alphanumeric())
            .next()?;
        syn::parse_str::<Ident>(name)
            .is_ok()
            .then(|| name.to_owned())
    })
}

#[test]
fn names_that_hide_something() {
    let mut traits = Traits::default();
    let mut texts = String::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../nn-core/src");
    traits.read(&folder, &mut texts);

    let mut has: BTreeSet<String> = FOREIGN.iter().map(|(name, _)| (*name).to_owned()).collect();
    has.extend(written(&texts));
    has.insert("Named".to_owned());
    for name in ["Layer", "Composed", "Zero", "Fold", "FoldAfter", "Constant"] {
        assert!(has.contains(name), "the search finds {name}: {has:?}");
    }
    while let Some((name, _)) = traits.blanket.iter().find(|(name, bounds)| {
        !has.contains(name) && bounds.iter().all(|bound| has.contains(bound))
    }) {
        has.insert(name.clone());
    }
    for name in ["Network", "Boxed", "Persist", "Weights"] {
        assert!(has.contains(name), "the search finds {name}: {has:?}");
    }
    assert!(!has.contains("Loss"), "a network is no loss: {has:?}");

    let foreign = FOREIGN
        .iter()
        .flat_map(|(_, items)| items.iter())
        .chain(WRITTEN);
    let mut names: BTreeSet<String> = foreign.map(|name| (*name).to_owned()).collect();
    for name in &has {
        names.extend(traits.items.get(name).into_iter().flatten().cloned());
    }
    let text: String = names.into_iter().map(|name| name + "\n").collect();
    golden("../../src/taken.txt", &text);
}
