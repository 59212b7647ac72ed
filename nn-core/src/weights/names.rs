//! Maps the name of a tensor in the network to its name in a file.

use super::LoadOptions;
use super::error::{FoundNames, WeightsError};
use crate::state::{Name, StateTree};

impl LoadOptions<'_> {
    /// The name in the file: the prefix, followed by the name that the longest matching pair maps to.
    pub(super) const fn name_in_file(&self, name: &Name) -> Name {
        let (mut longest, mut replacement, mut rest) = (0, None, self.names);
        while let Some(((here, there), others)) = rest.split_first() {
            if here.len() >= longest && begins(name.as_bytes(), here.as_bytes()) {
                longest = here.len();
                replacement = Some(*there);
            }
            rest = others;
        }
        if self.prefix.is_empty() && replacement.is_none() {
            return *name;
        }
        let mut found = Name::new();
        found.push(self.prefix);
        if let Some(there) = replacement {
            found.push(there);
        }
        if let Some((_, mut end)) = name.as_bytes().split_at_checked(longest) {
            while let Some((byte, others)) = end.split_first() {
                found.push_byte(*byte);
                end = others;
            }
        }
        found
    }

    /// Checks that the left side of each pair is the name of a tensor, or its part before a dot.
    pub(super) const fn check_names(&self, tree: &'static StateTree) -> Result<(), WeightsError> {
        let mut rest = self.names;
        while let Some(((here, _), others)) = rest.split_first() {
            let (mut index, mut is_there) = (0, false);
            while let Some(located) = tree.tensor(index)
                && !is_there
            {
                is_there = begins(located.name.as_bytes(), here.as_bytes());
                index += 1;
            }
            if !is_there {
                let given = FoundNames::one(here.as_bytes());
                return Err(WeightsError::NoSuchName { given });
            }
            rest = others;
        }
        Ok(())
    }
}

/// Whether a name is `begin`, or begins with `begin` and a dot.
const fn begins(mut name: &[u8], mut begin: &[u8]) -> bool {
    while let Some((byte, others)) = begin.split_first() {
        match name.split_first() {
            Some((same, rest)) if *same == *byte => name = rest,
            _ => return false,
        }
        begin = others;
    }
    matches!(name, [] | [b'.', ..])
}
