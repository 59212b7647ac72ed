//! Which columns are inputs, and which are targets.

use ::csv::StringRecord;

use super::Options;
use crate::fault::Fault;

/// The indices of the columns of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// The number of columns of each line.
    pub(super) count: usize,
    pub(super) inputs: Vec<usize>,
    pub(super) targets: Vec<usize>,
}

impl Columns {
    /// The columns of a file whose first line this is, for this number of inputs and targets.
    pub(super) fn of(
        first: &StringRecord,
        options: &Options,
        [inputs, targets]: [usize; 2],
    ) -> Result<Self, Fault> {
        let names: Vec<&str> = match options.has_header {
            true => first.iter().collect(),
            false => Vec::new(),
        };
        let left_out = find(&options.left_out, &names)?;
        let mut used: Vec<usize> = (0..first.len())
            .filter(|column| !left_out.contains(column))
            .collect();
        let wanted = inputs + targets;
        if used.len() != wanted || (!options.targets.is_empty() && options.targets.len() != targets)
        {
            return Err(Fault::Columns {
                line: 1,
                found: used.len(),
                wanted,
            });
        }
        let targets = if options.targets.is_empty() {
            used.split_off(inputs)
        } else {
            find(&options.targets, &names)?
        };
        used.retain(|column| !targets.contains(column));
        Ok(Columns {
            count: first.len(),
            inputs: used,
            targets,
        })
    }
}

/// The indices of these columns.
fn find(wanted: &[String], names: &[&str]) -> Result<Vec<usize>, Fault> {
    let index = |name: &String| {
        let index = names.iter().position(|column| *column == name.as_str());
        index.ok_or_else(|| Fault::NoColumn {
            name: name.clone(),
            columns: names.iter().map(ToString::to_string).collect(),
        })
    };
    wanted.iter().map(index).collect()
}
