//! The tables of the documents, generated from the stored figures.

use std::collections::BTreeMap;

use crate::board::BOARDS;
use crate::figures::Figures;
use crate::image::Kind;
use crate::table::{Table, grouped};

/// The stored figures of all boards.
pub(crate) struct Tables(BTreeMap<String, Figures>);

/// The rows of the Cortex-M4F table: the work and the names of its figures.
const M4F: [(&str, &[&str], &str, &str); 7] = [
    (
        "inference 784-128-10, any input / a digit",
        &["3 infer 784-128-10", "3 infer 784-128-10 digit"],
        "3 infer_big",
        "",
    ),
    (
        "the same, optimized for size",
        &["s infer 784-128-10", "s infer 784-128-10 digit"],
        "s infer_big",
        "",
    ),
    (
        "inference 16-32-32-4, sigmoid at the end",
        &["3 infer 16-32-32-4"],
        "3 infer_small",
        "",
    ),
    ("inference LeNet-5", &["3 infer lenet"], "3 infer_lenet", ""),
    (
        "online training step 16-32-32-4",
        &["3 train 16-32-32-4 sgd"],
        "3 train_sgd",
        " with the weights",
    ),
    (
        "online training step 784-128-10",
        &["3 train 784-128-10 sgd"],
        "3 train_big",
        " with the weights",
    ),
    (
        "step of 8 samples with Adam, 16-32-32-4",
        &["3 train 16-32-32-4 adam, batch 8"],
        "3 train_adam",
        " with the weights",
    ),
];

/// The columns of the table of boards.
pub(crate) const BOARD: [(&str, &str); 5] = [
    ("infer 16-32-32-4", "infer 16-32-32-4"),
    ("infer 784-128-10", "infer 784-128-10"),
    ("infer LeNet-5", "infer lenet"),
    ("step 16-32-32-4", "train 16-32-32-4 sgd"),
    ("step 784-128-10", "train 784-128-10 sgd"),
];

/// Works, and the prefixes of the names of their figures. The largest figure is shown.
const STACK: [(&str, &[&str]); 10] = [
    (
        "prediction, dense networks",
        &["infer 16-32-32-4", "infer 784-128-10"],
    ),
    ("prediction, LeNet-5", &["infer lenet"]),
    ("online step, 16-32-32-4", &["train 16-32-32-4 sgd"]),
    ("online step, 784-128-10", &["train 784-128-10 sgd"]),
    (
        "step of a batch with any activation and optimizer",
        &[
            "bits: sgd",
            "bits: momentum",
            "bits: nesterov",
            "bits: adam",
            "bits: rmsprop",
        ],
    ),
    (
        "step of a batch with every layer of sequences",
        &["bits: sequences"],
    ),
    (
        "step of a batch with every layer of images",
        &["bits: images"],
    ),
    ("writing an image of weights", &["write an image"]),
    ("reading an image of weights", &["read an image"]),
    ("reading a safetensors file", &["read a file"]),
];

/// The works whose time does not depend on the input.
const FIXED: [(&str, &str); 3] = [
    ("prediction 16-32-32-4 with ReLU", "dense"),
    ("prediction of a convolution with max-pooling", "pooling"),
    ("online training step 16-32-32-4", "step"),
];

impl Tables {
    /// Reads the figures of all boards.
    pub(crate) fn read() -> Self {
        let read = |name: &str| (name.to_owned(), Figures::read(name));
        Tables(BOARDS.iter().map(|board| read(board.name)).collect())
    }

    /// The figures of some boards, for tests.
    #[cfg(test)]
    pub(crate) fn of(boards: &[(&str, &[&str])]) -> Self {
        let parse = |(board, lines): &(&str, &[&str])| {
            let text = format!("compiler\n{}", lines.join("\n"));
            (board.to_string(), Figures::parse(&text))
        };
        Tables(boards.iter().map(parse).collect())
    }

    /// Returns a block by its name, with the block that it replaces.
    pub(crate) fn block(&self, name: &str, old: &str) -> Option<String> {
        match name {
            "m4f" => Some(self.m4f()),
            "others" => Some(self.others(old)),
            "boards" => Some(self.boards()),
            "stack" => Some(self.stack()),
            "fixed-time" => Some(self.fixed_time()),
            _ => None,
        }
    }

    /// Returns a stored figure of a board.
    pub(crate) fn get(&self, board: &str, name: &str) -> Option<u64> {
        self.0.get(board)?.get(name)
    }

    /// Formats a figure as a cell.
    fn cell(&self, board: &str, name: &str, unit: &str) -> String {
        let number = self.get(board, &format!("{name}: {unit}"));
        number.map_or("-".to_owned(), grouped)
    }

    fn m4f(&self) -> String {
        let head = [
            "Cortex-M4F (`firmware/run --only m4f`)",
            "instructions",
            "cycles by the manual",
            "stack, bytes",
            "code, bytes",
            "static RAM, bytes",
        ];
        let mut table = Table::new(&head);
        for (work, measured, image, weights) in M4F {
            let cells = |unit| {
                let cells = measured.iter().map(|name| self.cell("m4f", name, unit));
                cells.collect::<Vec<_>>().join(" / ")
            };
            table.row(&[
                work.to_owned(),
                cells("instructions"),
                cells("cycles"),
                cells("stack"),
                self.cell("m4f", image, "code"),
                self.cell("m4f", image, "ram") + weights,
            ]);
        }
        table.0
    }

    /// Replaces the row of nn-core in the table of other libraries.
    fn others(&self, old: &str) -> String {
        let cells = [
            ("3 infer 784-128-10", "instructions"),
            ("3 infer 16-32-32-4", "instructions"),
            ("3 train 16-32-32-4 sgd", "instructions"),
            ("3 train 784-128-10 sgd", "instructions"),
            ("3 infer_big", "code"),
            ("3 infer_big", "ram"),
        ];
        let cells = cells.map(|(name, unit)| self.cell("m4f", name, unit));
        let row = format!("| nn-core | {} |", cells.join(" | "));
        let lines = old
            .lines()
            .map(|line| match line.starts_with("| nn-core |") {
                true => row.as_str(),
                false => line,
            });
        lines.flat_map(|line| [line, "\n"]).collect()
    }

    fn boards(&self) -> String {
        let mut head = vec!["board, opt-level"];
        head.extend(BOARD.map(|(title, _)| title));
        head.push("stack: infer / step 16-32-32-4");
        let mut table = Table::new(&head);
        for board in BOARDS.iter().filter(|board| !board.is_wasm()) {
            let profiles = board.profiles.iter();
            for profile in profiles.filter(|profile| profile.has(Kind::F32)) {
                let level = profile.name();
                let cell =
                    |name: &str, unit| self.cell(board.name, &format!("{level} {name}"), unit);
                let mut row = vec![format!("{} (`{}`), {level}", board.core, board.name)];
                row.extend(BOARD.map(|(_, name)| cell(name, "instructions")));
                let stack = [BOARD[0], BOARD[3]].map(|(_, name)| cell(name, "stack"));
                row.push(stack.join(" / "));
                table.row(&row);
            }
        }
        table.0
    }

    fn stack(&self) -> String {
        let mut table = Table::new(&[
            "stack, bytes",
            "Cortex-M4F, opt-level 3",
            "the most on any board, at either level",
        ]);
        for (work, names) in STACK {
            let is_meant = |name: &str| {
                let name = name.strip_suffix(": stack").unwrap_or_default();
                names.iter().any(|begin| name.starts_with(begin))
            };
            let most = |board: &str, levels: &[&str]| {
                let numbers = self.0.get(board)?.at(levels);
                numbers
                    .filter(|(name, _)| is_meant(name))
                    .map(|(_, number)| number)
                    .max()
            };
            let on_any = self
                .0
                .keys()
                .filter_map(|board| most(board, &["3 ", "s "]))
                .max();
            let cells =
                [most("m4f", &["3 "]), on_any].map(|most| most.map_or("-".to_owned(), grouped));
            let [m4f, any] = cells;
            table.row(&[work.to_owned(), m4f, any]);
        }
        table.0
    }

    fn fixed_time(&self) -> String {
        let mut table = Table::new(&["`fixed-time`, Cortex-M4F", "instructions"]);
        for (work, name) in FIXED {
            let cell = self.cell("m4f", &format!("3 fixed-time {name}"), "instructions");
            table.row(&[work.to_owned(), cell]);
        }
        table.0
    }
}
