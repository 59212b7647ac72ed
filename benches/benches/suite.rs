//! All workloads and kernels as criterion benchmarks. Each contestant is checked before it is timed: `cargo bench -p benches -- W5`.

#![forbid(unsafe_code)]

use std::time::{Duration, Instant};

use benches::contest::Entry;
use benches::{kernel, work};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn works(criterion: &mut Criterion) {
    work::ALL.iter().for_each(|entry| contest(criterion, entry));
}

fn kernels(criterion: &mut Criterion) {
    kernel::all()
        .iter()
        .for_each(|entry| contest(criterion, entry));
}

/// The contestants of a workload in one group.
fn contest(criterion: &mut Criterion, entry: &Entry) {
    let work = (entry.build)().unwrap_or_else(|fault| panic!("{}: {fault}", entry.name));
    let mut group = criterion.benchmark_group(entry.name);
    if work.flops > 0.0 {
        // one element is one floating-point operation
        group.throughput(Throughput::Elements(work.flops as u64));
    }
    for mut contestant in work.contestants {
        let mut is_checked = false;
        group.bench_function(contestant.name, |bencher| {
            if !is_checked {
                let check = contestant.check();
                check
                    .unwrap_or_else(|fault| panic!("{}, {}: {fault}", entry.name, contestant.name));
                is_checked = true;
            }
            bencher.iter_custom(|times| {
                let start = Instant::now();
                contestant.work(times);
                start.elapsed()
            });
        });
    }
    group.finish();
}

/// Short measurement times, so that the whole suite takes minutes.
fn settings() -> Criterion {
    let settings = Criterion::default().sample_size(20);
    settings
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1))
}

criterion_group! {
    name = suite;
    config = settings();
    targets = works, kernels
}
criterion_main!(suite);
