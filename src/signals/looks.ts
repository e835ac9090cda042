/**
 * Looks: how near an item's picture is to those of what the visitor looked at, lately and over a long time. Pictures were
 * described when the pack was made; nothing is decoded here.
 */
import { contentLasting, contentRecent } from '../models/content.ts';
import { modalSignal } from './modal.ts';

export const looksRecent = modalSignal(
  'looks-recent',
  'it looks like what you looked at lately',
  contentRecent,
  'images',
);

export const looksLasting = modalSignal(
  'looks-lasting',
  'it looks like what you have chosen over time',
  contentLasting,
  'images',
);
