//! The names that layers can have.

use proc_macro2::{Ident, TokenTree};
use syn::ext::IdentExt;

use crate::ast::Form;
use crate::errors::Errors;
use crate::messages;

/// The names of items that a network has, one per line. A layer's method would hide them. The test `taken` writes the file from the
/// traits of nn-core.
const TAKEN: &str = include_str!("taken.txt");

/// The valid names so far.
#[derive(Default)]
pub(crate) struct Names(Vec<Ident>);

impl Names {
    /// All names.
    pub(crate) fn into_list(self) -> Vec<Ident> {
        self.0
    }

    /// Checks the name of a layer and returns it if it is valid.
    pub(crate) fn check(
        &mut self,
        name: Ident,
        repeat: usize,
        form: Form,
        errors: &mut Errors,
    ) -> Option<Ident> {
        let word = &name.unraw().to_string();
        let mistake = if form == Form::Branch {
            Some(messages::NAME_IN_BRANCH.to_owned())
        } else if form == Form::Type {
            Some(messages::NAME_IN_TYPE.to_owned())
        } else if repeat > 1 {
            Some(messages::NAME_ON_REPEAT.to_owned())
        } else if syn::parse2::<Ident>(TokenTree::from(name.clone()).into()).is_err() {
            Some(messages::unusable_name(word))
        } else {
            self.taken(word)
        };
        match mistake {
            Some(message) => {
                errors.at(name.span(), message);
                None
            }
            None => {
                self.0.push(name.clone());
                Some(name)
            }
        }
    }

    /// The message if a name conflicts with another name.
    fn taken(&self, word: &str) -> Option<String> {
        let mutable = format!("{word}_mut");
        let is_taken = |name: &str| TAKEN.lines().any(|taken| taken == name);
        if let Some(taken) = [word, &mutable].into_iter().find(|name| is_taken(name)) {
            return Some(messages::taken_name(taken));
        }
        self.0.iter().find_map(|other| {
            let other = &other.unraw().to_string();
            if other == word {
                Some(messages::duplicate_name(word))
            } else if *other == mutable || *word == format!("{other}_mut") {
                let method = if *other == mutable { &mutable } else { word };
                Some(messages::colliding_name(method, other))
            } else {
                None
            }
        })
    }
}
