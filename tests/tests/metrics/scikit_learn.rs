//! Values of scikit-learn, computed in `f64`.

use nn_core::metrics::{
    Confusion, Ranking, Regression, RegressionScores, Scores, accuracy, log_loss, top_k_accuracy,
};
use nn_core::prelude::*;

use tests::compare::assert_within;
use tests::reference::{self, Reference, exact};
use tests::tolerance::METRICS;

fn close(name: &str, got: &[f32], want: &[f64]) {
    assert_within(name, got, want, |index| METRICS.limit(want[index]));
}

fn read(name: &str) -> Reference {
    Reference::read(&format!("metrics/{name}"))
}

fn integers(file: &Reference, name: &str) -> Vec<usize> {
    file.values(name)
        .iter()
        .map(|value| *value as usize)
        .collect()
}

#[test]
fn every_file_is_checked() {
    let mut checked = [CLASSES, RANKINGS, NUMBERS, &["number", "rows"]].concat();
    checked.sort_unstable();
    assert_eq!(reference::names("metrics"), checked);
}

const CLASSES: &[&str] = &[
    "classes",
    "classes_unpredicted",
    "classes_absent",
    "classes_constant",
    "classes_rare",
];

#[test]
fn confusion() {
    for name in CLASSES {
        let file = &read(name);
        let mut confusion = Confusion::<4>::new();
        let predicted = integers(file, "predicted");
        for (actual, predicted) in integers(file, "actual").into_iter().zip(predicted) {
            confusion.add(actual, Some(predicted)).expect("a class");
        }
        let counts = confusion.counts.concat();
        let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
        assert_eq!(counts, file.values("confusion"), "{name}");
        let numbers = [
            confusion.accuracy(),
            confusion.balanced_accuracy(),
            confusion.matthews(),
        ];
        let want = ["accuracy", "balanced", "matthews"].map(|name| file.setting(name));
        close(name, &numbers, &want);
        let classes = [0, 1, 2, 3].map(|class| confusion.class(class));
        for (part, of) in PARTS {
            close(name, &classes.map(of), file.values(part));
            let (macro_average, weighted) =
                (confusion.macro_average(), confusion.weighted_average());
            let want = ["macro", "weighted"].map(|kind| file.setting(&format!("{kind}.{part}")));
            close(name, &[of(macro_average), of(weighted)], &want);
        }
        let samples = classes.map(|scores| scores.samples as f64);
        assert_eq!(samples, file.values("samples"), "{name}");
        assert_eq!(confusion.macro_average().samples, 80);
    }
}

type Part = (&'static str, fn(Scores) -> f32);
const PARTS: [Part; 3] = [
    ("precision", |scores| scores.precision),
    ("recall", |scores| scores.recall),
    ("f1", |scores| scores.f1),
];

const RANKINGS: &[&str] = &["ranking", "ranking_ties", "ranking_equal", "ranking_worst"];

/// By hand, and as the outputs of a network with one output, in the order of the file and in that of the ranking.
#[test]
fn rankings() {
    let mut net = <network![1 => Dense<1>]>::ZERO;
    net.layers.weights = [[1.0]];
    for name in RANKINGS {
        let file = &read(name);
        let want = [file.setting("roc_auc"), file.setting("average_precision")];
        let scores: Vec<f32> = file
            .values("scores")
            .iter()
            .map(|score| exact(*score))
            .collect();
        let labels: Vec<bool> = file
            .values("positive")
            .iter()
            .map(|label| *label > 0.0)
            .collect();
        let mut pairs: Vec<_> = scores.iter().copied().zip(labels.iter().copied()).collect();
        let ranking = Ranking::new(&mut pairs);
        close(
            name,
            &[ranking.roc_auc(), ranking.average_precision()],
            &want,
        );

        let inputs: Vec<[f32; 1]> = scores.iter().map(|score| [*score]).collect();
        let mut memory = vec![(0.0, false); inputs.len() + 3];
        let ranking = Ranking::of(&net, &inputs, &labels, true, &mut memory).expect("good data");
        assert!(ranking.scores().is_sorted_by(|one, other| one.0 >= other.0));
        assert_eq!(ranking.scores().len(), inputs.len());
        close(
            name,
            &[ranking.roc_auc(), ranking.average_precision()],
            &want,
        );
        // The negated scores of the negative class have the same area.
        let ranking = Ranking::of(&net, &inputs, &labels, false, &mut memory).expect("good data");
        close(name, &[ranking.roc_auc()], &want[..1]);
    }
}

const NUMBERS: &[&str] = &["numbers", "numbers_exact"];

fn regression<const OUTPUTS: usize>(name: &str) {
    let file = &read(name);
    let mut regression = Regression::<[f32; OUTPUTS]>::ZERO;
    let targets = file.rows("target");
    for (output, target) in file.rows("output").iter().zip(&targets) {
        regression.add(output, target);
    }
    let scores: Vec<_> = (0..OUTPUTS).map(|index| regression.output(index)).collect();
    for (part, of) in MEASURES {
        let of = |scores: &RegressionScores| of(*scores);
        let each: Vec<f32> = scores.iter().map(of).collect();
        close(name, &each, file.values(&format!("each.{part}")));
        close(name, &[of(&regression.mean())], &[file.setting(part)]);
    }
}

type Measure = (&'static str, fn(RegressionScores) -> f32);
const MEASURES: [Measure; 3] = [
    ("r2", |scores| scores.r2),
    ("rmse", |scores| scores.root_mean_squared_error),
    ("mae", |scores| scores.mean_absolute_error),
];

#[test]
fn regressions() {
    for name in NUMBERS {
        regression::<4>(name);
    }
    regression::<1>("number");
}

/// Top-k accuracy, the areas of each class against the others, and log loss.
#[test]
fn rows_of_classes() {
    let file = &read("rows");
    let mut net = <network![5 => Dense<5>]>::ZERO;
    for (index, row) in net.layers.weights.iter_mut().enumerate() {
        row[index] = 1.0;
    }
    let (inputs, labels) = (file.rows("scores"), integers(file, "actual"));
    let top =
        [1, 2, 3, 4, 5].map(|k| top_k_accuracy(&net, &inputs, &labels, k).expect("good data"));
    close("top", &top, file.values("top"));
    assert_eq!(accuracy(&net, &inputs, &labels), Ok(top[0]));
    let mut memory = [(0.0, false); 70];
    let areas = [0u8, 1, 2, 3, 4].map(|class| {
        let ranking = Ranking::of(&net, &inputs, &labels, class, &mut memory);
        ranking.expect("good data").roc_auc()
    });
    close("areas", &areas, file.values("roc_auc"));
    let loss = log_loss(&net, &inputs, &labels).expect("good data");
    close("log loss", &[loss], &[file.setting("log_loss")]);
}
