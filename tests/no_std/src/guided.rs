//! Runs with schedules, clipping and validation, which keep the best network and a history.

use core::hint::black_box;

use nn_core::Error;
use nn_core::metrics::Confusion;
use nn_core::prelude::*;

use crate::{CLASSES, Classes, INPUTS};

/// Runs with each schedule, with clipping, validation, the best network and a history.
pub(crate) fn runs() -> Result<bool, Error> {
    let (net, adam) = (&mut Classes::ZERO, Adam::new(black_box(0.02)));
    net.initialize(&mut Random::seed(black_box(7)));
    let trainer = &mut Trainer::<Classes, _, _, 4>::new(CrossEntropy, adam);
    let data = (black_box(&INPUTS), black_box(&CLASSES));
    let mut best = Classes::ZERO;
    let mut workspace = Workspace::<Classes>::ZERO;
    let mut room = [Epoch::default(); 4];
    for schedule in [
        Schedule::constant(),
        Schedule::step(black_box(2), black_box(0.5)),
        Schedule::exponential(black_box(0.9)).with_warm_up(black_box(2)),
        Schedule::cosine(black_box(4), black_box(1e-4)),
        Schedule::linear(black_box(4), black_box(1e-4)),
        Schedule::one_cycle(black_box(4)),
    ] {
        let fit = Fit::epochs(black_box(4)).patience(black_box(3), 0.0);
        let report = fit
            .schedule(schedule)
            .clip_norm(black_box(0.5))
            .validate(data)
            .keep_best(&mut best)
            .history(&mut room)
            .run(trainer, net, data)?;
        let least = trainer.loss(&best, data.0, data.1)?;
        if report.best.validation != Some(least) {
            return Ok(false);
        }
    }
    let report = Fit::epochs(black_box(2))
        .schedule_steps(Schedule::linear(black_box(9), black_box(1e-4)))
        .clip_value(black_box(0.1))
        .validate_in(data, &mut workspace)
        .run(trainer, net, data)?;
    let metric = |net: &Classes| Confusion::<3>::of(net, data.0, data.1).map(|all| all.accuracy());
    Fit::epochs(black_box(2)).maximize(metric).run(trainer, net, data)?;
    Ok(report.last.validation.is_some() && room.iter().any(|epoch| epoch.number > 0))
}
