//! Models that a test describes, as bytes.

use tests::flatbuffer::{Field, file};

/// A tensor.
#[derive(Debug, Clone)]
pub(crate) struct Tensor {
    pub(crate) shape: Vec<i32>,
    /// The number of the type.
    pub(crate) numbers: u8,
    /// The number of the buffer.
    pub(crate) buffer: i32,
    pub(crate) scales: Vec<f32>,
    pub(crate) zero_points: Vec<i64>,
    pub(crate) axis: i32,
}

impl Tensor {
    /// A tensor of `f32` without values.
    pub(crate) fn real(shape: &[i32]) -> Self {
        Tensor {
            shape: shape.to_vec(),
            numbers: 0,
            buffer: 0,
            scales: Vec::new(),
            zero_points: Vec::new(),
            axis: 0,
        }
    }

    /// The same tensor with the values of a buffer.
    pub(crate) fn constant(self, buffer: i32) -> Self {
        Tensor { buffer, ..self }
    }

    fn fields(&self) -> Vec<Field> {
        let quantization = vec![
            Field::Absent,
            Field::Absent,
            Field::Floats(self.scales.clone()),
            Field::Longs(self.zero_points.clone()),
            Field::Absent,
            Field::Absent,
            Field::Int(self.axis),
        ];
        vec![
            Field::Ints(self.shape.clone()),
            Field::Byte(self.numbers),
            Field::Int(self.buffer),
            Field::Bytes(b"tensor".to_vec()),
            Field::Table(quantization),
        ]
    }
}

/// An operator.
#[derive(Debug, Clone)]
pub(crate) struct Operator {
    pub(crate) code: i32,
    pub(crate) inputs: Vec<i32>,
    pub(crate) outputs: Vec<i32>,
    /// The number of the table of options, and its fields.
    pub(crate) options: (u8, Vec<Field>),
}

/// A model with one code for each operator.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) version: i32,
    pub(crate) tensors: Vec<Tensor>,
    pub(crate) operators: Vec<Operator>,
    /// The values, after the empty buffer 0.
    pub(crate) buffers: Vec<Vec<u8>>,
    pub(crate) inputs: Vec<i32>,
    pub(crate) outputs: Vec<i32>,
}

impl Model {
    /// A dense layer from 2 inputs to 3 outputs with ReLU.
    pub(crate) fn dense() -> Self {
        let bytes = |numbers: &[f32]| numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
        Model {
            version: 3,
            tensors: vec![
                Tensor::real(&[1, 2]),
                Tensor::real(&[3, 2]).constant(1),
                Tensor::real(&[3]).constant(2),
                Tensor::real(&[1, 3]),
            ],
            operators: vec![Operator {
                code: 9,
                inputs: vec![0, 1, 2],
                outputs: vec![3],
                options: (8, vec![Field::Byte(1)]),
            }],
            buffers: vec![
                bytes(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
                bytes(&[0.5, 1.5, -2.5]),
            ],
            inputs: vec![0],
            outputs: vec![3],
        }
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        file(b"TFL3", &self.fields())
    }

    /// The fields of the root.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let codes = self.operators.iter().map(|operator| {
            let old = operator.code.min(127) as u8;
            vec![
                Field::Byte(old),
                Field::Absent,
                Field::Int(1),
                Field::Int(operator.code),
            ]
        });
        let operators = self.operators.iter().enumerate().map(|(index, operator)| {
            vec![
                Field::Int(index as i32),
                Field::Ints(operator.inputs.clone()),
                Field::Ints(operator.outputs.clone()),
                Field::Byte(operator.options.0),
                Field::Table(operator.options.1.clone()),
            ]
        });
        let graph = vec![
            Field::Tables(self.tensors.iter().map(Tensor::fields).collect()),
            Field::Ints(self.inputs.clone()),
            Field::Ints(self.outputs.clone()),
            Field::Tables(operators.collect()),
        ];
        let buffers = self
            .buffers
            .iter()
            .map(|bytes| vec![Field::Bytes(bytes.clone())]);
        vec![
            Field::Int(self.version),
            Field::Tables(codes.collect()),
            Field::Tables(vec![graph]),
            Field::Absent,
            Field::Tables([vec![]].into_iter().chain(buffers).collect()),
        ]
    }
}
