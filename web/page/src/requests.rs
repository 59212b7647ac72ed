//! The requests of the page's JavaScript.

use nn_core::prelude::{Network, Tensor};

use crate::{Division, Drawing, Figure, Image, Lesson, Mnist, Mnist8, Place, Reader};

/// What the page remembers between two requests.
#[derive(Default)]
pub struct Page {
    reader: Reader,
    lesson: Option<Lesson>,
    division: Option<Division>,
    answer: Vec<u8>,
}

/// The requests. Their numbers are those of `site/wasm.js`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Request {
    /// The bytes are the weights of the `f32` network in the safetensors format. Answers with the bytes that the network takes on a device.
    Load,
    /// The bytes are the weights of the `i8` network in the safetensors format. Answers as `Load` does.
    LoadQuantized,
    /// The bytes are an image of weights of the `f32` network.
    Restore,
    /// The bytes are places of a pen: `x`, `y`, and 1 where a line begins. Answers with the digit: 784 numbers, none if there is no place.
    Digit,
    /// The bytes are the 784 numbers of a digit. Answers with 128 values of the hidden layer, 10 outputs, and 10 of the `i8` network.
    Read,
    /// Answers with the 784 weights of the unit `a` of the hidden layer.
    Unit,
    /// The bytes are `a` digits of 784 bytes, and their labels. The last `b` are held back. Answers with the numbers of samples in a step,
    /// in an epoch, and of those that are held back.
    Lesson,
    /// Begins the lesson again, with the seed `a`.
    Begin,
    /// Takes `a` steps. Answers with their mean loss and the number of all samples.
    Learn,
    /// Answers with the accuracy for the digits that are held back.
    Test,
    /// Answers with an image of the trained weights.
    Weights,
    /// Answers with the held back digit `a`: 784 numbers and its label.
    Held,
    /// Begins to divide the figure `a`, with the seed `b`. Answers with three numbers for each point: its place and its class.
    Divide,
    /// Trains for `a` epochs. Answers with the loss, the accuracy, and `b` x `b` outputs.
    Epochs,
    /// The bytes are a line of `network!`. Answers with JSON.
    Describe,
}

/// A request that was refused: one that is not known, or whose bytes do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused;

impl Request {
    const ALL: [Request; 15] = [
        Request::Load,
        Request::LoadQuantized,
        Request::Restore,
        Request::Digit,
        Request::Read,
        Request::Unit,
        Request::Lesson,
        Request::Begin,
        Request::Learn,
        Request::Test,
        Request::Weights,
        Request::Held,
        Request::Divide,
        Request::Epochs,
        Request::Describe,
    ];

    /// The request with this number.
    pub fn numbered(number: u32) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|request| *request as u32 == number)
    }
}

impl Page {
    /// Answers a request. The answer is then in [`answer`](Self::answer).
    ///
    /// # Errors
    /// The request does not fit. The answer is empty.
    pub fn request(
        &mut self,
        request: Request,
        [a, b]: [u32; 2],
        bytes: &[u8],
    ) -> Result<(), Refused> {
        self.answer.clear();
        let answer = self.compute(request, [a, b].map(|number| number as usize), bytes);
        self.answer = answer.ok_or(Refused)?;
        Ok(())
    }

    /// The bytes of the last answer. Numbers are little-endian.
    pub fn answer(&self) -> &[u8] {
        &self.answer
    }

    fn compute(&mut self, request: Request, [a, b]: [usize; 2], bytes: &[u8]) -> Option<Vec<u8>> {
        match request {
            Request::Load => {
                self.reader.load(bytes).ok()?;
                Some(numbers(&[Mnist::FLASH_BYTES as f32]))
            }
            Request::LoadQuantized => {
                self.reader.load_quantized(bytes).ok()?;
                Some(numbers(&[Mnist8::FLASH_BYTES as f32]))
            }
            Request::Restore => self.reader.restore(bytes).ok().map(|()| Vec::new()),
            Request::Digit => digit(bytes),
            Request::Read => self.read(bytes),
            Request::Unit => self.reader.weights_of(a).map(|weights| numbers(&weights)),
            Request::Lesson => self.begin_lesson(bytes, a, b),
            Request::Begin => {
                self.lesson.as_mut()?.begin(a as u64);
                Some(Vec::new())
            }
            Request::Learn => self.learn(a),
            Request::Test => Some(numbers(&[self.lesson.as_ref()?.accuracy().ok()?])),
            Request::Weights => self.lesson.as_ref()?.weights().ok(),
            Request::Held => {
                let (image, label) = self.lesson.as_ref()?.held(a)?;
                Some([numbers(image), numbers(&[f32::from(label)])].concat())
            }
            Request::Divide => self.divide(a, b),
            Request::Epochs => self.epochs(a, b),
            Request::Describe => {
                let line = std::str::from_utf8(bytes).ok()?;
                Some(language::describe(line).into_bytes())
            }
        }
    }

    fn read(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let image: Image = values(bytes)?.try_into().ok()?;
        let reading = self.reader.read(&image);
        let parts = [&reading.hidden[..], &reading.output, &reading.quantized];
        Some(numbers(&parts.concat()))
    }

    fn begin_lesson(&mut self, bytes: &[u8], count: usize, held: usize) -> Option<Vec<u8>> {
        let (pixels, labels) = bytes.split_at_checked(count.checked_mul(Image::LEN)?)?;
        let lesson = Lesson::new(pixels, labels, held).ok()?;
        let counts = lesson.counts().map(|count| count as f32);
        self.lesson = Some(lesson);
        Some(numbers(&counts))
    }

    fn learn(&mut self, steps: usize) -> Option<Vec<u8>> {
        let lesson = self.lesson.as_mut()?;
        let mut sum = 0.0;
        for _ in 0..steps {
            sum += lesson.step().ok()?;
        }
        Some(numbers(&[sum / steps as f32, lesson.samples() as f32]))
    }

    fn divide(&mut self, figure: usize, seed: usize) -> Option<Vec<u8>> {
        let figure = *[Figure::Ring, Figure::Spiral, Figure::Squares].get(figure)?;
        let division = Division::new(figure, seed as u64);
        let points = division
            .points()
            .flat_map(|([x, y], class)| [x, y, f32::from(u8::from(class))]);
        let points: Vec<f32> = points.collect();
        self.division = Some(division);
        Some(numbers(&points))
    }

    fn epochs(&mut self, epochs: usize, side: usize) -> Option<Vec<u8>> {
        let division = self.division.as_mut()?;
        let mut loss = 0.0;
        for _ in 0..epochs {
            loss = division.epoch().ok()?;
        }
        let mut answer = vec![loss, division.accuracy()];
        answer.extend(division.map(side.min(256)));
        Some(numbers(&answer))
    }
}

/// The digit of drawn lines.
fn digit(bytes: &[u8]) -> Option<Vec<u8>> {
    let values = values(bytes)?;
    let (places, rest) = values.as_chunks::<3>();
    let place = |&[x, y, begins]: &[f32; 3]| Place {
        x,
        y,
        begins: begins > 0.0,
    };
    let places: Vec<Place> = places.iter().map(place).collect();
    let drawing = Drawing::new(&places).filter(|_| rest.is_empty())?;
    Some(
        drawing
            .digit()
            .map_or_else(Vec::new, |digit| numbers(&digit)),
    )
}

/// Bytes as numbers.
fn values(bytes: &[u8]) -> Option<Vec<f32>> {
    let (words, rest) = bytes.as_chunks::<4>();
    let values = words.iter().map(|word| f32::from_le_bytes(*word));
    rest.is_empty().then(|| values.collect())
}

/// Numbers as bytes.
fn numbers(numbers: &[f32]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_have_their_numbers() {
        for (number, request) in (0..).zip(Request::ALL) {
            assert_eq!(
                (request as u32, Request::numbered(number)),
                (number, Some(request))
            );
        }
        assert_eq!(Request::numbered(Request::ALL.len() as u32), None);
    }

    #[test]
    fn a_request_that_does_not_fit_is_refused() {
        let mut page = Page::default();
        for (request, numbers, bytes) in [
            (Request::Load, [0, 0], 10),
            (Request::LoadQuantized, [0, 0], 10),
            (Request::Restore, [0, 0], 10),
            (Request::Digit, [0, 0], 10),
            (Request::Digit, [0, 0], 4 * 4),
            (Request::Read, [0, 0], 4 * 784 - 1),
            (Request::Unit, [128, 0], 0),
            (Request::Lesson, [2, 1], 784),
            (Request::Lesson, [u32::MAX, 1], 784),
            (Request::Begin, [1, 0], 0),
            (Request::Learn, [1, 0], 0),
            (Request::Test, [0, 0], 0),
            (Request::Weights, [0, 0], 0),
            (Request::Held, [0, 0], 0),
            (Request::Divide, [3, 0], 0),
            (Request::Epochs, [1, 1], 0),
        ] {
            let answer = page.request(request, numbers, &vec![0; bytes]);
            assert_eq!(
                (answer, page.answer()),
                (Err(Refused), &[][..]),
                "{request:?}"
            );
        }
        assert_eq!(
            page.request(Request::Describe, [0, 0], b"\xFF"),
            Err(Refused)
        );
    }

    #[test]
    fn answers_have_their_lengths() {
        let mut page = Page::default();
        for (request, numbers, bytes, length) in [
            (Request::Digit, [0, 0], Vec::new(), 0),
            (Request::Digit, [0, 0], vec![0; 4 * 6], 4 * 784),
            (Request::Read, [0, 0], vec![0; 4 * 784], 4 * 148),
            (Request::Unit, [127, 0], Vec::new(), 4 * 784),
            (Request::Divide, [1, 7], Vec::new(), 4 * 3 * 240),
            (Request::Epochs, [1, 5], Vec::new(), 4 * (2 + 25)),
        ] {
            page.request(request, numbers, &bytes).expect("it fits");
            assert_eq!(page.answer().len(), length, "{request:?}");
        }
        page.request(Request::Describe, [0, 0], b"2 => Dense<1>")
            .expect("a text");
        assert!(page.answer().starts_with(b"{\"networks\":[{"));
    }
}
