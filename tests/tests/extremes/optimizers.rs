//! Optimizers with extreme settings: after a step all numbers are finite, or it is refused and changes nothing.

use nn_core::Error;
use nn_core::prelude::*;

use tests::parameters::random;

use crate::outcome::{Fate, INPUTS, Net, TARGETS, bits, check, everything, words};

/// Weights from 1e-38 to almost the largest number. The loss does not depend on those with an input of 0.
fn weights(scale: f32) -> Net {
    let mut net: Net = random(3);
    net.parameters_mut(&mut |block| block.iter_mut().for_each(|value| *value *= scale));
    net
}

/// Twenty steps. After each, everything is finite, or the step is refused and changes nothing.
fn stays_finite<O: Optimizer + Copy>(name: &str, optimizer: O) -> Result<(), Error> {
    let rates = [0.0, 1e-45, 1e-3, 1.0, 1e3, 1e10, 1e30, 1e38, 3e38];
    let scales = [1e-38, 1.0, 1e10, 1e20, 1e30, 3e38];
    for (rate, scale) in rates
        .iter()
        .flat_map(|rate| scales.map(|scale| (*rate, scale)))
    {
        for is_hidden in [false, true] {
            let case = format!("{name}, rate {rate}, weights {scale}, hidden {is_hidden}");
            let mut optimizer = optimizer;
            optimizer.set_learning_rate(rate);
            let mut trainer = Trainer::<Net, _, O, 4>::new(MeanSquaredError, optimizer);
            let (mut net, mut inputs) = (weights(if is_hidden { 1.0 } else { scale }), INPUTS);
            if is_hidden {
                inputs.iter_mut().for_each(|input| input[0] = 0.0);
                net.layers.first.weights[0] = [scale, -scale, 0.5 * scale];
            }
            for step in 0..20 {
                let before = everything(&net, &trainer);
                let result = trainer.step(&mut net, &inputs, &TARGETS);
                let after = everything(&net, &trainer);
                let case = format!("{case}, step {step}");
                check(&case, Fate::Either, &result, [&before, &after]);
                if result.is_err() {
                    break;
                }
            }
        }
    }
    Ok(())
}

#[test]
fn optimizers_with_extreme_settings() -> Result<(), Error> {
    let sgd = Sgd::new(1.0);
    stays_finite("sgd", sgd)?;
    for decay in [1e-4, 0.3, 1.0, 1e30] {
        stays_finite("sgd with decay", sgd.with_weight_decay(decay))?;
        for factor in [0.0, 0.9, 0.999, 0.999_999_94] {
            let momentum = sgd.with_weight_decay(decay).with_momentum(factor);
            stays_finite(&format!("momentum {factor}, decay {decay}"), momentum)?;
            stays_finite(
                &format!("nesterov {factor}, decay {decay}"),
                momentum.with_nesterov(),
            )?;
        }
    }
    stays_finite("momentum", sgd.with_momentum(0.9))?;
    let (adam, w, rms) = (Adam::new(1.0), AdamW::new(1.0), RmsProp::new(1.0));
    stays_finite("adam", adam)?;
    stays_finite("adamw", w)?;
    stays_finite("rmsprop", rms)?;
    for beta in [0.0, 0.999_999_94] {
        stays_finite("adam with betas", adam.with_betas(beta, beta))?;
        stays_finite("adam with betas", adam.with_betas(0.9, beta))?;
        stays_finite("adam with betas", adam.with_betas(beta, 0.9))?;
        stays_finite("rmsprop with smoothing", rms.with_smoothing(beta))?;
    }
    for epsilon in [1e-45, 1e-38, 1e-16, 1.0, 1e30, 3e38] {
        stays_finite("adam with epsilon", adam.with_epsilon(epsilon))?;
        stays_finite("adamw with epsilon", w.with_epsilon(epsilon))?;
        stays_finite("rmsprop with epsilon", rms.with_epsilon(epsilon))?;
    }
    for decay in [1e-4, 1.0, 1e30] {
        stays_finite("adam with decay", adam.with_weight_decay(decay))?;
        stays_finite("adamw with decay", w.with_weight_decay(decay))?;
        stays_finite("rmsprop with decay", rms.with_weight_decay(decay))?;
    }
    Ok(())
}

/// The default settings are accepted. Settings that overflow are refused, with the rate.
#[test]
fn a_step_that_overflows_is_refused() -> Result<(), Error> {
    fn step<O: Optimizer>(optimizer: O) -> Result<Step, Error> {
        let mut net: Net = random(3);
        let before = bits(&net);
        let mut trainer = Trainer::<Net, _, O, 4>::new(MeanSquaredError, optimizer);
        let result = trainer.step(&mut net, &INPUTS, &TARGETS);
        assert_eq!(result.is_ok(), bits(&net) != before);
        result
    }
    let too_large = |learning_rate| Err(Error::NonFiniteStep { learning_rate });
    for rate in [1e38, 3e38] {
        assert_eq!(step(Sgd::new(rate)), too_large(rate));
        assert_eq!(step(Sgd::new(rate).with_momentum(0.9)), too_large(rate));
        assert_eq!(step(Adam::new(rate)), too_large(rate));
        assert_eq!(step(AdamW::new(rate)), too_large(rate));
        assert_eq!(step(RmsProp::new(rate)), too_large(rate));
        let mut net: Net = random(3);
        let mut online = OnlineTrainer::new(MeanSquaredError, rate);
        let result = online.step(&mut net, &INPUTS[0], &TARGETS[0]);
        assert_eq!(result, too_large(rate));
        assert_eq!(bits(&net), bits(&random::<Net>(3)));
    }
    for rate in [1e-6, 0.1, 10.0, 1e3] {
        step(Sgd::new(rate))?;
        step(Sgd::new(rate).with_weight_decay(2.0).with_momentum(0.99))?;
        step(Adam::new(rate))?;
        step(Adam::new(rate).with_epsilon(1e-16).with_weight_decay(0.1))?;
        step(AdamW::new(rate))?;
        step(RmsProp::new(rate).with_weight_decay(0.1))?;
    }
    Ok(())
}

/// The moments of a gradient that has become 0 decay to 0 and not to denormal numbers, which are slow.
#[test]
fn moments_do_not_stay_denormal() -> Result<(), Error> {
    fn check<O: Optimizer>(name: &str, optimizer: O) -> Result<(), Error> {
        let mut net: Net = random(3);
        let mut trainer = Trainer::<Net, _, O, 4>::new(MeanSquaredError, optimizer);
        trainer.step(&mut net, &INPUTS, &TARGETS)?;
        let inputs = INPUTS.map(|[_, value]| [0.0, value]);
        let mut had_denormals = false;
        for _ in 1..64 * 64 {
            trainer.step(&mut net, &inputs, &TARGETS)?;
            let state = &words(&trainer)[3..];
            had_denormals |= state
                .iter()
                .any(|word| f32::from_bits(*word).is_subnormal());
        }
        let state = &words(&trainer)[3..];
        let zeros = state.iter().filter(|word| **word == 0).count();
        assert!(had_denormals && zeros >= 3, "{name}: {zeros}");
        assert!(
            !state
                .iter()
                .any(|word| f32::from_bits(*word).is_subnormal()),
            "{name}"
        );
        Ok(())
    }
    check("momentum", Sgd::new(1e-3).with_momentum(0.9))?;
    check("adam", Adam::new(1e-3).with_betas(0.9, 0.95))?;
    check("adamw", AdamW::new(1e-3).with_betas(0.9, 0.95))?;
    check("rmsprop", RmsProp::new(1e-3).with_smoothing(0.9))
}
