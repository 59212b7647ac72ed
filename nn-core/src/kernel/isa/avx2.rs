//! Vectors of integers with AVX2.

use core::arch::x86_64::__m256i;

use pulp::cast;
use pulp::x86::V3;

use super::Integers;

/// `a b c d` as `a c b d`.
const MIDDLE: i32 = 0b11_01_10_00;

/// The numbers `a b c d` of 16 bits as `a c a c b d b d`, of the lower and of the upper half.
const FIRST: [u8; 16] = [0, 1, 4, 5, 0, 1, 4, 5, 2, 3, 6, 7, 2, 3, 6, 7];
const SECOND: [u8; 16] = [8, 9, 12, 13, 8, 9, 12, 13, 10, 11, 14, 15, 10, 11, 14, 15];

/// The order of the words of four vectors after two narrowings, which work on each half of a vector.
const NARROWED: [i32; 8] = [0, 4, 1, 5, 2, 6, 3, 7];

impl Integers for V3 {
    type Vector = __m256i;

    #[inline(always)]
    fn of_words(self, numbers: [i32; 8]) -> __m256i {
        cast(numbers)
    }

    #[inline(always)]
    fn of_halves(self, numbers: [i16; 16]) -> __m256i {
        cast(numbers)
    }

    #[inline(always)]
    fn words(self, vector: __m256i) -> [i32; 8] {
        cast(vector)
    }

    #[inline(always)]
    fn halves(self, vector: __m256i) -> [i16; 16] {
        cast(vector)
    }

    #[inline(always)]
    fn splat(self, number: i32) -> __m256i {
        self.avx._mm256_set1_epi32(number)
    }

    #[inline(always)]
    fn twice(self, numbers: [i16; 8]) -> __m256i {
        self.avx2._mm256_broadcastsi128_si256(cast(numbers))
    }

    #[inline(always)]
    fn differences(self, numbers: [i8; 16], zero: i8) -> __m256i {
        let numbers = self.avx2._mm256_cvtepi8_epi16(cast(numbers));
        let zero = self.avx._mm256_set1_epi16(zero.into());
        self.avx2._mm256_sub_epi16(numbers, zero)
    }

    #[inline(always)]
    fn grouped(self, numbers: __m256i) -> [[i16; 8]; 4] {
        let [a, c]: [[i16; 8]; 2] = cast(self.avx2._mm256_shuffle_epi8(numbers, cast([FIRST; 2])));
        let [b, d]: [[i16; 8]; 2] = cast(self.avx2._mm256_shuffle_epi8(numbers, cast([SECOND; 2])));
        [a, b, c, d]
    }

    #[inline(always)]
    fn unpacked(self, group: __m256i) -> [__m256i; 2] {
        let avx2 = self.avx2;
        let first = avx2._mm256_srai_epi16::<8>(self.lower_bytes(group));
        let second = avx2._mm256_srai_epi16::<8>(avx2._mm256_sub_epi16(group, first));
        let inputs = |words| {
            let words = avx2._mm256_shuffle_epi32::<MIDDLE>(words);
            avx2._mm256_permute4x64_epi64::<MIDDLE>(words)
        };
        [
            inputs(avx2._mm256_unpacklo_epi16(first, second)),
            inputs(avx2._mm256_unpackhi_epi16(first, second)),
        ]
    }

    #[inline(always)]
    fn zipped(self, a: __m256i, b: __m256i) -> [__m256i; 2] {
        let avx2 = self.avx2;
        let lower = avx2._mm256_unpacklo_epi16(a, b);
        let upper = avx2._mm256_unpackhi_epi16(a, b);
        [
            avx2._mm256_permute2x128_si256::<0x20>(lower, upper),
            avx2._mm256_permute2x128_si256::<0x31>(lower, upper),
        ]
    }

    #[inline(always)]
    fn add(self, a: __m256i, b: __m256i) -> __m256i {
        self.avx2._mm256_add_epi32(a, b)
    }

    #[inline(always)]
    fn lower_bytes(self, pairs: __m256i) -> __m256i {
        self.avx2._mm256_slli_epi16::<8>(pairs)
    }

    #[inline(always)]
    fn add_products(self, a: __m256i, b: __m256i, sums: __m256i) -> __m256i {
        let avx2 = self.avx2;
        avx2._mm256_add_epi32(sums, avx2._mm256_madd_epi16(a, b))
    }

    #[inline(always)]
    fn separated(self, all: __m256i, lower: __m256i) -> __m256i {
        let avx2 = self.avx2;
        // those of inputs 1 and 3 are in the upper half of each half
        let sum =
            |sums| avx2._mm256_add_epi32(sums, avx2._mm256_shuffle_epi32::<0b01_00_11_10>(sums));
        let (all, first) = (sum(all), avx2._mm256_srai_epi32::<8>(sum(lower)));
        let second = avx2._mm256_srai_epi32::<8>(avx2._mm256_sub_epi32(all, first));
        avx2._mm256_unpacklo_epi32(first, second)
    }

    #[inline(always)]
    fn rounded_high(self, a: __m256i, b: __m256i) -> __m256i {
        let avx2 = self.avx2;
        let half = self.avx._mm256_set1_epi64x(1 << 31);
        let [even, odd] = products(self, a, b).map(|product| avx2._mm256_add_epi64(product, half));
        avx2._mm256_blend_epi32::<0b1010_1010>(avx2._mm256_srli_epi64::<32>(even), odd)
    }

    #[inline(always)]
    fn doubled_high(self, a: __m256i, b: __m256i) -> __m256i {
        let avx2 = self.avx2;
        let half = self.avx._mm256_set1_epi64x(1 << 30);
        let [even, odd] = products(self, a, b).map(|product| avx2._mm256_add_epi64(product, half));
        let (even, odd) = (
            avx2._mm256_srli_epi64::<31>(even),
            avx2._mm256_slli_epi64::<1>(odd),
        );
        avx2._mm256_blend_epi32::<0b1010_1010>(even, odd)
    }

    #[inline(always)]
    fn half_away(self, a: __m256i, by: __m256i) -> __m256i {
        let avx2 = self.avx2;
        let a = avx2._mm256_add_epi32(a, avx2._mm256_srai_epi32::<31>(a));
        let twice = avx2._mm256_srav_epi32(a, by);
        avx2._mm256_srai_epi32::<1>(avx2._mm256_add_epi32(twice, self.avx._mm256_set1_epi32(1)))
    }

    #[inline(always)]
    fn bytes(self, [a, b, c, d]: [__m256i; 4], zero: i8, [least, most]: [i8; 2]) -> [[i8; 8]; 4] {
        let (avx, avx2) = (self.avx, self.avx2);
        let zero = avx._mm256_set1_epi16(zero.into());
        // What saturates here is outside of 8 bits, also with the zero.
        let first = avx2._mm256_adds_epi16(avx2._mm256_packs_epi32(a, b), zero);
        let second = avx2._mm256_adds_epi16(avx2._mm256_packs_epi32(c, d), zero);
        let bytes = avx2._mm256_packs_epi16(first, second);
        let bytes = avx2._mm256_min_epi8(bytes, avx._mm256_set1_epi8(most));
        let bytes = avx2._mm256_max_epi8(bytes, avx._mm256_set1_epi8(least));
        cast(avx2._mm256_permutevar8x32_epi32(bytes, cast(NARROWED)))
    }
}

/// The products of the numbers with even and with odd index, in 64 bits.
#[inline(always)]
fn products(isa: V3, a: __m256i, b: __m256i) -> [__m256i; 2] {
    let avx2 = isa.avx2;
    // With a shift instead of a shuffle, the compiler multiplies 64 bits by 64 bits if a factor does not change in a loop.
    let odd = |vector| avx2._mm256_shuffle_epi32::<0b11_11_01_01>(vector);
    [
        avx2._mm256_mul_epi32(a, b),
        avx2._mm256_mul_epi32(odd(a), odd(b)),
    ]
}
