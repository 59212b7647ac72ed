//! The files of `mnist_full` and `lenet`: weights and checkpoints.

use std::fs;

use crate::made::write_digits;
use crate::recognizers::{LENET, MNIST, QUICK};

#[test]
fn saved_weights_are_loaded() {
    for program in [MNIST, LENET] {
        let directory = program.directory("saves");
        write_digits(&directory);
        let file = directory.join("net.safetensors");
        let file = file.to_str().expect("a path in UTF-8");
        let trained = program.success(&directory, &[&QUICK[..], &["--save", file]].concat());
        assert!(trained.contains(&format!("weights: {file}")), "{trained}");
        let read = program.success(&directory, &["--load", file]);
        assert!(!read.contains("epoch"), "{read}");
        let confusion = |printed: &str| {
            let start = printed.find("actual").expect("a table");
            printed[start..].to_owned()
        };
        assert_eq!(confusion(&read), confusion(&trained));
    }
}

#[test]
fn a_resumed_training_ends_as_one_that_did_not_stop() {
    for program in [MNIST, LENET] {
        let directory = program.directory("resumes");
        write_digits(&directory);
        let [whole, parts, checkpoint] = ["whole", "parts", "checkpoint"].map(|name| {
            let path = directory.join(name);
            path.to_str().expect("a path in UTF-8").to_owned()
        });
        let settings = ["--epochs", "8", "--batch", "8", "--shift", "1"];
        let run = |more: &[&str]| program.success(&directory, &[&settings[..], more].concat());
        run(&["--save", &whole]);
        let first = run(&["--checkpoint", &checkpoint, "--target-accuracy", "30"]);
        assert!(first.contains("target accuracy reached"), "{first}");
        let second = run(&["--resume", &checkpoint, "--save", &parts]);
        assert!(second.contains("resumed after epoch"), "{second}");
        assert!(second.contains("epoch   8/8"), "{second}");
        let bytes = |path| fs::read(path).expect("it was saved");
        assert!(bytes(&whole) == bytes(&parts), "the weights differ");
    }
}

#[test]
fn files_of_weights_that_do_not_fit_are_named() {
    let directory = MNIST.directory("misfits");
    write_digits(&directory);
    let path = directory.join("net.safetensors");
    let file = path.to_str().expect("a path in UTF-8");
    LENET.success(&directory, &["--epochs", "1", "--save", file]);
    for (arguments, said) in [
        (["--load", file], "tensor `0.weight` is [6, 1, 5, 5] in `"),
        (
            ["--resume", file],
            "is not an image of this value: it begins with",
        ),
        (["--load", "nowhere"], "`nowhere`: No such file"),
        (
            ["--save", "nowhere/net"],
            "`nowhere/net`: there is no such directory",
        ),
        (
            ["--checkpoint", "nowhere/net"],
            "`nowhere/net`: there is no such directory",
        ),
    ] {
        let message = MNIST.failure(&directory, &arguments);
        assert!(message.contains(said), "{arguments:?}: {message}");
    }
}

#[test]
fn a_run_with_other_settings_is_not_resumed() {
    let directory = MNIST.directory("other-settings");
    write_digits(&directory);
    let path = directory.join("checkpoint");
    let file = path.to_str().expect("a path in UTF-8");
    MNIST.success(&directory, &["--epochs", "2", "--checkpoint", file]);
    for (name, value) in [
        ("--epochs", "3"),
        ("--batch", "8"),
        ("--seed", "2"),
        ("--shift", "0"),
        ("--fold", "3"),
        ("--learning-rate", "0.1"),
    ] {
        let epochs = ["--epochs", "2"];
        let epochs: &[&str] = if name == "--epochs" { &[] } else { &epochs };
        let arguments = [&[name, value, "--resume", file], epochs].concat();
        let message = MNIST.failure(&directory, &arguments);
        let said = format!("is of a run with another `{name}`");
        assert!(message.contains(&said), "{arguments:?}: {message}");
    }
    let message = MNIST.failure(
        &directory,
        &["--epochs", "2", "--optimizer", "adamw", "--resume", file],
    );
    let said = "was its run one with another `--optimizer`?";
    assert!(message.contains(said), "{message}");
}
