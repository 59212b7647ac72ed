//! Activations as tables.

use super::form::{MOST, NONE};
use super::{ActivationI8, Form, QuantizedActivation, Rounding, Stored};
use crate::activation::{Activation, Formula};
use crate::kernel::integer::{hard_swish_table, logistic_table, tanh_table};
use crate::layer::{Kind, Scale, StateTensor, Values, ValuesMut};
use crate::tensor::Tensor;
use crate::zero::Zero;

/// The scale of the output of the logistic function.
pub(super) const LOGISTIC: Scale = Scale::new(1.0 / 256.0, -128);
/// The scale of the output of the hyperbolic tangent.
pub(super) const TANH: Scale = Scale::new(1.0 / 128.0, 0);

/// The activation is a table of its 256 outputs.
#[derive(Debug, Clone, PartialEq)]
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Table {
    /// The scale of the activation's input.
    pub linear: Scale,
    /// The output for each input, from -128 to 127.
    pub outputs: [i8; 256],
}

impl Zero for Table {
    const ZERO: Self = Table {
        linear: Scale::ZERO,
        outputs: [0; 256],
    };
}

impl Table {
    /// The table of an activation between these scales.
    ///
    /// ```
    /// use nn_core::activation::Tanh;
    /// use nn_core::layer::Scale;
    /// use nn_core::layer::int8::Table;
    ///
    /// const TABLE: Table = Table::of::<Tanh>(Scale::new(0.02, 0), Scale::new(1.0 / 128.0, 0));
    /// assert_eq!(TABLE.outputs[128], 0);
    /// assert_eq!(TABLE.outputs[178], 97); // tanh 1 = 0.76
    /// ```
    pub const fn of<A: Activation>(linear: Scale, output: Scale) -> Self {
        let mut table = Table {
            linear,
            outputs: [0; 256],
        };
        table.fill::<A>(output);
        table
    }

    /// Computes the outputs for this scale of the output. `Sigmoid`, `Tanh` and `HardSwish` have the bits of TensorFlow Lite Micro.
    pub const fn fill<A: Activation>(&mut self, output: Scale) {
        let formula = const {
            match A::FORMULA {
                Some(formula) => formula,
                None => panic!("an activation with a table states its `FORMULA`"),
            }
        };
        if let Some(outputs) = of_micro(formula, self.linear, output) {
            self.outputs = outputs;
            return;
        }
        let Scale { factor, zero } = self.linear;
        let mut index = 0;
        while index < 256 {
            let number = (index as i32 - 128).saturating_sub(zero);
            let mut value = [factor as f64 * number as f64];
            formula.apply(&mut value);
            self.outputs[index] = output.to_i8(value[0] as f32);
            index += 1;
        }
    }
}

/// The outputs of a function that TensorFlow Lite Micro computes with integers.
const fn of_micro(formula: Formula, linear: Scale, output: Scale) -> Option<[i8; 256]> {
    let Scale { factor, zero } = linear;
    match formula {
        Formula::Logistic if output.is(LOGISTIC) => Some(logistic_table(factor, zero)),
        Formula::HyperbolicTangent if output.is(TANH) => Some(tanh_table(factor, zero)),
        Formula::SwishOfLines => hard_swish_table((factor, zero), (output.factor, output.zero)),
        _ => None,
    }
}

impl Form for Table {
    type Alone<T: Tensor<Element = i8>, A: QuantizedActivation<Form = Self>, R: Rounding> =
        ActivationI8<T, A, R>;

    const STORED: usize = 3;
    const TENSORS: [StateTensor; MOST] = [
        StateTensor::scale("linear_scale", &[1]),
        StateTensor::zero_point("linear_zero_point"),
        StateTensor::new("table", &[256]).of(Kind::I8).derived(),
        NONE,
        NONE,
    ];

    fn linear(&self, _output: Scale) -> Scale {
        self.linear
    }

    fn set_linear(&mut self, linear: Scale) {
        self.linear = linear;
    }

    fn derive<A: Activation>(&mut self, output: Scale) {
        self.fill::<A>(output);
    }

    #[inline(always)]
    fn apply(&self, numbers: &mut [i8]) {
        for number in numbers {
            let index = number.cast_unsigned() ^ 0x80;
            *number = self.outputs[usize::from(index)];
        }
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.linear.state(visit);
        visit(Values::I8(&self.outputs));
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.linear.state_mut(visit);
        visit(ValuesMut::I8(&mut self.outputs));
    }
}
