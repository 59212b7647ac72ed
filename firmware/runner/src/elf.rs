//! The sections and symbols of an image.

use std::path::Path;

use object::{Object, ObjectSection, ObjectSymbol, SectionKind};

/// The sizes of an image, and its symbols.
pub(crate) struct Elf {
    /// The bytes of code and of constants.
    pub(crate) code: u64,
    pub(crate) constants: u64,
    /// The bytes of RAM: `.data` and `.bss`.
    pub(crate) ram: u64,
    symbols: Vec<(String, u64)>,
}

impl Elf {
    /// Reads an image.
    ///
    /// # Errors
    /// The file cannot be read, or is not an ELF file.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
        let file = object::File::parse(&*bytes).map_err(|error| error.to_string())?;
        let (mut code, mut constants, mut ram) = (0, 0, 0);
        for section in file.sections() {
            match section.kind() {
                SectionKind::Text => code += section.size(),
                SectionKind::ReadOnlyData => constants += section.size(),
                // the stack is an empty section, or takes the remaining RAM
                SectionKind::Data | SectionKind::UninitializedData
                    if section
                        .name()
                        .is_ok_and(|name| [".data", ".bss"].contains(&name)) =>
                {
                    ram += section.size();
                }
                _ => {}
            }
        }
        let symbols = file.symbols();
        let symbols =
            symbols.filter_map(|symbol| Some((symbol.name().ok()?.to_owned(), symbol.address())));
        Ok(Elf {
            code,
            constants,
            ram,
            symbols: symbols.collect(),
        })
    }

    /// The address of a symbol, or 0 if it does not exist.
    pub(crate) fn address(&self, name: &str) -> u64 {
        let found = self.symbols.iter().find(|(symbol, _)| symbol == name);
        found.map_or(0, |(_, address)| *address)
    }

    /// The symbols whose names contain one of these parts.
    pub(crate) fn with(&self, parts: &[&str]) -> Vec<&str> {
        let names = self.symbols.iter().map(|(name, _)| name.as_str());
        names
            .filter(|name| parts.iter().any(|part| name.contains(part)))
            .collect()
    }
}
