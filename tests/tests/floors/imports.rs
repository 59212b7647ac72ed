//! The imports of a crate's files, read as text: which file uses an item of which other file.

use std::collections::{BTreeMap, BTreeSet};

use tests::sources::{Source, files_below};

/// A path of modules: `["layer", "dense"]`. The root of the crate is empty.
pub(crate) type Path = Vec<String>;

/// The files of a crate, by their modules.
pub(crate) struct Crate {
    files: BTreeMap<Path, Source>,
    /// The names that each file imports or re-exports, with their paths.
    names: BTreeMap<Path, BTreeMap<String, Path>>,
}

/// One file uses an item of another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Import {
    pub(crate) from: Path,
    pub(crate) to: Path,
}

impl Crate {
    /// Reads a crate. `folder` has its `lib.rs`.
    pub(crate) fn read(folder: &str) -> Self {
        let mut krate = Crate {
            files: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for file in files_below(folder, ".rs") {
            let inner = file.path[folder.len()..].trim_matches('/');
            let module = inner.trim_end_matches(".rs").trim_end_matches("/mod");
            let is_root = module == "lib";
            let path: Path = module.split('/').map(str::to_owned).collect();
            krate
                .files
                .insert(if is_root { Path::new() } else { path }, file);
        }
        for (path, file) in &krate.files {
            let mut names = BTreeMap::new();
            for (_, tree) in uses(&code(file)) {
                for leaf in leaves(&tree) {
                    let (full, name) = leaf.split_once(" as ").unwrap_or((&leaf, ""));
                    let full = krate.absolute(full, path);
                    let name = match name {
                        "" => full.last().cloned(),
                        name => Some(name.to_owned()),
                    };
                    names.extend(name.map(|name| (name, full)));
                }
            }
            krate.names.insert(path.clone(), names);
        }
        krate
    }

    /// The file of a module.
    pub(crate) fn file(&self, module: &[String]) -> &str {
        self.files.get(module).map_or("", |file| &file.path)
    }

    /// The modules.
    pub(crate) fn modules(&self) -> impl Iterator<Item = &Path> {
        self.files.keys()
    }

    /// All imports of other files. A list of names that a `mod.rs` re-exports is not an import.
    pub(crate) fn imports(&self) -> BTreeSet<Import> {
        let mut imports = BTreeSet::new();
        for (from, file) in &self.files {
            let text = code(file);
            let mut paths = inline(&text);
            for (is_public, tree) in uses(&text) {
                let is_list = |leaf: &String| is_public && leaf.starts_with("self::");
                paths.extend(leaves(&tree).into_iter().filter(|leaf| !is_list(leaf)));
            }
            for path in paths {
                let path = path.split(" as ").next().unwrap_or_default();
                let to = self.owner(self.absolute(path, from));
                if let Some(to) = to.filter(|to| to != from) {
                    let from = from.clone();
                    imports.insert(Import { from, to });
                }
            }
        }
        imports
    }

    /// The path from the root of the crate. A path of another crate is empty.
    fn absolute(&self, path: &str, from: &Path) -> Path {
        let mut full = Path::new();
        for (index, part) in path.split("::").map(str::trim).enumerate() {
            match part {
                "crate" => full.clear(),
                "self" if index == 0 => full.clone_from(from),
                "self" => {}
                "super" => {
                    if index == 0 {
                        full.clone_from(from);
                    }
                    full.pop();
                }
                _ if index == 0 && !self.is_child(from, part) => return Path::new(),
                _ => {
                    if index == 0 {
                        full.clone_from(from);
                    }
                    full.push(part.to_owned());
                }
            }
        }
        full
    }

    /// Whether the module has this file below it.
    fn is_child(&self, module: &Path, name: &str) -> bool {
        let mut child = module.clone();
        child.push(name.to_owned());
        self.files.contains_key(&child)
    }

    /// The module that defines an item: the deepest file of the path, or the module of a re-exported name.
    fn owner(&self, mut path: Path) -> Option<Path> {
        for _ in 0..self.files.len() {
            let end = (0..=path.len())
                .rev()
                .find(|end| self.files.contains_key(&path[..*end]))?;
            let (module, rest) = path.split_at(end);
            let target = rest
                .first()
                .and_then(|name| self.names.get(module)?.get(name));
            match target {
                Some(target) if !target.is_empty() && *target != path => {
                    path = [target, &rest[1..]].concat();
                }
                // an item of the root is a macro of the crate, or an item of another crate
                _ if end == 0 => return None,
                _ => return Some(module.to_vec()),
            }
        }
        None
    }
}

/// The code of a file in one string, without comments, strings and tests. Paths in a module of the file are written as
/// those of the file itself.
fn code(file: &Source) -> String {
    let mut is_inside = false;
    let mut text = String::new();
    for (_, line) in file.code() {
        let is_module = line.starts_with("mod ") || line.starts_with("pub mod ");
        is_inside = (is_inside || is_module && line.ends_with('{')) && line != "}";
        let outer = line.replacen("super::", "self::", usize::from(is_inside));
        text.push_str(&outer.replace("self::super::", "super::"));
        text.push('\n');
    }
    let parts = text.split('"').step_by(2);
    parts.collect::<Vec<_>>().join("\"\"")
}

/// The trees of all `use` statements, and whether they are public.
fn uses(text: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    for part in text.split(';') {
        let start = part.rfind("use ").filter(|start| {
            let before = part[..*start].trim_end();
            let line = before.rsplit('\n').next().unwrap_or_default().trim();
            line.is_empty() || line.ends_with([']', '}', '{']) || line.starts_with("pub")
        });
        if let Some(start) = start {
            let before = part[..start].trim_end();
            let line = part[..start].rsplit('\n').next().unwrap_or(before);
            let is_public = line.trim_start().starts_with("pub");
            found.push((is_public, part[start + "use ".len()..].to_owned()));
        }
    }
    found
}

/// The paths of a tree: `a::{b, c::{d}}` has `a::b` and `a::c::d`.
pub(crate) fn leaves(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((head, rest)) = tree.split_once('{') else {
        return vec![tree.to_owned()];
    };
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let mut depth = 0;
    let parts = inside.split(|mark| {
        depth += i32::from(mark == '{') - i32::from(mark == '}');
        mark == ',' && depth == 0
    });
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let nested = parts.flat_map(leaves);
    nested
        .map(|leaf| format!("{}{leaf}", head.trim()))
        .collect()
}

/// The paths in expressions and types that begin with `crate::`, `self::` or `super::`.
fn inline(text: &str) -> Vec<String> {
    let is_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let mut paths = Vec::new();
    for start in ["crate::", "self::", "super::"] {
        for (index, _) in text.match_indices(start) {
            let before = text[..index].chars().next_back();
            if before.is_some_and(|letter| is_path(letter) || letter == '$') {
                continue;
            }
            let length = text[index..].find(|letter| !is_path(letter));
            let path = &text[index..index + length.unwrap_or(text.len() - index)];
            let is_macro = text[index + path.len()..].starts_with('!');
            let line = text[..index].rsplit('\n').next().unwrap_or_default();
            if !is_macro && !line.contains("use ") && !path.ends_with(':') {
                paths.push(path.to_owned());
            }
        }
    }
    paths
}
