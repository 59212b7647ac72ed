//! Fake quantization of whole networks.

use super::super::calibration::quantize_network;
use super::{FakeQuantize, FakeValues};
use crate::layer::int8::Rounding;
use crate::layer::{Chain, Layer};
use crate::network::{Composed, Net};
use crate::quantize::{
    Calibrate, Calibration, Quantizable, Quantize, QuantizeError, Report, Statistic,
};

/// The layers of a fake-quantized network.
type Fake<N> = Chain<
    FakeValues<<N as Layer>::Input>,
    <<N as Composed>::Layers as FakeQuantize>::FakeQuantized,
>;

/// A network that can be trained with the rounding of its network of `i8` (quantization-aware training; Jacob et al., "Quantization and
/// Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", 2018).
///
/// Train the network, quantize it, and train its fake-quantized form for some last epochs with a small learning rate. The scales of the
/// values are those of the calibration and do not change. The scales of the weights follow from the weights.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<16, Relu> => Dense<2, Softmax>];
/// type Fake = fake_quantized![Net];
/// type Net8 = quantized![Net];
///
/// let inputs: [[f32; 2]; 400] = core::array::from_fn(|i| [i % 20, i / 20].map(|x| x as f32 / 10.0 - 0.95));
/// let classes = inputs.map(|[x, y]| x * x + y * y > 0.5); // outside a circle?
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = Trainer::<Net, _, _, 20>::new(CrossEntropy, Adam::new(0.02));
/// Fit::epochs(50).seed(42).run(&mut trainer, &mut net, (&inputs, &classes))?;
///
/// let mut calibration = Calibration::<Net>::ZERO;
/// calibration.observe(&net, &inputs)?;
/// let mut net8 = Net8::ZERO;
/// let _ = net.quantize_into(&calibration, &mut net8)?;
///
/// let mut fake = Fake::ZERO;
/// net.fake_quantize_into(&net8, &mut fake);
/// let mut trainer = Trainer::<Fake, _, _, 20>::new(CrossEntropy, Adam::new(0.002));
/// Fit::epochs(10).seed(43).run(&mut trainer, &mut fake, (&inputs, &classes))?;
/// let _ = net.quantize_trained_into(&fake, &calibration, &mut net8)?;
///
/// for input in &inputs {
///     assert!((fake.predict(input)[0] - net8.predict(input)[0]).abs() < 0.02);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait FakeQuantizable: Quantizable<Layers: FakeQuantize + Calibrate> {
    /// Writes the parameters of this network, and the scales of `quantized`, its network of `i8`, into the network of the type
    /// [`fake_quantized!`](crate::fake_quantized).
    fn fake_quantize_into<R: Rounding, Params, ArenaLength, Beside, P, A, B>(
        &self,
        quantized: &Net<<Self::Layers as Quantize>::Quantized<R>, Params, ArenaLength, Beside>,
        fake: &mut Net<Fake<Self>, P, A, B>,
    ) {
        let Chain { first, last } = &mut fake.layers;
        let [input, _] = quantized.layers.scales();
        first.scale = input.unwrap_or_default();
        self.layers()
            .fake_quantize(&quantized.layers, first.scale, last);
    }

    /// Copies the parameters of the trained network `fake` into this network, and quantizes it with the same scales. Biases are not
    /// corrected, because they were trained with the rounded weights.
    ///
    /// # Errors
    /// As [`quantize_into`](Quantizable::quantize_into).
    fn quantize_trained_into<S: Statistic, R: Rounding, Params, ArenaLength, Beside, P, A, B>(
        &mut self,
        fake: &Net<Fake<Self>, P, A, B>,
        calibration: &Calibration<Self, S>,
        quantized: &mut Net<<Self::Layers as Quantize>::Quantized<R>, Params, ArenaLength, Beside>,
    ) -> Result<Report<<Self::Layers as Calibrate>::Rows>, QuantizeError> {
        self.layers_mut().restore(&fake.layers.last);
        quantize_network(self, calibration, quantized, false)
    }
}

impl<N: Quantizable<Layers: FakeQuantize + Calibrate>> FakeQuantizable for N {}
