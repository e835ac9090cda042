/** Colours for the page: what they are called, and whether a text from an address is a name of one. */
export { HUES, type Hue, hueOf, isHue, oklabOf, toneOf } from '../search/colours.ts';
