"""Derives the coefficients of `nn_core::math` (`exponential.rs`, `logarithm.rs`); needs mpmath and numpy, takes half a minute.

An exchange algorithm (Remez) for weighted approximation by a polynomial: the error of the fit alternates with equal size
at one point more than there are coefficients; the points move to the error's extrema until they are those.
"""

import mpmath as mp
import numpy as np

mp.mp.dps = 40


def single(value):
    """The nearest `f32`."""
    return np.float32(float(value))


def extrema(errors):
    """The index of the largest error between each two changes of sign."""
    found, best = [], 0
    for index in range(1, len(errors)):
        if (errors[index] > 0) != (errors[best] > 0):
            found.append(best)
            best = index
        elif abs(errors[index]) > abs(errors[best]):
            best = index
    return found + [best]


def minimax(function, weight, powers, low, high, steps):
    """The coefficients of x^powers that make the largest |weight (polynomial - function)| smallest."""
    count = len(powers)
    # a little off the middle, where the weight is 0
    points = [
        (low + high) / 2
        + (high - low) * (mp.mpf("0.0137") if 0 < i < count else 0)
        + (high - low) / 2 * mp.cos(mp.pi * (count - i) / count)
        for i in range(count + 1)
    ]
    grid = [low + (high - low) * mp.mpf(i) / steps for i in range(steps + 1)]
    grid = [(x, weight(x), function(x)) for x in grid if weight(x) != 0]
    for _ in range(30):
        rows = mp.matrix(count + 1, count + 1)
        values = mp.matrix(count + 1, 1)
        for i, x in enumerate(points):
            for j, power in enumerate(powers):
                rows[i, j] = x**power
            rows[i, count] = (-1) ** i / weight(x)
            values[i] = function(x)
        solution = mp.lu_solve(rows, values)
        coefficients = [solution[j] for j in range(count)]
        errors = [w * (sum(c * x**p for c, p in zip(coefficients, powers)) - f) for x, w, f in grid]
        found = extrema(errors)
        while len(found) > count + 1:
            found.pop(0 if abs(errors[found[0]]) < abs(errors[found[-1]]) else -1)
        largest = max(abs(error) for error in errors)
        if len(found) <= count or abs(largest - abs(solution[count])) < largest * mp.mpf("1e-3"):
            break
        points = [grid[i][0] for i in found]
    return coefficients


def derive(name, function, weight, degree, low, high, steps, refit):
    """Prints the coefficients as `f32`, lowest power first; `refit` fits the rest anew after each rounding."""
    powers = list(range(degree + 1))
    rounded = []
    rest = minimax(function, weight, powers, low, high, steps)
    exact = rest
    while rest:
        rounded.append(single(rest[0]))
        rest = rest[1:]
        if refit and rest:
            known = [mp.mpf(float(c)) for c in rounded]
            target = lambda x: function(x) - sum(c * x**p for p, c in enumerate(known))
            rest = minimax(target, weight, powers[len(known):], low, high, steps)
    print(name)
    for coefficient in rounded:
        print("   ", coefficient, hex(int(coefficient.view(np.uint32))))
    for label, coefficients in (("exact", exact), ("rounded", [mp.mpf(float(c)) for c in rounded])):
        points = [low + (high - low) * mp.mpf(i) / steps for i in range(steps + 1)]
        off = max(
            abs(weight(x) * (sum(c * x**p for p, c in enumerate(coefficients)) - function(x)))
            for x in points
        )
        print("   ", label, "2^" + mp.nstr(mp.log(off, 2), 4))


def exp_rest(x):
    """(e^x - 1 - x) / x^2"""
    return (mp.e**x - 1 - x) / x**2 if abs(x) > mp.mpf("1e-12") else mp.mpf(1) / 2 + x / 6


def ln_rest(x):
    """(ln(1 + x) - x + x^2 / 2) / x^3"""
    return (mp.log(1 + x) - x + x**2 / 2) / x**3 if abs(x) > mp.mpf("1e-10") else mp.mpf(1) / 3 - x / 4


def ln_weight(x):
    """x^3 / ln(1 + x)"""
    return x**3 / mp.log(1 + x) if abs(x) > mp.mpf("1e-10") else x**2


bound = mp.log(2) / 2 * mp.mpf("1.00001")
derive("exponential.rs", exp_rest, lambda x: x**2 / mp.e**x, 4, -bound, bound, 4000, True)
derive("logarithm.rs", ln_rest, ln_weight, 7, mp.mpf("-0.25"), mp.mpf("0.5"), 2000, False)
