//! PyTorch's values, which it computed in `f64`: forward, loss, every gradient, and ten steps of each optimiser.

use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;

use tests::compare::{assert_close, widen};
use tests::parameters;
use tests::pass::{flat, pass};
use tests::reference::{self, Reference, exact};
use tests::tolerance::PARITY;

/// Room for every batch of the files.
const BATCH: usize = 6;

/// One file, and the network, the loss and the targets with which nn-core does the same.
struct Case<N: Network, L, T> {
    name: &'static str,
    reference: Reference,
    net: N,
    loss: L,
    inputs: Vec<N::Input>,
    targets: Vec<T>,
}

impl<N, L, T> Case<N, L, T>
where
    N: Network,
    L: Loss + Copy,
    N::Activation: EndsIn<L::Needs, L>,
    T: Target<L, N::Output>,
{
    fn new(name: &'static str, loss: L, targets: impl Fn(&Reference) -> Vec<T>) -> Self {
        let reference = Reference::read(name);
        let mut net = N::ZERO;
        let start: Vec<f32> = reference.parameters("").into_iter().map(exact).collect();
        parameters::write(&mut net, &start);
        Case {
            name,
            net,
            loss,
            inputs: reference.rows("input"),
            targets: targets(&reference),
            reference,
        }
    }

    fn check(&self) {
        self.check_pass();
        self.check_inference();
        for optimizer in self.reference.optimizers() {
            self.check_optimizer(optimizer);
        }
    }

    fn close(&self, what: &str, got: &[f32], want: &[f64]) {
        assert_close(&format!("{}, {what}", self.name), got, want, &PARITY);
    }

    /// Forward and backward as training makes them.
    fn check_pass(&self) {
        let pass = pass::<BATCH, N, L, T>(&self.net, &self.loss, &self.inputs, &self.targets);
        self.close("loss", &[pass.loss], &[self.reference.setting("loss")]);
        self.close("logits", &pass.logits, self.reference.values("logits"));
        self.close("output", &pass.outputs, self.reference.values("output"));
        self.close(
            "grad.input",
            &pass.d_inputs,
            self.reference.values("grad.input"),
        );
        let d_parameters = self.reference.parameters("grad.");
        self.close("gradients", &pass.d_parameters, &d_parameters);

        let mut net = N::ZERO;
        parameters::write(&mut net, &parameters::read(&self.net));
        let mut trainer =
            Trainer::<N, L, Sgd, BATCH>::new(self.loss, Sgd::new(1.0).expect("a rate"));
        let step = trainer.step(&mut net, &self.inputs, &self.targets);
        let norm = d_parameters.iter().map(|d| d * d).sum::<f64>().sqrt();
        let step = step.expect("a step");
        self.close(
            "a trainer's loss",
            &[step.loss],
            &[self.reference.setting("loss")],
        );
        self.close("a trainer's norm", &[step.gradient_norm], &[norm]);
        self.close(
            "a trainer's gradients",
            trainer.gradients().as_slice(),
            &d_parameters,
        );
    }

    /// Forward as a user makes it, one sample at a time.
    fn check_inference(&self) {
        let outputs: Vec<N::Output> = self.inputs.iter().map(|x| self.net.predict(x)).collect();
        self.close(
            "predictions",
            &flat(&outputs),
            self.reference.values("output"),
        );
        let logits: Vec<N::Output> = self.inputs.iter().map(|x| self.net.logits(x)).collect();
        self.close(
            "inferred logits",
            &flat(&logits),
            self.reference.values("logits"),
        );
        let trainer = Trainer::<N, L, Sgd, 1>::new(self.loss, Sgd::new(1.0).expect("a rate"));
        let loss = trainer.loss(&self.net, &self.inputs, &self.targets);
        let loss = loss.expect("a loss");
        self.close("inferred loss", &[loss], &[self.reference.setting("loss")]);
    }

    fn check_optimizer(&self, name: &str) {
        let set = |setting: &str| exact(self.reference.setting(&format!("{name}.{setting}")));
        let (rate, decay) = (set("learning_rate"), set("weight_decay"));
        let (beta1, beta2, epsilon) = (set("beta1"), set("beta2"), set("epsilon"));
        let result = match name {
            "sgd" => Sgd::new(rate)
                .and_then(|sgd| sgd.with_weight_decay(decay))
                .map(|sgd| self.check_trajectory(name, sgd)),
            "momentum" | "nesterov" => Sgd::new(rate)
                .and_then(|sgd| sgd.with_weight_decay(decay)?.with_momentum(set("momentum")))
                .map(|sgd| {
                    if set("nesterov") == 1.0 {
                        sgd.nesterov()
                    } else {
                        sgd
                    }
                })
                .map(|sgd| self.check_trajectory(name, sgd)),
            "adam" | "adam_decay" => Adam::new(rate)
                .and_then(|adam| adam.with_betas(beta1, beta2)?.with_epsilon(epsilon))
                .and_then(|adam| adam.with_weight_decay(decay))
                .map(|adam| self.check_trajectory(name, adam)),
            "adamw" => AdamW::new(rate)
                .and_then(|adam| adam.with_betas(beta1, beta2)?.with_epsilon(epsilon))
                .and_then(|adam| adam.with_weight_decay(decay))
                .map(|adam| self.check_trajectory(name, adam)),
            "rmsprop" => RmsProp::new(rate)
                .and_then(|rms| rms.with_smoothing(set("alpha"))?.with_epsilon(epsilon))
                .and_then(|rms| rms.with_weight_decay(decay))
                .map(|rms| self.check_trajectory(name, rms)),
            _ => panic!("{}: there is no optimiser `{name}`", self.name),
        };
        result.expect("settings that nn-core takes");
    }

    /// All steps of an optimiser, each with the whole batch.
    fn check_trajectory<O: Optimizer>(&self, name: &str, optimizer: O) {
        let mut net = N::ZERO;
        parameters::write(&mut net, &parameters::read(&self.net));
        let mut trainer = Trainer::<N, L, O, BATCH>::new(self.loss, optimizer);
        let want = self.reference.values(&format!("{name}.losses"));
        assert_eq!(
            want.len() as f64,
            self.reference.setting(&format!("{name}.steps"))
        );
        let losses = want.iter().map(|_| {
            let step = trainer.step(&mut net, &self.inputs, &self.targets);
            step.expect("a step").loss
        });
        let losses: Vec<f32> = losses.collect();
        self.close(&format!("{name}.losses"), &losses, want);
        let end = self.reference.parameters(&format!("{name}."));
        self.close(
            &format!("parameters after {name}"),
            &parameters::read(&net),
            &end,
        );
        let start = widen(&parameters::read(&self.net));
        assert_ne!(start, end, "{}: {name} moves the parameters", self.name);
    }
}

/// The classes of a case; of the network only its number of outputs matters.
fn classes<N: Network>(reference: &Reference) -> Vec<usize> {
    let classes = reference.values("target").iter();
    let classes = classes.map(|class| *class as usize);
    classes
        .inspect(|class| assert!(*class < N::Output::LEN))
        .collect()
}

fn numbers<N: Network>(reference: &Reference) -> Vec<N::Output> {
    reference.rows("target")
}

macro_rules! cases {
    ($($name:ident: $net:ty, $loss:expr, $targets:ident;)+) => {
        $(
            #[test]
            fn $name() {
                Case::<$net, _, _>::new(stringify!($name), $loss, $targets::<$net>).check();
            }
        )+

        #[test]
        fn every_file_is_checked() {
            let mut checked = vec![$(stringify!($name)),+];
            checked.sort_unstable();
            assert_eq!(reference::names(), checked);
        }
    };
}

cases! {
    deep_relu_ce:
        network![7 => Dense<9, Relu> => Dense<8, Relu> => Dense<6, Relu> => Dense<4, Softmax>], CrossEntropy, classes;
    elu_identity_huber: network![3 => Dense<17, Elu> => Dense<5>], Huber::default(), numbers;
    extreme_bce: network![7 => Dense<8, Relu> => Dense<5, Sigmoid>], BinaryCrossEntropy, numbers;
    extreme_ce: network![7 => Dense<8, Relu> => Dense<5, Softmax>], CrossEntropy, classes;
    gelu_identity_mse: network![5 => Dense<7, Gelu> => Dense<4>], MeanSquaredError, numbers;
    identity_identity_mse: network![7 => Dense<3>], MeanSquaredError, numbers;
    leaky_identity_mae: network![9 => Dense<8, LeakyRelu> => Dense<3>], MeanAbsoluteError, numbers;
    relu_sigmoid_bce: network![17 => Dense<9, Relu> => Dense<10, Sigmoid>], BinaryCrossEntropy, numbers;
    relu_softmax_mse: network![5 => Dense<11, Relu> => Dense<4, Softmax>], MeanSquaredError, numbers;
    relu_tanh_mse: network![5 => Dense<7, Relu> => Dense<4, Tanh>], MeanSquaredError, numbers;
    sigmoid_identity_mse: network![3 => Dense<17, Sigmoid> => Dense<5>], MeanSquaredError, numbers;
    silu_softplus_mse: network![9 => Dense<8, Silu> => Dense<3, Softplus>], MeanSquaredError, numbers;
    softplus_softmax_ce_soft:
        network![9 => Dense<8, Softplus> => Dense<3, Softmax>], CrossEntropy, numbers;
    tanh_softmax_ce: network![5 => Dense<7, Tanh> => Dense<4, Softmax>], CrossEntropy, classes;
}
