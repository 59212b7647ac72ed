//! Types of layers written from their kernel, stride and padding. The sizes are computed here and not by `network!`.

/// `[height width] [kernel] / [stride] + [top bottom left right]`
macro_rules! slide2d {
    ([$h:literal $w:literal] [$kh:literal $kw:literal] / [$sh:literal $sw:literal] + [$pt:literal $pb:literal $pl:literal $pr:literal]) => {
        Slide2d<
            $h, $w, { ($h + $pt + $pb - $kh) / $sh + 1 }, { ($w + $pl + $pr - $kw) / $sw + 1 }, $sh, $sw, $pt, $pl,
        >
    };
}

/// `[length] [kernel] / [stride] + [before after]`
macro_rules! slide1d {
    ([$l:literal] [$k:literal] / [$s:literal] + [$before:literal $after:literal]) => {
        Slide1d<$l, { ($l + $before + $after - $k) / $s + 1 }, $s, $before>
    };
}

/// `channels filters`, then the window.
macro_rules! conv2d {
    ($c:literal $f:literal, $a:ty, $input:tt [$kh:literal $kw:literal] $($slide:tt)+) => {
        Conv2d<$c, $f, $kh, $kw, slide2d!($input [$kh $kw] $($slide)+), $a>
    };
}
