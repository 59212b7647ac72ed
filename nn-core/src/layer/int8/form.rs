//! Activations inside of layers of `i8`.

use core::fmt;

use super::{ActivationI8, Exponents, Rounding, SetScales, Stored};
use crate::activation::{
    Activation, Elu, Formula, Gelu, Identity, LeakyRelu, Relu, Sigmoid, Silu, Softmax, Softplus,
    Tanh,
};
use crate::kernel::integer::{logistic_table, tanh_table};
use crate::layer::{Kind, Layer, Pass, Scale, StateTensor, Values, ValuesMut};
use crate::tensor::Tensor;
use crate::zero::{Zero, ZeroMemory};

/// The scale of the output of the logistic function.
const LOGISTIC: Scale = Scale::new(1.0 / 256.0, -128);
/// The scale of the output of the hyperbolic tangent.
const TANH: Scale = Scale::new(1.0 / 128.0, 0);

/// An activation that layers of `i8` can compute.
///
/// ```
/// use nn_core::layer::int8::{Clamped, QuantizedActivation};
/// use nn_core::layer::Scale;
/// # use nn_core::activation::{Activation, Forget};
/// # use nn_core::init::Init;
/// # use nn_core::tensor::Tensor;
/// # struct Relu6;
/// # impl Activation for Relu6 {
/// #     const NAME: &'static str = "Relu6";
/// #     const INIT: Init = Init::HeNormal;
/// #     type Memory<T: Tensor<Element = f32>> = Forget;
/// #     fn apply(values: &mut [f32]) {
/// #         values.iter_mut().for_each(|value| *value = value.clamp(0.0, 6.0));
/// #     }
/// #     fn backward(_inputs: &[f32], _outputs: &[f32], _d_values: &mut [f32]) {}
/// # }
///
/// impl QuantizedActivation for Relu6 {
///     type Form = Clamped;
///
///     fn range(output: Scale) -> [i32; 2] {
///         [output.to_i8(0.0).into(), output.to_i8(6.0).into()]
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the activation `{Self}` has no int8 form",
    label = "no int8 form",
    note = "implement `nn_core::layer::int8::QuantizedActivation` for an activation of your own"
)]
pub trait QuantizedActivation: Activation {
    /// What a layer stores for it: [`Clamped`] if it is a range of the output, [`Linear`] if it is the whole range, otherwise a
    /// [`Table`].
    type Form: Form;

    /// The scale of the output, if it is always the same.
    const OUTPUT: Option<Scale> = None;

    /// The smallest and the largest output.
    fn range(output: Scale) -> [i32; 2] {
        let _ = output;
        [-128, 127]
    }
}

/// The largest number of tensors that a layer stores for its activation.
pub(super) const MOST: usize = 5;

/// A tensor in the place of one that is not stored.
const NONE: StateTensor = StateTensor::new("", &[]);

/// What a layer of `i8` stores for its activation.
pub trait Form: Zero + ZeroMemory + Clone + PartialEq + fmt::Debug + 'static {
    /// The layer that computes the activation `A` alone.
    type Alone<T: Tensor<Element = i8>, A: QuantizedActivation<Form = Self>, R: Rounding>: Layer<Element = i8, Input = T, Output = T, Activation = Identity>
        + SetScales;

    /// The number of tensors that are stored.
    const STORED: usize;
    /// The stored tensors, and others that are not used.
    const TENSORS: [StateTensor; MOST];

    /// The scale of the activation's input, if the scale of its output is `output`.
    fn linear(&self, output: Scale) -> Scale;

    /// Changes the scale of the activation's input, unless it is that of the output.
    fn set_linear(&mut self, linear: Scale);

    /// Computes everything that follows from the scales.
    fn derive<A: Activation>(&mut self, output: Scale);

    /// Replaces the inputs of one sample by the outputs.
    fn apply(&self, numbers: &mut [i8]);

    /// Visits everything that is stored.
    fn state(&self, visit: &mut impl FnMut(Values<'_>));

    /// Visits everything that is stored, mutably.
    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>));
}

/// Implements [`Form`] for an activation that stores nothing.
macro_rules! empty {
    ($(#[$doc:meta])* $name:ident, $alone:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(C)]
        #[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
        pub struct $name;

        impl Zero for $name {
            const ZERO: Self = $name;
        }

        impl Form for $name {
            type Alone<T: Tensor<Element = i8>, A: QuantizedActivation<Form = Self>, R: Rounding> = $alone;
    const STORED: usize = 0;
    const TENSORS: [StateTensor; MOST] = [NONE; MOST];

    fn linear(&self, output: Scale) -> Scale {
        output
    }
    fn set_linear(&mut self, _linear: Scale) {}
    fn derive<A: Activation>(&mut self, _output: Scale) {}
    #[inline(always)]
    fn apply(&self, _numbers: &mut [i8]) {}
    fn state(&self, _visit: &mut impl FnMut(Values<'_>)) {}
    fn state_mut(&mut self, _visit: &mut impl FnMut(ValuesMut<'_>)) {}
        }
    };
}

empty!(
    /// The activation does nothing, and nothing is stored.
    Linear, Pass<T>
);
empty!(
    /// The activation is a range of the output. Nothing is stored.
    Clamped, ActivationI8<T, A, R>
);

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

    /// Computes the outputs for this scale of the output. `Sigmoid` and `Tanh` have the bits of TensorFlow Lite Micro.
    pub const fn fill<A: Activation>(&mut self, output: Scale) {
        let formula = const {
            match A::FORMULA {
                Some(formula) => formula,
                None => panic!("an activation with a table states its `FORMULA`"),
            }
        };
        let Scale { factor, zero } = self.linear;
        match formula {
            Formula::Logistic if output.is(LOGISTIC) => {
                self.outputs = logistic_table(factor, zero);
                return;
            }
            Formula::HyperbolicTangent if output.is(TANH) => {
                self.outputs = tanh_table(factor, zero);
                return;
            }
            _ => {}
        }
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

impl Form for Table {
    type Alone<T: Tensor<Element = i8>, A: QuantizedActivation<Form = Self>, R: Rounding> =
        ActivationI8<T, A, R>;

    const STORED: usize = 3;
    const TENSORS: [StateTensor; MOST] = [
        StateTensor::new("linear_scale", &[1]),
        StateTensor::new("linear_zero_point", &[1]).of(Kind::I32),
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

/// The activation is softmax: the output is a distribution over classes, with the scale 1/256 and the zero -128.
#[derive(Debug, Clone, PartialEq)]
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Normalized {
    /// The scale of the activation's input.
    pub linear: Scale,
    /// How differences to the largest number become exponents.
    pub exponents: Exponents,
}

impl Zero for Normalized {
    const ZERO: Self = Normalized {
        linear: Scale::ZERO,
        exponents: Exponents::ZERO,
    };
}

impl Form for Normalized {
    type Alone<T: Tensor<Element = i8>, A: QuantizedActivation<Form = Self>, R: Rounding> =
        ActivationI8<T, A, R>;

    const STORED: usize = 5;
    const TENSORS: [StateTensor; MOST] = [
        StateTensor::new("linear_scale", &[1]),
        StateTensor::new("linear_zero_point", &[1]).of(Kind::I32),
        StateTensor::new("exponent_multiplier", &[1])
            .of(Kind::I32)
            .derived(),
        StateTensor::new("exponent_least", &[1])
            .of(Kind::I32)
            .derived(),
        StateTensor::new("exponent_shift", &[1])
            .of(Kind::I8)
            .derived(),
    ];

    fn linear(&self, _output: Scale) -> Scale {
        self.linear
    }

    fn set_linear(&mut self, linear: Scale) {
        self.linear = linear;
    }

    fn derive<A: Activation>(&mut self, _output: Scale) {
        self.exponents = Exponents::of(self.linear.factor);
    }

    fn apply(&self, numbers: &mut [i8]) {
        self.exponents.softmax(numbers);
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.linear.state(visit);
        self.exponents.state(visit);
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.linear.state_mut(visit);
        self.exponents.state_mut(visit);
    }
}

impl QuantizedActivation for Softmax {
    type Form = Normalized;
    const OUTPUT: Option<Scale> = Some(Scale::new(Exponents::FACTOR, Exponents::ZERO_POINT));
}

/// Implements [`QuantizedActivation`] with a table.
macro_rules! table {
    ($([$($generics:tt)*] $activation:ty $(, $output:expr)?;)+) => { $(
        impl<$($generics)*> QuantizedActivation for $activation {
            type Form = Table;
            $(const OUTPUT: Option<Scale> = Some($output);)?
        }
    )+ };
}

table! {
    [const NUMERATOR: u32, const DENOMINATOR: u32] LeakyRelu<NUMERATOR, DENOMINATOR>;
    [const NUMERATOR: u32, const DENOMINATOR: u32] Elu<NUMERATOR, DENOMINATOR>;
    [] Gelu;
    [] Silu;
    [] Softplus;
    [] Sigmoid, LOGISTIC;
    [] Tanh, TANH;
}

impl QuantizedActivation for Identity {
    type Form = Linear;
}

impl QuantizedActivation for Relu {
    type Form = Clamped;

    #[inline(always)]
    fn range(output: Scale) -> [i32; 2] {
        [output.zero.max(-128), 127]
    }
}
