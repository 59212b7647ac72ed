//! Runs the example `motion` as users do: on movements that are learned at once, on those in the repository, and on
//! damaged files.

use std::fs;
use std::path::Path;

use crate::made::{gzip, write_windows};
use crate::program::{Program, both_accuracies, test_accuracy};

const MOTION: Program = Program("motion");

#[test]
fn learns_and_reports() {
    let directory = MOTION.directory("learns");
    write_windows(&directory);
    let printed = MOTION.success(&directory, &["--epochs", "30"]);
    assert_eq!(test_accuracy(&printed), 100.0, "{printed}");
    for part in [
        "Conv1d",
        "105 windows to learn from, which also show the progress",
        "epoch  30/30   loss ",
        "actual",
        "TRAP",
        "bytes of weights for inference",
        "motion.svg",
    ] {
        assert!(printed.contains(part), "`{part}` in {printed}");
    }
    let picture = fs::read_to_string(directory.join("motion.svg")).expect("there is a picture");
    assert!(picture.starts_with("<svg") && picture.trim_end().ends_with("</svg>"));
}

/// After one epoch the accuracy is above the share of the most frequent exercise (17.5 %).
#[test]
fn one_epoch_on_the_shipped_windows_improves() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/watch_exercises");
    let directory = MOTION.directory("shipped");
    for file in fs::read_dir(shipped).expect("it ships").flatten() {
        fs::copy(file.path(), directory.join(file.file_name())).expect("copied");
    }
    let printed = MOTION.success(&directory, &["--epochs", "1"]);
    assert!(test_accuracy(&printed) > 40.0, "{printed}");
}

#[test]
fn the_same_seed_prints_the_same() {
    let directory = MOTION.directory("seeds");
    write_windows(&directory);
    let run = |seed| MOTION.success(&directory, &["--epochs", "2", "--seed", seed]);
    let one = run("5");
    assert_eq!(one, run("5"));
    assert_ne!(one, run("6"));
}

#[test]
fn the_quantized_network_is_as_accurate() {
    let directory = MOTION.directory("quantized");
    write_windows(&directory);
    let printed = MOTION.success(&directory, &["--epochs", "30", "--quantize"]);
    assert_eq!(both_accuracies(&printed), [100.0; 2], "{printed}");
}

#[test]
fn the_quantized_network_can_be_fine_tuned() {
    let directory = MOTION.directory("fine_tuned");
    write_windows(&directory);
    let options = ["--epochs", "20", "--quantize", "--fine-tune", "2"];
    let printed = MOTION.success(&directory, &options);
    for part in [
        "int8 accuracy before fine-tuning: ",
        "f32 accuracy after fine-tuning: ",
    ] {
        assert!(printed.contains(part), "`{part}` in {printed}");
    }
}

#[test]
fn a_person_can_be_left_out() {
    let directory = MOTION.directory("without");
    write_windows(&directory);
    let printed = MOTION.success(&directory, &["--epochs", "1", "--without", "2"]);
    let expected =
        "70 windows to learn from, 35 of person 2 to show the progress, 35 of other people";
    assert!(printed.contains(expected), "{printed}");
    let message = MOTION.failure(&directory, &["--without", "7"]);
    assert!(message.contains("there is no person 7"), "{message}");
}

#[test]
fn faults_are_named() {
    let directory = MOTION.directory("faults");
    write_windows(&directory);
    let header = |count: u8| vec![0, 0, 8, 1, 0, 0, 0, count];
    let unknown = gzip(&[header(105), vec![7; 105]].concat());
    let cases = [
        (
            "train-windows-idx3-short.gz",
            b"windows".to_vec(),
            "it is not a gzip file",
        ),
        (
            "test-labels-idx1-ubyte.gz",
            gzip(&[header(1), vec![0]].concat()),
            "it holds 1 labels, but there are 35 samples",
        ),
        (
            "train-labels-idx1-ubyte.gz",
            unknown,
            "label 0 is 7, but there are 7 classes, counted from 0",
        ),
    ];
    for (name, content, fault) in cases {
        let path = directory.join(name);
        let whole = fs::read(&path).expect("just written");
        fs::write(&path, content).expect("written");
        let message = MOTION.failure(&directory, &[]);
        assert!(
            message.contains(name) && message.contains(fault),
            "{message}"
        );
        fs::write(path, whole).expect("written");
    }
}

#[test]
fn missing_files_and_wrong_settings_are_named() {
    let directory = MOTION.directory("missing");
    write_windows(&directory);
    let message = MOTION.failure(&directory, &["--learning-rate", "-1"]);
    assert!(message.contains("`learning_rate` is -1"), "{message}");

    let missing = "test-subjects-idx1-ubyte.gz";
    fs::remove_file(directory.join(missing)).expect("removed");
    let message = MOTION.failure(&directory, &[]);
    let expected = format!("{missing}`: there is no such file");
    assert!(message.contains(&expected), "{message}");
}
