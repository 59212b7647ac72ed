//! Why a model was not imported.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::refusal::Refusal;

/// Why a model was not imported. Nothing was written.
#[derive(Debug)]
#[non_exhaustive]
pub enum ImportError {
    /// A file could not be read or written.
    File {
        /// The file.
        path: PathBuf,
        /// The reason.
        error: std::io::Error,
    },
    /// The file is damaged, or of another format.
    Format {
        /// The file.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// Nodes of the model are not understood.
    Refused {
        /// The file.
        path: PathBuf,
        /// All of them.
        refusals: Vec<Refusal>,
    },
    /// A file exists, and may not be overwritten.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Written files differ from their model.
    Differs {
        /// The source file.
        path: PathBuf,
        /// What differs.
        differences: Vec<String>,
        /// The command that writes them again.
        command: String,
    },
    /// An option is not allowed.
    Option {
        /// The reason.
        reason: String,
    },
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::File { path, error } => write!(f, "{}: {error}", path.display()),
            ImportError::Format { path, reason } => write!(f, "{}: {reason}", path.display()),
            ImportError::Refused { path, refusals } => {
                let nodes = if refusals.len() == 1 {
                    "node is"
                } else {
                    "nodes are"
                };
                write!(
                    f,
                    "{}: {} {nodes} not understood:",
                    path.display(),
                    refusals.len()
                )?;
                refusals
                    .iter()
                    .try_for_each(|refusal| write!(f, "\n  - {refusal}"))
            }
            ImportError::Exists { path } => {
                write!(
                    f,
                    "{} exists already: `--force` overwrites it",
                    path.display()
                )
            }
            ImportError::Differs {
                path,
                differences,
                command,
            } => {
                write!(f, "{} differs from its model:", path.display())?;
                let mut lines = differences.iter();
                lines.try_for_each(|difference| write!(f, "\n  - {difference}"))?;
                write!(f, "\n  `{command}` imports the model again")
            }
            ImportError::Option { reason } => f.write_str(reason),
        }
    }
}

impl std::error::Error for ImportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ImportError::File { error, .. } => Some(error),
            _ => None,
        }
    }
}

/// Why bytes are not imported.
pub(crate) enum Found {
    /// They are damaged, or of another format.
    Format(String),
    /// Nodes are not understood.
    Refused(Vec<Refusal>),
}

impl Found {
    /// The error for a file.
    pub(crate) fn at(self, path: &Path) -> ImportError {
        let path = path.to_owned();
        match self {
            Found::Format(reason) => ImportError::Format { path, reason },
            Found::Refused(refusals) => ImportError::Refused { path, refusals },
        }
    }
}
