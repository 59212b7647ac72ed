//! Compares a network with PyTorch's values: forward pass, loss, every gradient, and steps of optimizers.

use nn_core::instruction_set::InstructionSet;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;

use crate::compare::{assert_within, widen};
use crate::instruction_sets;
use crate::parameters;
use crate::pass::{flat, pass};
use crate::reference::{Reference, exact};
use crate::tolerance::{FUSED_SUMS, PARITY};

/// The maximum batch size of the files.
const BATCH: usize = 6;

/// The running statistics of a network in the order of its layers, each mean before its variance.
pub type Statistics<N> = fn(&mut N) -> Vec<&mut [f32]>;

/// A file, and nn-core's network, loss and targets for it.
pub struct Case<N: Network, L, T> {
    name: &'static str,
    reference: Reference,
    net: N,
    statistics: Statistics<N>,
    loss: L,
    inputs: Vec<N::Input>,
    targets: Vec<T>,
}

impl<N, L, T> Case<N, L, T>
where
    N: Network + Clone,
    L: Loss + Copy,
    N::Activation: EndsIn<L::Needs, L>,
    T: Target<L, N::Output>,
{
    /// Reads the file with this name: parameters, inputs and targets.
    ///
    /// # Panics
    /// If there is no such file, or it is for another network.
    pub fn read(name: &'static str, loss: L, targets: impl Fn(&Reference) -> Vec<T>) -> Self {
        let reference = Reference::read(name);
        let mut net = N::ZERO;
        let start: Vec<f32> = reference.parameters("").into_iter().map(exact).collect();
        parameters::write(&mut net, &start);
        Case {
            name,
            net,
            statistics: |_| Vec::new(),
            loss,
            inputs: reference.rows("input"),
            targets: targets(&reference),
            reference,
        }
    }

    /// A network with the running statistics of the file.
    pub fn with_statistics(mut self, statistics: Statistics<N>) -> Self {
        self.statistics = statistics;
        let start = self.reference.statistics("");
        let start: Vec<f32> = start.into_iter().map(exact).collect();
        let mut rest = &start[..];
        for held in statistics(&mut self.net) {
            let (now, later) = rest.split_at(held.len());
            held.copy_from_slice(now);
            rest = later;
        }
        self
    }

    /// Compares all values of the file, with each instruction set.
    ///
    /// # Panics
    /// If a value differs.
    pub fn check(&self) {
        instruction_sets::each(|set| self.check_all(set));
    }

    fn check_all(&self, set: InstructionSet) {
        let statistics = self.statistics_of(&self.net);
        self.close("start", &statistics, &self.reference.statistics(""));
        self.check_pass(set);
        self.check_trainer();
        self.check_inference(set);
        for optimizer in self.reference.optimizers() {
            self.check_optimizer(optimizer);
        }
    }

    fn close(&self, what: &str, got: &[f32], want: &[f64]) {
        self.near(what, got, want, &vec![0.0; want.len()]);
    }

    /// Like [`close`](Self::close). `want` is the sum of larger terms of these sizes that cancel.
    fn near(&self, what: &str, got: &[f32], want: &[f64], terms: &[f64]) {
        let scale = |index: usize| want[index].abs() + terms[index];
        let what = format!("{}, {what}", self.name);
        assert_within(&what, got, want, |index| PARITY.limit(scale(index)));
    }

    /// Like [`close`](Self::close) for values before an activation. With fused products, terms as large as the largest value can cancel and leave
    /// another rounding error.
    fn sums(&self, set: InstructionSet, what: &str, got: &[f32], want: &[f64]) {
        let sizes = want.iter().map(|sum| sum.abs());
        let is_fused = set != InstructionSet::Portable;
        let roundoff = f64::from(is_fused) * FUSED_SUMS.limit(sizes.fold(0.0, f64::max));
        let what = format!("{}, {what}", self.name);
        let limit = |index: usize| PARITY.limit(want[index]) + roundoff;
        assert_within(&what, got, want, limit);
    }

    fn statistics_of(&self, net: &N) -> Vec<f32> {
        (self.statistics)(&mut net.clone()).concat()
    }

    /// The forward and backward pass of training.
    fn check_pass(&self, set: InstructionSet) {
        let pass = pass::<BATCH, N, L, T>(&self.net, &self.loss, &self.inputs, &self.targets);
        let want = |name: &str| self.reference.values(name);
        self.close("loss", &[pass.loss], &[self.reference.setting("loss")]);
        self.sums(set, "logits", &pass.logits, want("logits"));
        self.close("output", &pass.outputs, want("output"));
        self.close("grad.input", &pass.d_inputs, want("grad.input"));
        let d_parameters = self.reference.parameters("grad.");
        let terms = self.reference.canceled();
        self.near("gradients", &pass.d_parameters, &d_parameters, &terms);
    }

    /// The same with a trainer.
    fn check_trainer(&self) {
        let d_parameters = self.reference.parameters("grad.");
        let terms = self.reference.canceled();
        let norm = d_parameters.iter().map(|d| d * d).sum::<f64>().sqrt();
        let loss = self.reference.setting("loss");

        let sgd = Sgd::new(1.0);
        let mut trainer = Trainer::<N, L, Sgd, BATCH>::new(self.loss, sgd);
        let step = trainer.step(&mut self.net.clone(), &self.inputs, &self.targets);
        let step = step.expect("a step");
        self.close("a trainer's loss", &[step.loss], &[loss]);
        self.close("a trainer's norm", &[step.gradient_norm], &[norm]);
        let gradients = trainer.gradients().as_slice();
        self.near("a trainer's gradients", gradients, &d_parameters, &terms);
    }

    /// Inference, sample by sample. With running statistics it differs from training.
    fn check_inference(&self, set: InstructionSet) {
        let has_statistics = !self.statistics_of(&self.net).is_empty();
        let prefix = if has_statistics { "eval." } else { "" };
        let want = |name: &str| self.reference.values(&format!("{prefix}{name}"));
        self.close("predictions", &self.predictions(&self.net), want("output"));
        let logits: Vec<N::Output> = self.inputs.iter().map(|x| self.net.logits(x)).collect();
        self.sums(set, "inferred logits", &flat(&logits), want("logits"));

        let sgd = Sgd::new(1.0);
        let trainer = Trainer::<N, L, Sgd, 2>::new(self.loss, sgd);
        let loss = trainer.loss(&self.net, &self.inputs, &self.targets);
        let want = self.reference.setting(&format!("{prefix}loss"));
        self.close("inferred loss", &[loss.expect("a loss")], &[want]);
    }

    fn predictions(&self, net: &N) -> Vec<f32> {
        let outputs: Vec<N::Output> = self.inputs.iter().map(|x| net.predict(x)).collect();
        flat(&outputs)
    }

    fn check_optimizer(&self, name: &str) {
        let set = |setting: &str| exact(self.reference.setting(&format!("{name}.{setting}")));
        let (rate, decay) = (set("learning_rate"), set("weight_decay"));
        let (beta1, beta2, epsilon) = (set("beta1"), set("beta2"), set("epsilon"));
        match name {
            "sgd" => self.check_trajectory(name, Sgd::new(rate).with_weight_decay(decay)),
            "momentum" | "nesterov" => {
                let mut sgd = Sgd::new(rate)
                    .with_weight_decay(decay)
                    .with_momentum(set("momentum"));
                sgd.kind.nesterov = set("nesterov") == 1.0;
                self.check_trajectory(name, sgd);
            }
            "adam" | "adam_decay" => {
                let adam = Adam::new(rate).with_betas(beta1, beta2);
                let adam = adam.with_epsilon(epsilon).with_weight_decay(decay);
                self.check_trajectory(name, adam);
            }
            "adamw" => {
                let adam = AdamW::new(rate).with_betas(beta1, beta2);
                let adam = adam.with_epsilon(epsilon).with_weight_decay(decay);
                self.check_trajectory(name, adam);
            }
            "rmsprop" => {
                let rms = RmsProp::new(rate).with_smoothing(set("alpha"));
                let rms = rms.with_epsilon(epsilon).with_weight_decay(decay);
                self.check_trajectory(name, rms);
            }
            _ => panic!("{}: there is no optimizer `{name}`", self.name),
        }
    }

    /// All steps of an optimizer, each with the whole batch.
    fn check_trajectory<O: Optimizer>(&self, name: &str, optimizer: O) {
        let mut net = self.net.clone();
        let mut trainer = Trainer::<N, L, O, BATCH>::new(self.loss, optimizer);
        let want = self.reference.values(&format!("{name}.losses"));
        let steps = self.reference.setting(&format!("{name}.steps"));
        assert_eq!(want.len() as f64, steps);
        let losses = want.iter().map(|_| {
            let step = trainer.step(&mut net, &self.inputs, &self.targets);
            step.expect("a step").loss
        });
        let losses: Vec<f32> = losses.collect();
        self.close(&format!("{name}.losses"), &losses, want);
        let (end, after) = (parameters::read(&net), |what| {
            format!("{what} after {name}")
        });
        let want = self.reference.parameters(&format!("{name}."));
        self.close(&after("parameters"), &end, &want);
        let start = widen(&parameters::read(&self.net));
        assert_ne!(start, want, "{}: {name} moves the parameters", self.name);

        let statistics = self.statistics_of(&net);
        if !statistics.is_empty() {
            let want = self.reference.statistics(&format!("{name}."));
            self.close(&after("running statistics"), &statistics, &want);
            let want = self.reference.values(&format!("{name}.eval"));
            self.close(&after("predictions"), &self.predictions(&net), want);
        }
    }
}

/// The targets of a case with classes. Only the number of outputs of the network is used.
///
/// # Panics
/// If the network has another number of outputs.
pub fn classes<N: Network>(reference: &Reference) -> Vec<usize> {
    let classes = reference.values("target").iter();
    let classes = classes.map(|class| *class as usize);
    classes
        .inspect(|class| assert!(*class < N::Output::LEN))
        .collect()
}

/// The targets of a case with rows of numbers.
pub fn numbers<N: Network>(reference: &Reference) -> Vec<N::Output> {
    reference.rows("target")
}
