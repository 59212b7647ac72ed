//! Types of layers written from their kernel, stride, padding and dilation, with the sizes computed here and not by `network!`.

/// `[length] [kernel] / [stride] + [before after]`, then the dilation if there is one: `* [dilation]`.
macro_rules! slide {
    ([$l:literal] [$k:literal] / [$s:literal] + [$before:literal $after:literal]) => {
        slide!([$l] [$k] / [$s] + [$before $after] * [1])
    };
    ([$l:literal] [$k:literal] / [$s:literal] + [$before:literal $after:literal] * [$d:literal]) => {
        Slide<$l, $k, { ($l + $before + $after - ($k - 1) * $d - 1) / $s + 1 }, $s, $before, $d>
    };
}

/// `[height width] [kernel] / [stride] + [top bottom left right]`, then the dilation if there is one: `* [dilation]`.
macro_rules! slides {
    ([$h:literal $w:literal] [$kh:literal $kw:literal] / [$sh:literal $sw:literal] + [$pt:literal $pb:literal $pl:literal $pr:literal]) => {
        (slide!([$h] [$kh] / [$sh] + [$pt $pb]), slide!([$w] [$kw] / [$sw] + [$pl $pr]))
    };
    ([$h:literal $w:literal] [$kh:literal $kw:literal] / [$sh:literal $sw:literal] + [$pt:literal $pb:literal $pl:literal $pr:literal]
        * [$dh:literal $dw:literal]) => {
        (slide!([$h] [$kh] / [$sh] + [$pt $pb] * [$dh]), slide!([$w] [$kw] / [$sw] + [$pl $pr] * [$dw]))
    };
}
