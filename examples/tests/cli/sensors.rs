//! Runs the examples `motion_stream`, `ecg`, `keyword` and `sound` as users do, on data that are learned at once.

use crate::made::{write_beats, write_windows, write_words};
use crate::program::Program;

/// The words of the line that begins with a text.
fn row<'a>(printed: &'a str, name: &str) -> Vec<&'a str> {
    let line = printed.lines().find_map(|line| line.strip_prefix(name));
    let line = line.unwrap_or_else(|| panic!("`{name}` in {printed}"));
    line.split_whitespace()
        .filter(|word| *word != "%")
        .collect()
}

/// The numbers of such a line.
fn numbers(printed: &str, name: &str) -> Vec<f32> {
    let words = row(printed, name);
    words.iter().filter_map(|word| word.parse().ok()).collect()
}

#[test]
fn a_stream_of_movements_is_as_accurate_as_windows() {
    let program = Program("motion_stream");
    let directory = program.directory("stream");
    write_windows(&directory);
    let printed = program.success(&directory, &["--epochs", "20"]);
    assert!(
        printed.contains("35 windows of other people, one after the other: 1750 samples, 1701 answers, the first after 50"),
        "{printed}"
    );
    let [windows, stream] =
        ["accuracy of windows", "accuracy of the stream"].map(|name| numbers(&printed, name));
    assert_eq!(windows, stream, "{printed}");
    assert!(windows.iter().all(|percent| *percent > 95.0), "{printed}");
    let [window, sample] = [
        "multiply-accumulates of a window",
        "multiply-accumulates of a sample",
    ]
    .map(|name| numbers(&printed, name));
    assert!(
        30.0 * sample[0] < window[0] && 30.0 * sample[1] < window[1],
        "{printed}"
    );
}

#[test]
fn wide_beats_are_found() {
    let program = Program("ecg");
    let directory = program.directory("beats");
    write_beats(&directory);
    let printed = program.success(&directory, &["--epochs", "40", "--seeds", "1"]);
    assert!(
        printed.contains("64 beats to learn from, 32 beats of other patients"),
        "{printed}"
    );
    let mean = numbers(&printed, "mean");
    assert_eq!(mean.len(), 8, "{printed}");
    assert!(mean.iter().all(|share| *share > 0.9), "{printed}");
    let arguments = ["--epochs", "40", "--seeds", "1", "--validate"];
    let printed = program.success(&directory, &arguments);
    assert!(
        printed.contains("each of [1, 2, 3, 4] held out in turn"),
        "{printed}"
    );
    assert!(
        numbers(&printed, "mean").iter().all(|share| *share > 0.9),
        "{printed}"
    );
}

#[test]
fn words_are_recognized_frame_by_frame() {
    let program = Program("keyword");
    let directory = program.directory("words");
    write_words(&directory);
    let arguments = ["--epochs", "15", "--learning-rate", "0.005"];
    let printed = program.success(&directory, &arguments);
    for network in ["recurrent", "convolutions"] {
        let row = numbers(&printed, network);
        // Parameters, bytes, multiply-accumulates, four accuracies, and the share of the stream's answers that are those of the windows.
        let [_, bytes, bytes8, step, window, accuracies @ .., as_windows] = &row[..] else {
            panic!("{printed}");
        };
        assert!(*bytes <= 65_536.0 && bytes8 < bytes, "{printed}");
        assert!(20.0 * step < *window, "{printed}");
        assert_eq!((accuracies.len(), *as_windows), (4, 100.0), "{printed}");
        // Of ten words, 10 % are right by chance. 60 steps of training are enough for more.
        assert!(
            accuracies.iter().all(|percent| *percent > 30.0),
            "{printed}"
        );
    }
}

#[test]
fn sounds_are_told_apart_sample_by_sample() {
    let printed = Program("sound").plain();
    assert!(printed.contains("answers in 100 seconds"), "{printed}");
    assert!(crate::program::test_accuracy(&printed) >= 90.0, "{printed}");
}

#[test]
fn missing_data_are_described() {
    let message = Program("ecg").plain_failure();
    for part in [
        "`--data DIR`",
        "MIT-BIH Arrhythmia Database",
        "data/README.md",
    ] {
        assert!(message.contains(part), "{message}");
    }
    for (program, file) in [
        ("ecg", "train-windows-idx2-short.gz"),
        ("keyword", "train-logmel-idx3-ubyte.gz"),
    ] {
        let program = Program(program);
        let directory = program.directory("missing");
        let message = program.failure(&directory, &[]);
        assert!(
            message.contains(file) && message.contains("there is no such file"),
            "{message}"
        );
    }
}
