//! The names of the layers of a network, which are those in files of weights.

use std::string::{String, ToString};
use std::vec::Vec;

use crate::state::{Level, Name, StateTree};

/// The names of all layers, in order: simple layers, and layers that are made of others before their parts.
pub(super) fn names(tree: &StateTree, prefix: &str) -> Vec<String> {
    let mut start = Name::new();
    start.push(prefix);
    let mut found = Vec::new();
    match tree {
        StateTree::Sequence { names, body, .. } => {
            add(body, &start, &mut Level::new(names), &mut found);
        }
        other => add(other, &start, &mut Level::new(&[]), &mut found),
    }
    found
}

fn add(tree: &StateTree, prefix: &Name, level: &mut Level, found: &mut Vec<String>) {
    match tree {
        StateTree::Chain(first, last) => {
            add(first, prefix, level, found);
            add(last, prefix, level, found);
        }
        StateTree::Activated(body, activation) => {
            add(body, prefix, level, found);
            level.skip(activation.modules());
        }
        StateTree::Single(layer) => {
            let name = passed(prefix, layer.modules, level);
            found.push(trimmed(&name));
        }
        StateTree::Named(own, body) => {
            let mut name = *prefix;
            name.push(own);
            name.push(".");
            match body {
                StateTree::Single(_) => found.push(trimmed(&name)),
                body => add(body, &name, &mut Level::new(&[]), found),
            }
        }
        StateTree::Sequence { names, body, .. } => {
            let name = passed(prefix, 1, level);
            found.push(trimmed(&name));
            add(body, &name, &mut Level::new(names), found);
        }
        StateTree::Branches(body) => {
            let name = passed(prefix, 1, level);
            found.push(trimmed(&name));
            add(body, &name, &mut Level::new(&[]), found);
        }
    }
}

/// The prefix of the next layer, which ends with a dot.
fn passed(prefix: &Name, modules: usize, level: &mut Level) -> Name {
    let mut name = *prefix;
    level.pass(modules, &mut name);
    name
}

fn trimmed(name: &Name) -> String {
    name.as_str().trim_end_matches('.').to_string()
}

/// Whether a layer with this tree has a name of its own.
pub(super) fn is_named(tree: &StateTree) -> bool {
    match tree {
        StateTree::Single(_) | StateTree::Sequence { .. } | StateTree::Branches(_) => true,
        StateTree::Activated(body, _) => is_named(body),
        StateTree::Chain(..) | StateTree::Named(..) => false,
    }
}
