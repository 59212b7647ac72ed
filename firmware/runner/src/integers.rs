//! The tables of networks of `i8`.

use crate::table::{Table, grouped};
use crate::tables::Tables;

/// The columns: a title, the boards of which one has the figure, and the first word of its name.
const COLUMNS: [(&str, &[&str], &str); 8] = [
    ("M0", &["m0", "m0-large"], "3"),
    ("M3", &["m3"], "3"),
    ("M4F, safe code", &["m4f"], "portable"),
    ("M4F", &["m4f"], "3"),
    ("M33", &["m33"], "3"),
    ("M55, Helium", &["m55"], "portable"),
    ("RV32IMAC", &["rv32imac"], "3"),
    ("RV32IMAFC", &["rv32imafc"], "3"),
];

/// The rows: a title, the measured work, and its image if the work is all that the image does for an input.
const ROWS: [(&str, &str, &str); 18] = [
    ("784-128-10, any input", "int8 784-128-10", "int8_big"),
    ("784-128-10, a digit", "int8 784-128-10 digit", "int8_big"),
    ("16-32-32-4", "int8 16-32-32-4", "int8_small"),
    ("LeNet-5", "int8 lenet", "int8_lenet"),
    (
        "FastGRNN, 9 to 16, a step",
        "int8 FastGRNN step",
        "fastgrnn",
    ),
    (
        "log-mel spectrum of a frame, 16 bands, `f32`",
        "keyword conv: spectrum",
        "",
    ),
    ("`keyword`, GRU, a step", "keyword gru: step", "keyword_gru"),
    (
        "`keyword`, convolutions, a step",
        "keyword conv: step",
        "keyword_conv",
    ),
    ("`kws_dscnn`", "model kws", "model_kws"),
    ("`ad01_autoencoder`", "model anomaly", "model_anomaly"),
    ("`resnet8`", "model resnet8", "model_resnet8"),
    ("`vww_mobilenet`", "model vww", "model_vww"),
    (
        "`streaming_wakeword`, a window",
        "model wake word",
        "model_wake_word",
    ),
    (
        "`streaming_wakeword`, a step",
        "model wake word step",
        "model_wake_word_step",
    ),
    ("`mnist_lenet300_100`", "model lenet300", "model_lenet300"),
    ("`mnist_tinycnn`", "model tiny cnn", "model_tiny_cnn"),
    ("`micro_speech`", "model micro speech", "model_micro_speech"),
    ("`sine_mlp`", "model sine", "model_sine"),
];

/// Returns the block of this name, or `None` for another one.
pub(crate) fn block(name: &str, tables: &Tables) -> Option<String> {
    match name {
        "int8" => Some(instructions(tables)),
        "int8-memory" => Some(memory(tables)),
        _ => None,
    }
}

fn instructions(tables: &Tables) -> String {
    let mut head = vec!["instructions, opt-level 3"];
    head.extend(COLUMNS.map(|(title, ..)| title));
    let mut table = Table::new(&head);
    for (title, work, _) in ROWS {
        let mut row = vec![title.to_owned()];
        row.extend(COLUMNS.map(|(_, boards, profile)| {
            let name = format!("{profile} {work}: instructions");
            cell(boards.iter().find_map(|board| tables.get(board, &name)))
        }));
        table.row(&row);
    }
    table.0
}

fn memory(tables: &Tables) -> String {
    let head = [
        "Cortex-M4F, bytes",
        "stack",
        "code",
        "code, all of it safe",
        "static RAM",
    ];
    let mut table = Table::new(&head);
    for (title, work, image) in ROWS {
        let names = [
            format!("3 {work}: stack"),
            format!("3 {image}: code"),
            format!("portable {image}: code"),
            format!("3 {image}: ram"),
        ];
        let mut row = vec![title.to_owned()];
        row.extend(names.map(|name| cell(tables.get("m4f", &name))));
        table.row(&row);
    }
    table.0
}

/// A figure as a cell.
fn cell(figure: Option<u64>) -> String {
    figure.map_or("-".to_owned(), grouped)
}
