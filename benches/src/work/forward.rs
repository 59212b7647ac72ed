//! W1, W2 and W6: inference with one sample.

use std::hint::black_box;
use std::rc::Rc;

use nn_core::prelude::*;
use nn_core::tensor::Tensor;
use tests::oracle::image::Twin;

use super::forward_flops;
use super::networks::{LeNet, Mnist, Relus, Tanhs};
use crate::contest::{Contestant, Limit, OURS, Work};
use crate::data;
use crate::oracle::{self, Fault};
use crate::rivals::arrays::{Three, Two};
use crate::rivals::network::{Layers, Nalgebra, Small};
use crate::rivals::{MULTIPLIERS, images, plain};

/// The number of alternating digits. They are few, so that they stay in the cache together with the weights.
const DIGITS: usize = 16;

/// A network and its inputs.
struct Problem<N: TrainableNetwork> {
    net: Box<N>,
    inputs: Vec<N::Input>,
}

/// A contestant that runs a network: `run` computes the output for an input.
struct Runner<N: TrainableNetwork, S, R> {
    problem: Rc<Problem<N>>,
    state: S,
    run: R,
    turn: usize,
    output: N::Output,
}

/// The contestant for a `state`.
fn contestant<N, S, R>(problem: &Rc<Problem<N>>, name: &'static str, state: S, run: R) -> Contestant
where
    N: TrainableNetwork + Twin + 'static,
    S: 'static,
    R: FnMut(&mut S, &N::Input, &mut N::Output) + 'static,
{
    let runner = Runner {
        problem: Rc::clone(problem),
        state,
        run,
        turn: 0,
        output: N::Output::ZERO,
    };
    Contestant::new(name, runner, Runner::check, Runner::work)
}

impl<N, S, R> Runner<N, S, R>
where
    N: TrainableNetwork + Twin,
    R: FnMut(&mut S, &N::Input, &mut N::Output),
{
    fn check(&mut self) -> Result<(), Fault> {
        let mut outputs = Vec::new();
        for input in &self.problem.inputs {
            (self.run)(&mut self.state, input, &mut self.output);
            outputs.extend_from_slice(self.output.as_slice());
        }
        oracle::forward(&*self.problem.net, &self.problem.inputs).compare("outputs", &outputs)
    }

    #[inline]
    fn work(&mut self) {
        let inputs = &self.problem.inputs;
        let input = black_box(&inputs[self.turn]);
        self.turn = if self.turn + 1 == inputs.len() {
            0
        } else {
            self.turn + 1
        };
        (self.run)(&mut self.state, input, &mut self.output);
        black_box(&self.output);
    }
}

/// nn-core, with the network that all contestants use.
fn ours<N: TrainableNetwork + Twin + 'static>(problem: &Rc<Problem<N>>) -> Contestant {
    let net = Rc::clone(problem);
    contestant(problem, OURS, net, |net, input, output| {
        *output = net.net.predict(input);
    })
}

/// W1 with one dense sample.
pub(super) fn mnist() -> Result<Work, Fault> {
    Ok(through_mnist(data::rows(1, 11)))
}

/// W1 with digits.
pub(super) fn mnist_digits() -> Result<Work, Fault> {
    Ok(through_mnist(data::digits(DIGITS)?.0))
}

fn through_mnist(inputs: Vec<[f32; 784]>) -> Work {
    let net = data::network::<Mnist>(1);
    let (by_hand, loops) = (Nalgebra::of(&*net), Two::<784, 128, 10>::of(&*net));
    let problem = Rc::new(Problem { net, inputs });
    let mut contestants = vec![
        ours(&problem),
        contestant(&problem, "nalgebra", by_hand, |net, input, output| {
            output.copy_from_slice(net.forward(input));
        }),
        contestant(&problem, "plain", loops, |net, input, output| {
            *output = net.forward(input);
        }),
    ];
    let activations: [fn(&mut [f32]); 2] = [plain::relu, plain::softmax];
    // nalgebra uses matrix-vector products, which are faster here
    for rival in MULTIPLIERS
        .into_iter()
        .filter(|rival| rival.name != "nalgebra")
    {
        let layers = Layers::last_of(&*problem.net, rival, &activations);
        let run = |net: &mut Layers, input: &[f32; 784], output: &mut [f32; 10]| {
            output.copy_from_slice(net.forward(input));
        };
        contestants.push(contestant(&problem, rival.name, layers, run));
    }
    Work {
        flops: forward_flops::<Mnist>(),
        limit: Limit::Reading(784 * 128 * size_of::<f32>()),
        contestants,
    }
}

/// W2a.
pub(super) fn tanhs() -> Result<Work, Fault> {
    Ok(through_small::<4, 16, 3, Tanhs>(f32::tanh, plain::tanh))
}

/// W2b.
pub(super) fn relus() -> Result<Work, Fault> {
    Ok(through_small::<16, 32, 4, Relus>(
        |z| z.max(0.0),
        plain::relu,
    ))
}

fn through_small<const I: usize, const H: usize, const O: usize, N>(
    activation: impl Fn(f32) -> f32 + Copy + 'static,
    activations: impl Fn(&mut [f32]) + Copy + 'static,
) -> Work
where
    N: TrainableNetwork<Input = [f32; I], Output = [f32; O]> + Twin + Boxed + 'static,
{
    let net = data::network::<N>(2);
    let (by_hand, loops) = (Small::<I, H, O>::of(&*net), Three::<I, H, O>::of(&*net));
    let inputs = data::rows(1, 12);
    let problem = Rc::new(Problem { net, inputs });
    let contestants = vec![
        ours(&problem),
        contestant(
            &problem,
            "nalgebra",
            Box::new(by_hand),
            move |net, input, output| {
                *output = net.forward(input, activation);
            },
        ),
        contestant(&problem, "plain", loops, move |net, input, output| {
            *output = net.forward(input, activations);
        }),
    ];
    Work {
        flops: forward_flops::<N>(),
        limit: Limit::Arithmetic,
        contestants,
    }
}

/// W6.
pub(super) fn lenet() -> Result<Work, Fault> {
    let net = data::network::<LeNet>(6);
    let rivals = MULTIPLIERS.map(|rival| (rival.name, images::LeNet::of(&*net, rival)));
    let inputs = data::rows(1, 16);
    let problem = Rc::new(Problem { net, inputs });
    let mut contestants = vec![ours(&problem)];
    for (name, net) in rivals {
        contestants.push(contestant(&problem, name, net, |net, input, output| {
            output.copy_from_slice(net.forward(Tensor::as_slice(input)));
        }));
    }
    Ok(Work {
        flops: forward_flops::<LeNet>(),
        limit: Limit::Arithmetic,
        contestants,
    })
}
