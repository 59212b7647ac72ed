//! The parts of a model are read as they were written.

use nn_core::tflite::{Code, Fused, Numbers, Options, Sliding, Tflite};
use tests::flatbuffer::Field;

use crate::model::{Model, Operator, Tensor};

#[test]
fn a_dense_layer_is_read() {
    let bytes = Model::dense().bytes();
    let model = Tflite::parse(&bytes).expect("a model");
    assert_eq!((model.len(), model.tensors()), (1, 4));
    assert_eq!(
        (model.inputs(), model.input(0), model.input(1)),
        (1, Some(0), None)
    );
    assert_eq!((model.outputs(), model.output(0)), (1, Some(3)));
    let operator = model.operator(0).expect("it is there");
    assert_eq!(operator.code(), Code::FULLY_CONNECTED);
    assert_eq!(operator.code().to_string(), "FULLY_CONNECTED");
    let (activation, axis) = (Fused::RELU, 0);
    assert_eq!(operator.options(), Options::Fused { activation, axis });
    assert_eq!(
        (operator.inputs(), operator.input(2), operator.input(3)),
        (3, Some(2), None)
    );
    assert_eq!((operator.outputs(), operator.output(0)), (1, Some(3)));
    let weights = model.tensor(1).expect("it is there");
    assert_eq!((weights.shape(), weights.len()), (&[3, 2][..], 6));
    assert_eq!(
        (weights.numbers(), weights.numbers().name()),
        (Numbers::Float32, "FLOAT32")
    );
    assert_eq!(weights.name(), "tensor");
    assert_eq!(weights.data()[4..8], 2f32.to_le_bytes());
    assert_eq!((weights.scales(), weights.int(0)), (0, None));
    assert!(model.operator(1).is_none() && model.tensor(4).is_none());
}

/// A model with one operator and these options.
fn with(code: i32, table: u8, options: Vec<Field>) -> Vec<u8> {
    let mut model = Model::dense();
    model.operators = vec![Operator {
        code,
        inputs: vec![0, -1],
        outputs: vec![3],
        options: (table, options),
    }];
    model.bytes()
}

/// The options of the only operator of a model.
fn options(bytes: &[u8]) -> Options {
    let model = Tflite::parse(bytes).expect("a model");
    let operator = model.operator(0).expect("it is there");
    assert_eq!(
        (operator.inputs(), operator.input(1)),
        (2, None),
        "-1 is no tensor"
    );
    operator.options()
}

#[test]
fn windows_are_read() {
    use Field::{Absent, Byte, Int};
    let convolution = Sliding {
        is_same: false,
        stride: [2, 3],
        dilation: [1, 4],
        window: [1, 1],
        activation: Fused::RELU6,
    };
    // Columns come before rows. A dilation that is not there is 1.
    let fields = vec![Byte(1), Int(3), Int(2), Byte(3), Int(4), Absent];
    assert_eq!(options(&with(3, 1, fields)), Options::Sliding(convolution));
    let fields = vec![Byte(1), Int(3), Int(2), Int(8), Byte(3), Int(4)];
    assert_eq!(options(&with(4, 2, fields)), Options::Sliding(convolution));
    let pool = Sliding {
        is_same: true,
        window: [5, 6],
        dilation: [1, 1],
        activation: Fused::NONE,
        ..convolution
    };
    let fields = vec![Absent, Int(3), Int(2), Int(6), Int(5)];
    for code in [1, 17] {
        assert_eq!(
            options(&with(code, 5, fields.clone())),
            Options::Sliding(pool)
        );
    }
}

#[test]
fn other_options_are_read() {
    use Field::{Byte, Float, Int};
    let (activation, axis) = (Fused::TANH, -1);
    let concatenation = with(2, 10, vec![Int(-1), Byte(4)]);
    assert_eq!(options(&concatenation), Options::Fused { activation, axis });
    assert_eq!(
        options(&with(25, 9, vec![Float(1.5)])),
        Options::Factor(1.5)
    );
    assert_eq!(
        options(&with(98, 75, vec![Float(0.25)])),
        Options::Factor(0.25)
    );
    assert_eq!(
        options(&with(150, 116, vec![Byte(1)])),
        Options::Approximate(true)
    );
    let (activation, cell_limit, is_time_major) = (Fused::TANH, 10.0, true);
    let lstm = vec![Byte(4), Float(10.0), Float(0.0), Byte(1)];
    assert_eq!(
        options(&with(44, 71, lstm)),
        Options::Lstm {
            activation,
            cell_limit,
            is_time_major
        }
    );
    let slice = |ellipsis| vec![Int(5), Int(5), Int(ellipsis), Int(0), Int(2)];
    assert_eq!(options(&with(45, 32, slice(0))), Options::Slice(5));
    assert_eq!(options(&with(45, 32, slice(1))), Options::None);
    // Settings of operators that are not matched are not read.
    assert_eq!(options(&with(47, 0, vec![])), Options::None);
}

#[test]
fn codes_have_names() {
    for (code, name) in [
        (0, "ADD"),
        (43, "SQUEEZE"),
        (114, "QUANTIZE"),
        (144, "ASSIGN_VARIABLE"),
        (161, "RIGHT_SHIFT"),
        (209, "a new operator"),
    ] {
        assert_eq!(Code(code).name(), name);
    }
}

#[test]
fn quantizations_are_read() {
    let mut model = Model::dense();
    model.tensors[3] = Tensor {
        numbers: 9,
        scales: vec![0.5, 0.25, 2.0],
        zero_points: vec![0, -128, 127],
        axis: 1,
        ..Tensor::real(&[1, 3])
    };
    let bytes = model.bytes();
    let model = Tflite::parse(&bytes).expect("a model");
    let tensor = model.tensor(3).expect("it is there");
    assert_eq!((tensor.numbers(), tensor.scales()), (Numbers::Int8, 3));
    assert_eq!((tensor.scale(2), tensor.scale(3)), (Some(2.0), None));
    assert_eq!(
        (tensor.zero_point(1), tensor.quantized_dimension()),
        (Some(-128), 1)
    );
}
