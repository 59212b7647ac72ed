//! Models of exporters: the computed outputs are those of onnxruntime, the layers compute them, and the lines are the stored ones.
//!
//! `models.py`, `practice.py`, `keras_models.py` and `forms.py` make the models. `BLESS=1 cargo test -p nn-import` stores the lines.

mod oracle;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nn_import::tensor::Tensor;
use nn_import::{Import, ImportError};

/// The greatest difference to onnxruntime, whose sums are of `f32`.
const TOLERANCE: f64 = 1e-5;

/// The folders of models, with the number of models in each.
const FOLDERS: [(&str, usize); 5] = [
    ("models", 116),
    ("practice", 140),
    ("keras", 69),
    ("forms", 12),
    ("sequences", 53),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// The output that is imported, if there are several.
fn output(name: &str) -> Option<&'static str> {
    (name == "sklearn_classifier").then_some("probabilities")
}

fn import(folder: &Path, name: &str) -> Result<Import, ImportError> {
    Import::onnx(&folder.join(format!("{name}.onnx")), output(name))
}

/// The outputs of onnxruntime: for each model of a folder those of two inputs.
fn expected(folder: &Path) -> BTreeMap<String, Vec<Vec<f64>>> {
    let text = std::fs::read_to_string(folder.join("outputs.txt")).unwrap();
    let mut all: BTreeMap<String, Vec<Vec<f64>>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let name = words.next().unwrap();
        let numbers = words.skip(1).map(|word| word.parse().unwrap()).collect();
        all.entry(name.to_owned()).or_default().push(numbers);
    }
    all
}

/// Compares outputs with those of onnxruntime.
fn compare(name: &str, what: &str, found: &[f64], expected: &[f64], wrong: &mut String) {
    let far = |(found, expected): &(&f64, &f64)| {
        (*found - *expected).abs() > TOLERANCE * (1.0 + expected.abs())
    };
    if found.len() != expected.len() {
        writeln!(wrong, "{name}: {what} returns {} numbers", found.len()).unwrap();
    } else if let Some((found, expected)) = found.iter().zip(expected).find(far) {
        writeln!(
            wrong,
            "{name}: {what} returns {found}, and onnxruntime {expected}"
        )
        .unwrap();
    }
}

#[test]
fn the_outputs_are_those_of_onnxruntime() {
    let mut wrong = String::new();
    for (name, count) in FOLDERS {
        let folder = folder(name);
        let expected = expected(&folder);
        assert_eq!(expected.len(), count, "models of {}", folder.display());
        for (name, cases) in expected {
            match import(&folder, &name) {
                Ok(import) => compare_cases(&name, &import, cases, &mut wrong),
                Err(error) => writeln!(wrong, "{error}").unwrap(),
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Compares the graph and the layers of a model with the outputs of onnxruntime.
fn compare_cases(name: &str, import: &Import, mut cases: Vec<Vec<f64>>, wrong: &mut String) {
    let is_log = |note: &String| note.contains("log-softmax");
    if import.notes().iter().any(is_log) {
        cases.iter_mut().flatten().for_each(|log| *log = log.exp());
    }
    for (case, input) in import.inputs().into_iter().enumerate() {
        let graph = &import.outputs()[case];
        compare(name, "the graph", graph, &cases[case], wrong);
        let input = Tensor::new(import.input().to_vec(), input).unwrap();
        let network = oracle::run(import.stages(), input);
        compare(name, "the network", &network.values, &cases[case], wrong);
    }
}

#[test]
fn the_lines_are_the_stored_ones() {
    for (name, _) in FOLDERS {
        let folder = folder(name);
        let mut lines = String::new();
        for name in expected(&folder).keys() {
            let import = import(&folder, name).unwrap_or_else(|error| panic!("{error}"));
            writeln!(lines, "{name}: {}", import.line()).unwrap();
            import
                .notes()
                .iter()
                .for_each(|note| writeln!(lines, "    {note}").unwrap());
        }
        let path = folder.join("lines.txt");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &lines).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), lines);
    }
}

/// The name of a network, without the exporter of the model.
fn network(model: &str) -> &str {
    let exporters = [
        "_script",
        "_dynamo",
        "_tf2onnx",
        "_tf_keras",
        "_keras",
        "_saved_model",
    ];
    let name = model.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let mut found = exporters.iter();
    let name = found.find_map(|exporter| name.strip_suffix(exporter));
    let name = name.unwrap_or(model);
    let batches = ["_any_batch", "_batch4"];
    let mut batches = batches.iter();
    batches
        .find_map(|batch| name.strip_suffix(batch))
        .unwrap_or(name)
}

#[test]
fn the_book_has_the_numbers() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src/importing.md");
    let book = std::fs::read_to_string(book).unwrap();
    let (mut models, mut networks) = (0, BTreeSet::new());
    for (name, _) in FOLDERS {
        let expected = expected(&folder(name));
        models += expected.len();
        networks.extend(
            expected
                .keys()
                .map(|model| format!("{name}/{}", network(model))),
        );
        let script = if name == "keras" {
            "keras_models"
        } else {
            name
        };
        let row = book
            .lines()
            .find(|line| line.starts_with(&format!("| `{script}.py`")));
        let end = format!("| {} |", expected.len());
        assert!(row.is_some_and(|row| row.ends_with(&end)), "{name}{end}");
    }
    let sentence = format!("imports {models} models of {} networks", networks.len());
    assert!(book.contains(&sentence), "{sentence}");
}

/// What would compute something else is refused, with the reason.
#[test]
fn what_differs_is_refused() {
    for (name, reason) in [
        (
            "operator_max_pads_refused",
            "it pads [1, 1] before and [0, 0] after, and not with zeros",
        ),
        (
            "operator_resize_refused",
            "it does not repeat each element equally often",
        ),
    ] {
        let error = import(&folder("models"), name).expect_err(name).to_string();
        assert!(error.contains(reason), "{name}: {error}");
    }
}

/// Files that are cut, and files with changed bytes: each is imported or refused, and nothing panics.
#[test]
fn damaged_files_are_refused() {
    let damaged = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damaged.onnx");
    let mut seed = 1_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    let mut refused = 0;
    for name in [
        "lenet_dynamo",
        "residual_images_script",
        "concat_script",
        "sequence_dynamo",
    ] {
        let bytes = std::fs::read(folder("models").join(format!("{name}.onnx"))).unwrap();
        for round in 0..500 {
            let mut changed = bytes.clone();
            match round % 5 {
                0 => changed.truncate(random(bytes.len())),
                _ => (0..=round % 3).for_each(|_| changed[random(bytes.len())] = random(256) as u8),
            }
            std::fs::write(&damaged, changed).unwrap();
            refused += usize::from(Import::onnx(&damaged, None).is_err());
        }
    }
    assert!(refused > 400, "{refused}");
}
