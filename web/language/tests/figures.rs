//! The figures of a line are those that the compiler computes for the same network.

use language::describe;
use nn_core::prelude::*;
use nn_core::train::TrainRam;

/// The value of a figure in the description of a line.
fn figure(description: &str, name: &str) -> usize {
    let name = format!("\"{name}\":");
    // The figures of the network are after those of its layers.
    let (_, rest) = description
        .rsplit_once(&name)
        .unwrap_or_else(|| panic!("{name} in {description}"));
    let number = rest
        .trim_start_matches('"')
        .split(['"', '}', ']'])
        .next()
        .unwrap_or_default();
    let digits: String = number
        .split(",\"")
        .next()
        .unwrap_or_default()
        .replace(',', "");
    digits
        .parse()
        .unwrap_or_else(|_| panic!("{name} is not a number in {description}"))
}

macro_rules! same {
    ($([$($line:tt)*])+) => {$({
        type Net = network![$($line)*];
        let line = stringify!($($line)*);
        let description = describe(line);
        for (name, expected) in [
            ("parameters", Net::PARAMS),
            ("bytes", Net::FLASH_BYTES),
            ("macs", Net::MACS),
            ("infer", Net::INFER_RAM_BYTES),
            ("online", Net::TRAIN_RAM_BYTES),
            ("adam", TrainRam::<Net, Adam, 32>::BYTES),
        ] {
            assert_eq!(figure(&description, name), expected, "{name} of {line}");
        }
    })+};
}

#[test]
fn dense_layers_and_activations() {
    same! {
        [784 => Dense<128, Relu> => Dense<10, Sigmoid>]
        [16 => 2 x Dense<32, Gelu> => Dense<4, Softmax>]
        [5 => Dense<7, Silu, bias = false> => Dense<6, HardSwish> => Dense<1>]
        [9 => Dense<4, Gelu>]
        [9 => Dense<4, Tanh> => PRelu<per_channel = true> => LayerNorm<Relu> => Dropout<0.2> => Dense<2, Softmax>]
        [9 => Standardize => Dense<4, LeakyRelu<0.2>> => BatchNorm<Gelu> => Dense<3>]
    }
}

#[test]
fn windows() {
    same! {
        [[1, 28, 28] => Conv2d<filters = 6, kernel = 5, padding = 2, Relu> => MaxPool2d<2>
            => Conv2d<filters = 16, kernel = 5, Relu> => AvgPool2d<2> => Flatten => Dense<120, Relu> => Dense<10, Softmax>]
        [[6, 50] => Conv1d<filters = 16, kernel = 5, stride = 2, padding = Same, Gelu> => MaxPool1d<2, ceil_mode = true>
            => GlobalAvgPool => Dense<7, Softmax>]
        [[6, 50] => DepthwiseConv1d<5, padding = Same, dilation = 2> => Conv1d<filters = 8, kernel = 1, Relu>
            => AvgPool1d<2> => GlobalMaxPool => Dense<7, Softmax>]
        [[1, 8, 8] => ZeroPad2d<bottom = 1, right = 1> => DepthwiseConv2d<3, stride = 2, Relu6>
            => BatchNorm<HardSwish> => Upsample2d<2> => Conv2d<filters = 1, kernel = 3, bias = false, Sigmoid>]
        [[2, 10] => ZeroPad1d<1> => Upsample1d<3> => Conv1d<filters = 3, kernel = 3, padding = Causal> => Flatten => Dense<2>]
    }
}

#[test]
fn recurrent_layers() {
    same! {
        [[40, 49] => Gru<32, sequences = true> => Gru<16> => Dense<10, Softmax>]
        [[3, 20] => Lstm<8, sequences = true> => Lstm<5, bias = false> => Dense<2>]
        [[3, 20] => Rnn<8, Tanh, sequences = true> => Rnn<4, Relu> => Dense<2>]
        [[3, 20] => MinGru<8, sequences = true> => MinGru<6> => Dense<2>]
        [[3, 20] => FastGrnn<8, sequences = true> => FastGrnn<6> => Dense<2>]
    }
}

#[test]
fn branches() {
    same! {
        [16 => Residual<Dense<32, Gelu> => Dense<16>, Relu> => Dense<3>]
        [16 => Residual<Dense<32, Relu> => Dense<16, Relu>> => Dense<3>]
        [[3, 8, 8] => Residual<Conv2d<filters = 4, kernel = 3, padding = 1, Silu> => BatchNorm,
            projection = Conv2d<filters = 4, kernel = 1>, Gelu> => GlobalAvgPool => Dense<2, Softmax>]
        [8 => Concat<[Dense<4, Relu>], [Dense<6, Gelu> => Dense<5>]> => Dense<2>]
        [8 => Concat<[Dense<4, Silu>], [], [Dense<3, Gelu> => Dropout<0.5>]> => Dense<2>]
        [8 => Concat<[Concat<[Dense<4, Gelu>], [Dense<3>]>], [Dense<5, Silu>]> => Dense<2>]
        [8 => Concat<[Residual<Dense<8, Gelu> => Dense<8>>], [Dense<5, Silu>]> => 3 x Residual<Dense<13, Relu> => Dense<13>> => Dense<2>]
    }
}

#[test]
fn what_only_the_compiler_knows_is_left_open() {
    let description = describe("784 => Dense<HIDDEN, Relu> => Dense<10>");
    for expected in [
        "\"infer\":null",
        "\"picture\":null",
        "\"parameters\":\"795 × HIDDEN + 10\"",
    ] {
        assert!(
            description.contains(expected),
            "{expected} in {description}"
        );
    }
    assert!(
        description.contains("\"own\":[\"HIDDEN\"]"),
        "{description}"
    );
    let description = describe("4 => my::Layer => Residual<Dense<4, Relux>> => Dense<2, Relu>");
    assert!(description.contains("\"infer\":null"), "{description}");
    assert!(
        description.contains("\"own\":[\"Relux\",\"my::Layer\"]"),
        "{description}"
    );
}

#[test]
fn budgets_are_next_to_their_figures() {
    let limits = "flash = \"6 KiB\", infer_ram = \"256 B\", train_ram = \"8 KiB\", train_ram(Adam, batch = 8) = \"32 KiB\", train_ram(Sgd, batch = 8) = \"9 B\"";
    let line = "16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Softmax>";
    let description = describe(&format!("#[budget({limits})] struct Net {{ {line} }}"));
    for expected in [
        r#""what":"flash","limit":6144,"figure":6928"#,
        r#""what":"infer_ram","limit":256,"figure":256"#,
        r#""what":"train_ram","limit":8192,"figure":7484"#,
        r#""what":"train_ram(Adam, batch = 8)","limit":32768,"figure":32132"#,
        r#""what":"train_ram(Sgd, batch = 8)","limit":9,"figure":null"#,
    ] {
        assert!(
            description.contains(expected),
            "{expected} in {description}"
        );
    }
}

#[test]
fn a_network_of_one_layer_has_one() {
    let description = describe("2 => Dense<1>");
    assert!(
        description.contains("1 layer from 2, 3 parameters"),
        "{description}"
    );
}

#[test]
fn named_networks() {
    let description = describe(
        "/// Small.\npub struct Tiny { 16 => hidden: Dense<32, Relu> => Dense<4> }\nstruct Other { 2 => Dense<1> }",
    );
    for expected in [
        "\"name\":\"Tiny\"",
        "\"name\":\"hidden\"",
        "\"name\":\"Other\"",
        "hidden: Dense</text>",
    ] {
        assert!(
            description.contains(expected),
            "{expected} in {description}"
        );
    }
}
