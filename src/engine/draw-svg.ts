/** What a page lends to an import: workers can't draw SVG. */
export { drawSvg } from '../encoders/image/draw-svg.ts';
