/**
 * Words for answers of the shop, for the page: an answer crosses threads as facts, so that a change of language says it
 * anew without asking again.
 */
export {
  buttonText,
  capital,
  cellText,
  optionText,
  partText,
  priceText,
  sharedText,
  turnText,
  type Voice,
  valueTexts,
} from '../search/assistant/phrasing.ts';
