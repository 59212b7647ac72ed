//! Steps of the optimizers with the parameters of 784-128-10.

use std::rc::Rc;

use nn_core::prelude::*;
use tests::parameters;

use super::contestant;
use crate::contest::{Contestant, Entry, Limit, OURS, Work};
use crate::data;
use crate::oracle::{Fault, Rule, Twin, Want};
use crate::rivals::plain;
use crate::work::Mnist;

const RATE: f32 = 1e-3;

pub(super) const ALL: [Entry; 4] = [
    Entry::new("optimizer.Sgd", || step(Rule::Sgd, Sgd::new(RATE))),
    Entry::new("optimizer.Momentum", || step(Rule::Momentum, momentum())),
    Entry::new("optimizer.Adam", || step(Rule::Adam, Adam::new(RATE))),
    Entry::new("optimizer.RmsProp", || {
        step(Rule::RmsProp, RmsProp::new(RATE))
    }),
];

fn momentum() -> Sgd<Momentum> {
    Sgd::new(RATE).with_momentum(0.9)
}

/// A network with its optimizer.
struct Ours<O: Optimizer> {
    optimizer: O,
    state: Box<O::State<Mnist>>,
    net: Box<Mnist>,
    gradients: Box<Gradients<Mnist>>,
}

/// Parameters and gradients.
struct Loops {
    adam: plain::Adam,
    parameters: Vec<f32>,
    gradients: Vec<f32>,
}

/// An optimizer's first step.
fn step<O>(rule: Rule, optimizer: O) -> Result<Work, Fault>
where
    O: Optimizer + 'static,
    O::State<Mnist>: Boxed,
{
    let net = data::network::<Mnist>(61);
    let values = data::rows::<[f32; 1]>(Mnist::PARAMS, 62).into_flattened();
    let mut gradients = Gradients::<Mnist>::boxed();
    gradients.as_mut_slice().copy_from_slice(&values);
    let before = parameters::read(&*net);
    let want = Rc::new(Twin::new(rule, RATE, before.len()).step(&before, &values));
    let ours = Ours {
        optimizer,
        state: O::State::<Mnist>::boxed(),
        net,
        gradients,
    };
    let run = |ours: &mut Ours<O>| {
        ours.optimizer
            .step(&mut ours.state, &mut *ours.net, &ours.gradients);
    };
    let output = |ours: &Ours<O>| parameters::read(&*ours.net);
    let mut contestants = vec![contestant(OURS, ours, &want, run, output)];
    if rule == Rule::Adam {
        contestants.push(plain_adam(before, values, &want));
    }
    let rows = match rule {
        Rule::Sgd => 1,
        Rule::Momentum | Rule::RmsProp => 2,
        Rule::Adam => 3,
    };
    Ok(Work {
        flops: 0.0,
        limit: Limit::Changing(rows * Mnist::PARAMS * size_of::<f32>()),
        contestants,
    })
}

/// Adam as a plain loop.
fn plain_adam(parameters: Vec<f32>, gradients: Vec<f32>, want: &Rc<Want>) -> Contestant {
    let loops = Loops {
        adam: plain::Adam::new(RATE, parameters.len()),
        parameters,
        gradients,
    };
    let run = |loops: &mut Loops| loops.adam.step(&mut loops.parameters, &loops.gradients);
    let output = |loops: &Loops| loops.parameters.clone();
    contestant("plain", loops, want, run, output)
}
