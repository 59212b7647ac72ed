//! Functions of single numbers, and sums and products of tensors.

use super::Inputs;
use crate::graph::Node;
use crate::tensor::Tensor;

pub(super) const OPERATORS: [&str; 31] = [
    "Add",
    "Sub",
    "Mul",
    "Div",
    "Pow",
    "Identity",
    "Cast",
    "Neg",
    "Abs",
    "Sqrt",
    "Exp",
    "Log",
    "Reciprocal",
    "Erf",
    "Relu",
    "LeakyRelu",
    "PRelu",
    "Elu",
    "Gelu",
    "Sigmoid",
    "Tanh",
    "Softplus",
    "Clip",
    "Min",
    "Max",
    "HardSigmoid",
    "HardSwish",
    "Sum",
    "Greater",
    "Less",
    "Where",
];

pub(super) fn compute(node: &Node, opset: i64, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let first = inputs.at(0)?;
    let second = || inputs.at(1);
    Ok(match &*node.operator {
        "Add" => first.zip(second()?, |a, b| a + b)?,
        "Sub" => first.zip(second()?, |a, b| a - b)?,
        "Mul" => first.zip(second()?, |a, b| a * b)?,
        "Div" => first.zip(second()?, |a, b| a / b)?,
        "Pow" => first.zip(second()?, f64::powf)?,
        "PRelu" => {
            let slopes = slopes(second()?, opset, first.shape.len())?;
            first.zip(&slopes, |x, slope| if x < 0.0 { slope * x } else { x })?
        }
        "Greater" => first.zip(second()?, |a, b| f64::from(a > b))?,
        "Less" => first.zip(second()?, |a, b| f64::from(a < b))?,
        "Where" => {
            let (yes, no) = (second()?, inputs.at(2)?);
            let yes = first.zip(yes, |is, yes| if is == 0.0 { f64::NAN } else { yes })?;
            let is_yes = first.zip(no, |is, _| is)?;
            let no = is_yes.zip(no, |is, no| if is == 0.0 { no } else { f64::NAN })?;
            yes.zip(&no, |yes, no| if no.is_nan() { yes } else { no })?
        }
        "Sum" => fold(inputs, |a, b| a + b)?,
        "Min" => fold(inputs, f64::min)?,
        "Max" => fold(inputs, f64::max)?,
        "Clip" => {
            let (least, most) = limits(node, opset, inputs)?;
            first.map(|x| x.max(least).min(most))
        }
        _ => {
            let function = function(node)?;
            first.map(function)
        }
    })
}

/// The slopes of `PRelu` in a shape that is broadcast to an input with this number of axes. Before opset 7 a list has one slope per
/// channel.
pub(crate) fn slopes(slopes: &Tensor, opset: i64, axes: usize) -> Result<Tensor, String> {
    match slopes.shape[..] {
        [channels] if opset < 7 && channels > 1 => {
            let mut shape = vec![1; axes.saturating_sub(1).max(1)];
            shape[0] = channels;
            slopes.reshaped(shape)
        }
        _ => Ok(slopes.clone()),
    }
}

fn fold(inputs: Inputs<'_>, work: impl Fn(f64, f64) -> f64) -> Result<Tensor, String> {
    let mut all = inputs.all();
    let first = all.next().ok_or("it has no inputs")?.clone();
    all.try_fold(first, |sum, next| sum.zip(next, &work))
}

/// The smallest and the largest value of `Clip`: attributes before opset 11, and inputs since.
fn limits(node: &Node, opset: i64, inputs: Inputs<'_>) -> Result<(f64, f64), String> {
    let limit = |index: usize, name: &str, otherwise: f64| {
        let value = if opset < 11 {
            node.float(name).map(f64::from)
        } else {
            inputs
                .get(index)
                .map(|tensor| tensor.single().unwrap_or(f64::NAN))
        };
        value.unwrap_or(otherwise)
    };
    let limits = (
        limit(1, "min", f64::NEG_INFINITY),
        limit(2, "max", f64::INFINITY),
    );
    match limits {
        (least, most) if least <= most => Ok(limits),
        (least, most) => Err(format!("its limits are {least} and {most}")),
    }
}

/// A function of one number.
fn function(node: &Node) -> Result<Box<dyn Fn(f64) -> f64>, String> {
    let alpha = |otherwise: f32| f64::from(node.float("alpha").unwrap_or(otherwise));
    Ok(match &*node.operator {
        "Identity" | "Cast" => Box::new(|x| x),
        "Neg" => Box::new(|x| -x),
        "Abs" => Box::new(f64::abs),
        "Sqrt" => Box::new(f64::sqrt),
        "Exp" => Box::new(f64::exp),
        "Log" => Box::new(f64::ln),
        "Reciprocal" => Box::new(f64::recip),
        "Erf" => Box::new(libm::erf),
        "Relu" => Box::new(|x| x.max(0.0)),
        "LeakyRelu" => {
            let slope = alpha(0.01);
            Box::new(move |x| if x < 0.0 { slope * x } else { x })
        }
        "Elu" => {
            let alpha = alpha(1.0);
            Box::new(move |x| if x < 0.0 { alpha * x.exp_m1() } else { x })
        }
        "Gelu" if node.text("approximate") == Some("tanh") => Box::new(|x| {
            let inner = (2.0 / std::f64::consts::PI).sqrt() * (x + 0.044_715 * x * x * x);
            0.5 * x * (1.0 + inner.tanh())
        }),
        "Gelu" => Box::new(|x| 0.5 * x * (1.0 + libm::erf(x / std::f64::consts::SQRT_2))),
        "Sigmoid" => Box::new(|x| 1.0 / (1.0 + (-x).exp())),
        "Tanh" => Box::new(f64::tanh),
        "Softplus" => Box::new(|x| x.max(0.0) + (-x.abs()).exp().ln_1p()),
        "HardSigmoid" => {
            let (alpha, beta) = (alpha(0.2), f64::from(node.float("beta").unwrap_or(0.5)));
            Box::new(move |x| (alpha * x + beta).clamp(0.0, 1.0))
        }
        "HardSwish" => Box::new(|x| x * (x / 6.0 + 0.5).clamp(0.0, 1.0)),
        other => {
            return Err(format!(
                "the operator `{other}` is not a function of one number"
            ));
        }
    })
}
