//! Inference, training steps and kernels take the instruction counts of the tables in `counts/`, within 3 %.
//!
//! callgrind, a tool of valgrind, counts them in the program `counted`, which is built like a user's program. So a regression is visible
//! on machines with noisy clocks. The counts depend on the compiler. With another compiler than the table's, or without valgrind, they are
//! not compared and the reason is printed. With `REQUIRE_INSTRUCTION_COUNTS` in the environment, valgrind and a table must exist.
//! `cargo bless` writes the table.

use std::env::{consts, var_os};
use std::fs;
use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::cargo::{cargo, compiler, succeed};
use tests::counts::{Count, Counts};

/// The instruction sets with counts, if the processor has them. valgrind does not support AVX-512.
const SETS: [&str; 3] = ["portable", "neon", "avx2"];

/// The counted function by its name in callgrind.
const MEASURED: &str = "counted::measured";

#[test]
fn instructions_are_those_of_the_table() {
    let is_blessing = var_os("BLESS").is_some();
    let path = table_path();
    let table = read(&path).filter(|_| !is_blessing);
    if let Some(lack) = lack(table.is_some() || is_blessing, &path) {
        let is_required = var_os("REQUIRE_INSTRUCTION_COUNTS").is_some();
        assert!(!is_required, "{lack}");
        say(&format!("instructions are not counted: {lack}"));
        return;
    }
    let compiler = compiler();
    if let Some(table) = &table
        && table.compiler != compiler
    {
        let old = &table.compiler;
        say(&format!(
            "instructions are not counted: the table is that of {old}, this is {compiler}"
        ));
        return;
    }
    let counts = Counts {
        compiler,
        all: count(&build()),
    };
    match table {
        Some(table) => compare(&counts, &table),
        None => fs::write(path, counts.to_string()).expect("the table can be written"),
    }
}

/// Prints a line that the harness does not keep for itself.
fn say(line: &str) {
    let _ = writeln!(stdout(), "{line}");
}

fn table_path() -> PathBuf {
    let name = format!("counts/{}-{}.txt", consts::ARCH, consts::OS);
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The table, if it exists.
fn read(path: &Path) -> Option<Counts> {
    let text = fs::read_to_string(path).ok()?;
    let table = Counts::parse(&text);
    assert!(
        table.is_some() || var_os("BLESS").is_some(),
        "{}: this is not a table of counts; `cargo bless` writes a new one",
        path.display()
    );
    table
}

/// The reason not to compare.
fn lack(has_table: bool, path: &Path) -> Option<String> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        return Some("valgrind is not installed".to_owned());
    }
    let no_table = format!("{} is not there; `cargo bless` writes it", path.display());
    (!has_table).then_some(no_table)
}

/// Builds the program like a user's program, with the feature `simd`.
fn build() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("counted");
    let mut cargo = cargo();
    cargo
        .args(["build", "--release", "--bin", "counted"])
        .args(["--features", "simd", "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target);
    succeed(&mut cargo);
    target.join("release/counted")
}

/// Runs the program in callgrind, which writes a file whenever the measured function returns.
fn count(program: &Path) -> Vec<Count> {
    let parts = Path::new(env!("CARGO_TARGET_TMPDIR")).join("counts");
    let _ = fs::remove_dir_all(&parts); // files of an earlier run
    fs::create_dir_all(&parts).expect("the directory can be made");
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=callgrind", "--callgrind-out-file=part"])
        .arg(format!("--zero-before={MEASURED}"))
        .arg(format!("--dump-after={MEASURED}"))
        .arg(program)
        .args(SETS)
        .current_dir(&parts)
        .env_remove("VALGRIND_OPTS");
    let output = succeed(&mut valgrind);
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    let counted = (1..).zip(names.lines()).map(|(number, line)| {
        let (set, work) = line.split_once('\t').expect("a set and a name");
        Count {
            set: set.to_owned(),
            work: work.to_owned(),
            instructions: total(&parts.join(format!("part.{number}"))),
        }
    });
    counted.collect()
}

/// The sum in one of callgrind's files.
fn total(part: &Path) -> u64 {
    let text = fs::read_to_string(part).unwrap_or_default();
    let total = text.lines().find_map(|line| line.strip_prefix("totals: "));
    let total = total.and_then(|total| total.trim().parse().ok());
    total.unwrap_or_else(|| panic!("{}: callgrind has not counted `{MEASURED}`", part.display()))
}

/// Fails with all differences.
fn compare(counts: &Counts, table: &Counts) {
    let found = counts.differences(table);
    assert!(
        found.is_empty(),
        "{} of {} instruction counts are not those of the table:\n{}\n\
         if that is meant, `cargo bless` writes the table anew",
        found.len(),
        counts.all.len(),
        found.join("\n")
    );
    for set in ["neon", "avx2"] {
        let has = |counts: &Counts| counts.all.iter().any(|count| count.set == set);
        if has(table) && !has(counts) {
            say(&format!(
                "{set} is not counted: this processor does not have it"
            ));
        }
    }
    println!(
        "{} instruction counts are those of the table",
        counts.all.len()
    );
}
