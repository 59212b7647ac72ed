//! The tables that compare int8 networks with TensorFlow Lite Micro and CMSIS-NN.

use crate::table::{Table, grouped};
use crate::tables::Tables;

/// A network, the names of its figures, and the figures of TensorFlow Lite Micro with CMSIS-NN.
struct Peer {
    title: &'static str,
    /// The name of the measured prediction.
    work: &'static str,
    /// The name of the image.
    image: &'static str,
    /// Instructions on a Cortex-M4F, M3 and M0. 0 if they were not measured.
    instructions: [u64; 3],
    /// The bytes of the arena and of the code. 0 if they were not measured.
    bytes: [u64; 2],
}

/// The boards, the first of which has the figure.
const BOARDS: [&[&str]; 3] = [&["m4f"], &["m3"], &["m0-large", "m0"]];

/// The figures of the others were measured in November 2026 with GCC 12.2, TensorFlow Lite Micro of 2026-08-20 and its own flags. For
/// the two dense networks they are those of CMSIS-NN alone, which needs no arena.
const PEERS: [Peer; 13] = [
    Peer {
        title: "784-128-10, any input",
        work: "int8 784-128-10",
        image: "int8_big",
        instructions: [197_803, 0, 0],
        bytes: [0, 4_332],
    },
    Peer {
        title: "784-128-10, a digit",
        work: "int8 784-128-10 digit",
        image: "int8_big",
        instructions: [197_803, 0, 0],
        bytes: [0, 4_332],
    },
    Peer {
        title: "16-32-32-4",
        work: "int8 16-32-32-4",
        image: "int8_small",
        instructions: [7_081, 0, 0],
        bytes: [0, 0],
    },
    Peer {
        title: "LeNet-5",
        work: "int8 lenet",
        image: "int8_lenet",
        instructions: [0, 0, 0],
        bytes: [0, 0],
    },
    Peer {
        title: "DS-CNN, keywords",
        work: "model kws",
        image: "model_kws",
        instructions: [7_226_373, 10_545_264, 29_002_944],
        bytes: [22_820, 53_092],
    },
    Peer {
        title: "autoencoder, anomalies",
        work: "model anomaly",
        image: "model_anomaly",
        instructions: [573_207, 955_954, 1_763_468],
        bytes: [2_580, 27_892],
    },
    Peer {
        title: "ResNet-8, CIFAR-10",
        work: "model resnet8",
        image: "model_resnet8",
        instructions: [28_503_606, 41_756_602, 97_562_994],
        bytes: [54_996, 50_384],
    },
    Peer {
        title: "MobileNetV1 1/4, people",
        work: "model vww",
        image: "model_vww",
        instructions: [22_609_007, 32_082_981, 86_879_569],
        bytes: [100_708, 53_092],
    },
    Peer {
        title: "wake word, one window",
        work: "model wake word",
        image: "model_wake_word",
        instructions: [2_116_129, 4_265_039, 9_319_199],
        bytes: [16_596, 50_556],
    },
    Peer {
        title: "LeNet-300-100",
        work: "model lenet300",
        image: "model_lenet300",
        instructions: [550_098, 0, 0],
        bytes: [4_912, 36_944],
    },
    Peer {
        title: "tiny CNN, digits",
        work: "model tiny cnn",
        image: "model_tiny_cnn",
        instructions: [289_723, 0, 0],
        bytes: [3_652, 46_504],
    },
    Peer {
        title: "micro speech",
        work: "model micro speech",
        image: "model_micro_speech",
        instructions: [1_451_330, 1_511_391, 2_574_107],
        bytes: [6_836, 43_928],
    },
    Peer {
        title: "sine",
        work: "model sine",
        image: "model_sine",
        instructions: [3_300, 3_728, 7_235],
        bytes: [772, 27_892],
    },
];

/// Returns a block by its name.
pub(crate) fn block(name: &str, tables: &Tables) -> Option<String> {
    match name {
        "int8-instructions" => Some(instructions(tables)),
        "int8-bytes" => Some(bytes(tables)),
        _ => None,
    }
}

fn instructions(tables: &Tables) -> String {
    let mut table = Table::new(&[
        "instructions",
        "Cortex-M4F",
        "without `dsp`",
        "TFLM",
        "Cortex-M3",
        "TFLM",
        "Cortex-M0",
        "TFLM",
    ]);
    for peer in &PEERS {
        let mut row = vec![peer.title.to_owned()];
        for (boards, others) in BOARDS.iter().zip(peer.instructions) {
            row.push(cell(
                tables,
                boards,
                &format!("3 {}: instructions", peer.work),
            ));
            if *boards == BOARDS[0] {
                let name = format!("portable {}: instructions", peer.work);
                row.push(cell(tables, boards, &name));
            }
            row.push(known(others));
        }
        table.row(&row);
    }
    table.0
}

fn bytes(tables: &Tables) -> String {
    let mut table = Table::new(&[
        "bytes, Cortex-M4F",
        "RAM",
        "arena of TFLM",
        "code",
        "code of TFLM",
    ]);
    // two rows of one image would be equal
    for peer in PEERS.iter().filter(|peer| !peer.work.ends_with("digit")) {
        let [arena, code] = peer.bytes.map(known);
        let [own_ram, own_code] = ["ram", "code"]
            .map(|unit| cell(tables, BOARDS[0], &format!("3 {}: {unit}", peer.image)));
        let title = peer.title.trim_end_matches(", any input").to_owned();
        table.row(&[title, own_ram, arena, own_code, code]);
    }
    table.0
}

/// The figure of the first board that has it.
fn cell(tables: &Tables, boards: &[&str], name: &str) -> String {
    let figure = boards.iter().find_map(|board| tables.get(board, name));
    known(figure.unwrap_or_default())
}

/// A figure, or a dash for 0.
fn known(figure: u64) -> String {
    match figure {
        0 => "-".to_owned(),
        figure => grouped(figure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_next_to_those_of_others() {
        let tables = Tables::of(&[
            (
                "m4f",
                &[
                    "3 model kws: instructions 4400000",
                    "3 model_kws: ram 16000",
                ],
            ),
            ("m0-large", &["3 model kws: instructions 15000000"]),
        ]);
        let text = block("int8-instructions", &tables).expect("a block");
        let row = "| DS-CNN, keywords | 4,400,000 | - | 7,226,373 | - | 10,545,264 | 15,000,000 | 29,002,944 |";
        assert!(text.contains(row), "{text}");
        let text = block("int8-bytes", &tables).expect("a block");
        assert!(
            text.contains("| DS-CNN, keywords | 16,000 | 22,820 | - | 53,092 |"),
            "{text}"
        );
        assert_eq!(block("others", &tables), None);
    }
}
