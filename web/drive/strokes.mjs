// Digits as lines. Places are shares of the sides of the drawing area.

function arc([x, y], [width, height], from, to) {
  return Array.from({ length: 25 }, (_, index) => {
    const angle = ((from + ((to - from) * index) / 24) * Math.PI) / 180;
    return [x + width * Math.cos(angle), y + height * Math.sin(angle)];
  });
}

export const DIGITS = {
  0: [arc([0.5, 0.5], [0.2, 0.33], 0, 360)],
  1: [[[0.52, 0.15], [0.5, 0.5], [0.48, 0.85]]],
  2: [[...arc([0.5, 0.33], [0.2, 0.17], 200, 390), [0.3, 0.82], [0.5, 0.82], [0.74, 0.8]]],
  3: [[...arc([0.47, 0.32], [0.2, 0.16], 220, 450), ...arc([0.47, 0.66], [0.22, 0.18], 270, 500)]],
  4: [[[0.36, 0.16], [0.31, 0.36], [0.29, 0.54], [0.5, 0.53], [0.72, 0.5]], [[0.66, 0.15], [0.62, 0.5], [0.59, 0.88]]],
  7: [[[0.28, 0.2], [0.5, 0.19], [0.72, 0.18], [0.62, 0.42], [0.5, 0.65], [0.44, 0.86]]],
};
