//! Runs the examples `mnist_full` and `lenet` as users do: on digits that are learned at once, and on files that are not
//! digits.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::made::{NAMES, gzip, images, labels, write_digits};
use crate::program::{Program, both_accuracies, test_accuracy};

pub(crate) const MNIST: Program = Program("mnist_full");
pub(crate) const LENET: Program = Program("lenet");
pub(crate) const QUICK: [&str; 6] = ["--epochs", "8", "--batch", "8", "--shift", "0"];

/// Trains on digits that are easy to distinguish, and checks the output and the picture.
fn check_learning(program: Program, parts: &[&str]) {
    let directory = program.directory("learns");
    write_digits(&directory);
    let printed = program.success(&directory, &QUICK);
    assert_eq!(test_accuracy(&printed), 100.0, "{printed}");
    let picture = format!("{}.svg", program.0);
    let common = [
        "90 digits",
        "epoch   8/8   loss 0.",
        "actual",
        "reads 0",
        &picture,
    ];
    for part in [&common, parts].concat() {
        assert!(printed.contains(part), "`{part}` in {printed}");
    }
    assert!(
        !printed.contains(['\x1b', '\r']),
        "no control characters where there is no terminal"
    );
    let picture = fs::read_to_string(directory.join(picture)).expect("there is a picture");
    assert!(picture.starts_with("<svg") && picture.trim_end().ends_with("</svg>"));
}

#[test]
fn mnist_learns_and_reports() {
    check_learning(MNIST, &["Dense, Relu"]);
}

#[test]
fn lenet_learns_and_reports() {
    check_learning(LENET, &["Conv2d, Relu", "16 x 10 x 10"]);
}

#[test]
fn quantized_networks_are_as_accurate() {
    for program in [MNIST, LENET] {
        let directory = program.directory("quantized");
        write_digits(&directory);
        let printed = program.success(&directory, &[&QUICK[..], &["--quantize"]].concat());
        assert_eq!(both_accuracies(&printed), [100.0; 2], "{printed}");
        assert!(printed.contains("bytes of RAM to infer"), "{printed}");
    }
}

#[test]
fn the_same_seed_prints_the_same() {
    for program in [MNIST, LENET] {
        let directory = program.directory("seeds");
        write_digits(&directory);
        let run = |seed| program.success(&directory, &["--epochs", "2", "--seed", seed]);
        let one = run("5");
        assert_eq!(one, run("5"));
        assert_ne!(one, run("6"));
    }
}

#[test]
fn every_optimizer_and_batch_trains() {
    let directory = MNIST.directory("optimizers");
    write_digits(&directory);
    for optimizer in ["sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop"] {
        let arguments = [&QUICK[..], &["--optimizer", optimizer]].concat();
        let printed = MNIST.success(&directory, &arguments);
        assert!(test_accuracy(&printed) > 50.0, "{optimizer}: {printed}");
    }
    let batches = ["1", "16", "32", "64", "128", "256"].map(|batch| (MNIST, batch));
    for (program, batch) in [&batches[..], &[(LENET, "1"), (LENET, "256")]].concat() {
        let printed = program.success(&directory, &["--batch", batch, "--epochs", "1"]);
        assert!(test_accuracy(&printed) >= 0.0);
    }
}

#[test]
fn stops_at_the_target() {
    let directory = MNIST.directory("target");
    write_digits(&directory);
    let printed = MNIST.success(
        &directory,
        &[&QUICK[..], &["--target-accuracy", "60"]].concat(),
    );
    let epochs = printed
        .lines()
        .filter(|line| line.starts_with("epoch"))
        .count();
    assert!(epochs < 8, "{printed}");
    assert!(
        printed.contains(&format!("target accuracy reached after {epochs}")),
        "{printed}"
    );
}

#[test]
fn compressed_files_and_other_names_are_read() {
    for (train, test) in [("train8k", "test2k"), ("train-first5k", "t10k")] {
        let directory = MNIST.directory(&format!("packed-{train}"));
        write_digits(&directory);
        for name in NAMES {
            let path = directory.join(name);
            let bytes = fs::read(&path).expect("just written");
            fs::remove_file(path).expect("removed");
            let other = name.replace("train", train).replace("t10k", test);
            fs::write(directory.join(format!("{other}.gz")), gzip(&bytes)).expect("written");
        }
        assert_eq!(test_accuracy(&MNIST.success(&directory, &QUICK)), 100.0);
    }
}

#[test]
fn clothes_are_named() {
    let directory = MNIST.directory("fashion");
    write_digits(&directory);
    let printed = MNIST.success(&directory, &QUICK);
    for part in [
        "90 clothes to learn from",
        "\n sneaker ",
        "T-shirt, 100 % sure",
    ] {
        assert!(printed.contains(part), "`{part}` in {printed}");
    }
}

/// Writes valid digits, damages one of the files, and checks the error.
fn check_damaged(name: &str, content: Option<&[u8]>, fault: &str) {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let directory = MNIST.directory(&format!("damaged{number}"));
    write_digits(&directory);
    let path = directory.join(name);
    match content {
        Some(bytes) => fs::write(&path, bytes).expect("written"),
        None => fs::remove_file(&path).expect("removed"),
    }
    let message = MNIST.failure(&directory, &[]);
    assert!(
        message.contains(name) && message.contains(fault),
        "{name}: {message}"
    );
}

#[test]
fn missing_files_are_named() {
    for name in NAMES {
        check_damaged(name, None, "there is no such file");
    }
}

#[test]
fn malformed_files_are_named() {
    let many = images(100);
    let mut huge = many.clone();
    huge[4] = 255;
    let truncated = "it is truncated: it ends after 984 of 78400 bytes";
    check_damaged(NAMES[0], Some(&many[..1_000]), truncated);
    check_damaged(NAMES[0], Some(&gzip(&many)[..100]), "it is truncated");
    check_damaged(NAMES[0], Some(&huge), "bytes of data, but at most");
    check_damaged(
        NAMES[2],
        Some(b"\x89PNG\r\n\x1a\n"),
        "it is not an IDX file",
    );
    check_damaged(NAMES[2], Some(b""), "it ends within the header");
}

#[test]
fn files_that_do_not_match_are_named() {
    let mut no_digit = labels(100);
    no_digit[8 + 17] = 10;
    check_damaged(
        NAMES[1],
        Some(&no_digit),
        "label 17 is 10, which is not a digit",
    );
    let counts = "it holds 99 labels, but there are 100 images";
    check_damaged(NAMES[1], Some(&labels(99)), counts);
    check_damaged(
        NAMES[2],
        Some(&images(3)),
        "it holds 3 images, but at least 10 are needed",
    );
}

#[test]
fn directories_without_digits_are_named() {
    let empty = MNIST.directory("empty");
    assert!(
        MNIST
            .failure(&empty, &[])
            .contains("it holds neither `train-images-idx3-ubyte` nor")
    );
    assert!(
        MNIST
            .failure(&empty.join("absent"), &[])
            .contains("absent`: there is no such directory")
    );
}

#[test]
fn invalid_settings_are_refused() {
    let directory = MNIST.directory("settings");
    write_digits(&directory);
    let cases = [
        (["--learning-rate", "-1"], "`learning_rate` is -1"),
        (["--learning-rate", "nan"], "`learning_rate` is NaN"),
        (
            ["--batch", "33"],
            "[possible values: 1, 8, 16, 32, 64, 128, 256]",
        ),
        (["--epochs", "0"], "--epochs"),
        (
            ["--target-accuracy", "101"],
            "expected a number from 0 to 100",
        ),
        (
            ["--optimizer", "newton"],
            "[possible values: sgd, momentum, nesterov, adam, adamw, rmsprop]",
        ),
    ];
    for (arguments, expected) in cases {
        let message = MNIST.failure(&directory, &arguments);
        assert!(message.contains(expected), "{arguments:?}: {message}");
    }
}
