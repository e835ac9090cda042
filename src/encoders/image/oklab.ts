/**
 * sRGB to OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020), in which equal distances look
 * about equally far apart. L is 0 to 1; a and b lie between -0.4 and 0.4.
 */

/** Linear sRGB to the responses of three kinds of cones, rows l, m, s. */
export const CONES = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
] as const;

/** Cube roots of these to L, a, b. */
export const OPPONENTS = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
] as const;

/** IEC 61966-2-1. @param value 0 to 1 */
export function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** @param red 0 to 1, as the others @param into takes L, a, b at `at`, `at + step`, `at + 2 step` */
export function writeOklab(
  red: number,
  green: number,
  blue: number,
  into: Float32Array,
  at: number,
  step: number,
): void {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(CONES[0][0] * r + CONES[0][1] * g + CONES[0][2] * b);
  const m = Math.cbrt(CONES[1][0] * r + CONES[1][1] * g + CONES[1][2] * b);
  const s = Math.cbrt(CONES[2][0] * r + CONES[2][1] * g + CONES[2][2] * b);
  OPPONENTS.forEach((row, i) => {
    into[at + i * step] = row[0] * l + row[1] * m + row[2] * s;
  });
}
